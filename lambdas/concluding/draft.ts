import type { Link } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { readAsk } from '../aws/asks.ts'
import { CHAIR_FORMS, chairDraftId, putChairDraft, readChairDrafts } from '../aws/chair-drafts.ts'
import type { ChairForm } from './form.ts'

/** Forms kept for one review; whatever comes after is shown to be copied. */
const MOST_KEPT = 10

type Typed = Readonly<Record<string, string>>

/** What of a posted form somebody typed. */
export function typedFields(typed: Typed): Record<string, string> {
  const { act: _act, ask: _ask, epoch: _epoch, kept: _kept, ...fields } = typed
  return fields
}

/**
 * Keeps what a chair typed below the pack of a link that expired meanwhile. False where there is nothing to keep it for: the
 * review no longer waits for them, nothing was typed, the form has no words, or too much is kept already.
 */
export async function keepChairForm(
  link: Link,
  { form: posted, typed }: { form: ChairForm; typed: Typed },
  now: number,
): Promise<boolean> {
  const form = CHAIR_FORMS.find((one) => one === posted.act)
  if (form === undefined || posted.act === 'urge') return false
  const fields = typedFields(typed)
  // The day is filled in beforehand: alone it is nothing that somebody typed.
  const { day: _day, ...words } = fields
  if (!Object.values(words).some((word) => word.trim() !== '')) return false
  const ask = await readAsk(link.person, posted.ask)
  if (ask?.kind !== 'conclude' || ask.state !== 'open') return false
  const id = chairDraftId(fields)
  const kept = await readChairDrafts(link.person, ask.id)
  if (kept.length >= MOST_KEPT && !kept.some((one) => one.id === id)) return false
  await putChairDraft({ person: link.person, ask: ask.id, id, savedAt: formatInstant(now), form, fields })
  return true
}
