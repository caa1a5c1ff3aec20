import type { Link } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { readAsk } from '../aws/asks.ts'
import { putDraft } from '../aws/drafts.ts'
import { hasWords } from '../pages/typed-words.ts'
import type { Posted } from './form.ts'
import { renewLink } from './renew.ts'

/**
 * Keeps what somebody typed into the page of a link that expired meanwhile, whatever the form, and has a fresh mail sent to
 * its addressee: of their asks, unless `renew` sends another. False where there is nothing to keep it for: the question no longer waits, or nothing was typed or chosen.
 */
export async function keepTyped(
  link: Link,
  { answer, typed }: Extract<Posted, { kind: 'answer' }>,
  now: number,
  renew: () => Promise<void> = () => renewLink(link, now),
): Promise<boolean> {
  const ask = await readAsk(link.person, answer.ask)
  if (ask?.state !== 'open') return false
  const { ask: _ask, epoch: _epoch, action: _action, ...fields } = typed
  if (!hasWords(fields) && !fields.option && !fields.status && !fields.to) return false
  await putDraft({ person: link.person, ask: ask.id, savedAt: formatInstant(now), action: answer.action, fields })
  await renew()
  return true
}
