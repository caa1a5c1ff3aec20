import type { Mail } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { newLink } from '../../domain/link.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { claimMail, releaseMail } from '../aws/claims.ts'
import { hashToken, mintToken, putLink } from '../aws/links.ts'
import { sendLetter } from '../aws/mailer.ts'
import { endMail } from '../aws/mails.ts'
import { currentPlan } from '../aws/plan.ts'
import type { MailOrder } from '../aws/queue.ts'
import { composeLetter } from './compose.ts'
import { type Frozen, freezeMail } from './freeze.ts'
import { readFacts } from './mail-facts.ts'

/** The mail is being sent by another run; if that one dies, a later delivery of this message takes over. */
export class MailBusy extends Error {
  override readonly name = 'MailBusy'
}

/**
 * Sends one mail: claim, read, plan, freeze, send, mark sent. A crash before the freeze leaves a claim that expires; one
 * after it leaves a frozen list that the next run sends as it is. Only one between sending and marking repeats a mail.
 * Each attempt mints its own link, because nobody knows which of them arrived.
 */
export async function sendMail(order: MailOrder, now: number): Promise<'sent' | 'skipped' | 'over'> {
  const claim = await claimMail(order, now)
  if (claim.state === 'over') return 'over'
  if (claim.state === 'busy')
    throw new MailBusy(`The mail of ${order.person} for ${order.slot} is claimed until ${claim.until}.`)
  try {
    const { plan } = await currentPlan()
    return await deliver(plan, claim.mail, now)
  } catch (error) {
    await releaseMail(claim.mail, now)
    throw error
  }
}

async function deliver(plan: ResolvedPlan, claimed: Mail, now: number): Promise<'sent' | 'skipped' | 'over'> {
  const token = mintToken()
  const link = newLink(hashToken(token), claimed, now)
  const again = claimed.state === 'frozen'
  const frozen: Frozen = again
    ? { mail: claimed, facts: await readFacts(plan, claimed.person, now) }
    : await freezeMail(plan, claimed, link, now)
  if (frozen.mail.state === 'skipped') return 'skipped'
  if (again) await putLink(link)
  const letter = await composeLetter(plan, frozen, { token, link }, now)
  const answer = 'withheld' in letter ? letter : await sendLetter(letter)
  return end(frozen.mail, answer, formatInstant(now))
}

async function end(
  frozen: Mail,
  answer: { messageId: string } | { withheld: string },
  now: string,
): Promise<'sent' | 'skipped' | 'over'> {
  const after: Mail =
    'withheld' in answer
      ? { ...frozen, state: 'skipped', reasons: [...frozen.reasons, `not sent: ${answer.withheld}`] }
      : { ...frozen, state: 'sent', sentAt: now, messageId: answer.messageId }
  if (!(await endMail(frozen, after, now))) return 'over'
  return after.state === 'sent' ? 'sent' : 'skipped'
}
