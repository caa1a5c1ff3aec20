import type { Link } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { readAsk } from '../aws/asks.ts'
import { putDraft } from '../aws/drafts.ts'
import { hasChoice, hasWords } from '../pages/typed-words.ts'
import type { Posted } from './form.ts'
import { renewLink } from './renew.ts'

/** What became of a form behind an expired link: kept for the fresh one, or there was nothing in it but the button, which is pressed again there. */
export type Kept = 'kept' | 'again'

/**
 * Keeps what somebody typed or chose on the page of a link that expired meanwhile, whatever the form, and has a fresh mail sent to
 * its addressee: of their asks, unless `renew` sends another. Undefined where the question no longer waits.
 */
export async function keepTyped(
  link: Link,
  { answer, typed }: Extract<Posted, { kind: 'answer' }>,
  now: number,
  renew: () => Promise<void> = () => renewLink(link, now),
): Promise<Kept | undefined> {
  const ask = await readAsk(link.person, answer.ask)
  if (ask?.state !== 'open') return undefined
  const { ask: _ask, epoch: _epoch, action: _action, ...fields } = typed
  const said = hasWords(fields) || hasChoice(fields)
  if (said)
    await putDraft({ person: link.person, ask: ask.id, savedAt: formatInstant(now), action: answer.action, fields })
  await renew()
  return said ? 'kept' : 'again'
}
