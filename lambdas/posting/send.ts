import type { Mail } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { newLink } from '../../domain/link.ts'
import { stillToSend } from '../../domain/mail-again.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { claimMail, releaseMail } from '../aws/claims.ts'
import { hashToken, mintToken, putLink } from '../aws/links.ts'
import { countMetrics, log } from '../aws/log.ts'
import { type Posted, type Refused, sendLetter } from '../aws/mailer.ts'
import { endMail } from '../aws/mails.ts'
import { currentPlan } from '../aws/plan.ts'
import type { MailOrder } from '../aws/queue.ts'
import { deploymentName } from '../env.ts'
import { composeLetter } from './compose.ts'
import { type Frozen, freezeMail } from './freeze.ts'
import { readFacts } from './mail-facts.ts'
import { passOver } from './unreachable.ts'

/** The mail is being sent by another run; if that one dies, a later delivery of this message takes over. */
export class MailBusy extends Error {
  override readonly name = 'MailBusy'
}

/**
 * Sends one mail: claim, read, plan, freeze, send, mark sent. A crash before the freeze leaves a claim that expires; one
 * after it leaves a frozen list, of which the next run sends what still waits. Only one between sending and marking
 * repeats a mail. Each attempt mints its own link, because nobody knows which of them arrived.
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
  const { dropped, ...list } = again ? stillToSend(claimed, frozen.facts) : { ...frozen.mail, dropped: [] }
  const letter = await composeLetter(plan, { ...frozen, mail: { ...frozen.mail, ...list } }, { token, link }, now)
  const posted = 'withheld' in letter ? letter : await sendLetter(letter)
  // Before the mail ends: a crash in between asks SES again and hears the same.
  if ('refused' in posted) await reportRefusal(plan, claimed.person, posted, now)
  return end(frozen.mail, posted, dropped, formatInstant(now))
}

/** Counts a refusal as the metric RefusedRecipients, because a person has to mend the address. */
async function reportRefusal(plan: ResolvedPlan, person: string, { refused, address }: Refused, now: number) {
  await passOver(plan, { person, address, because: `SES refused it: ${refused}` }, now)
  log('warn', 'recipient refused', { person, because: refused })
  countMetrics({ RefusedRecipients: 1 }, deploymentName(), now)
}

/** The frozen list stays in the record; what was dropped from it has its reason beside it. */
async function end(frozen: Mail, posted: Posted, dropped: string[], now: string): Promise<'sent' | 'skipped' | 'over'> {
  const reasons = [...frozen.reasons, ...dropped]
  const after: Mail =
    'messageId' in posted
      ? { ...frozen, state: 'sent', reasons, sentAt: now, messageId: posted.messageId }
      : { ...frozen, state: 'skipped', reasons: [...reasons, `not sent: ${whyNot(posted)}`] }
  if (!(await endMail(frozen, after, now))) return 'over'
  return after.state === 'sent' ? 'sent' : 'skipped'
}

const whyNot = (posted: { withheld: string } | Refused): string =>
  'withheld' in posted ? posted.withheld : `SES refused the recipient: ${posted.refused}`
