import type { Link } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { readAsk } from '../aws/asks.ts'
import { CHAIR_FORMS, putChairDraft } from '../aws/drafts.ts'
import type { ChairForm } from './form.ts'

/**
 * Keeps what a chair typed below the pack of a link that expired meanwhile. False where there is nothing to keep it for: the
 * review no longer waits for them, nothing was typed, or the form has no words.
 */
export async function keepChairForm(
  link: Link,
  { form, typed }: { form: ChairForm; typed: Readonly<Record<string, string>> },
  now: number,
): Promise<boolean> {
  const name = CHAIR_FORMS.find((one) => one === form.act)
  if (name === undefined || form.act === 'urge') return false
  const { act: _act, ask: _ask, epoch: _epoch, ...fields } = typed
  // The day is filled in beforehand: alone it is nothing that somebody typed.
  const { day: _day, ...words } = fields
  if (!Object.values(words).some((word) => word.trim() !== '')) return false
  const ask = await readAsk(link.person, form.ask)
  if (ask?.kind !== 'conclude' || ask.state !== 'open') return false
  await putChairDraft({ person: link.person, ask: ask.id, savedAt: formatInstant(now), form: name, fields })
  return true
}
