import type { Link } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { readAsk } from '../aws/asks.ts'
import { putDraft } from '../aws/drafts.ts'
import type { Posted } from './form.ts'
import { renewLink } from './renew.ts'

/**
 * Keeps what somebody typed into the page of a link that expired meanwhile, and has a fresh mail sent to its addressee.
 * Only check-ins: a form of any length. False where there is nothing to keep it for.
 */
export async function keepTyped(
  link: Link,
  { answer, typed }: Extract<Posted, { kind: 'answer' }>,
  now: number,
): Promise<boolean> {
  const ask = await readAsk(link.person, answer.ask)
  if (ask?.kind !== 'check-in' || ask.state !== 'open' || answer.action !== 'check-in') return false
  const { ask: _ask, epoch: _epoch, action: _action, ...fields } = typed
  await putDraft({ person: link.person, ask: ask.id, savedAt: formatInstant(now), fields })
  await renewLink(link, now)
  return true
}
