import { formatInstant } from '../domain/instant.ts'
import { isTriedAgain, MAIL_OVERDUE_HOURS } from '../domain/mail-retry.ts'
import { decisionsAmong } from './aws/decisions.ts'
import { dueKeys } from './aws/due.ts'
import { countMetrics, errorFacts, log } from './aws/log.ts'
import { mailsAmong } from './aws/mails.ts'
import { queueMails } from './aws/queue.ts'
import { rescue } from './decisions/rescue.ts'
import { deploymentName, ledgerTable } from './env.ts'

const HOUR = 3_600_000

/** A machine acts within seconds of a deadline; an hour later it is stuck. */
const DECISION_STUCK = HOUR

/**
 * Looks every hour for what should have happened and did not, repairs it, and counts it: OverdueMails, StuckDecisions.
 * One Query when all is well. One decision that cannot be repaired does not keep the others from it. A mail that
 * stays unsent is counted every hour, but queued every hour of its first day only, then once a day.
 */
export async function handler(): Promise<{ overdueMails: number; stuckDecisions: number }> {
  const now = Date.now()
  const stuckBefore = formatInstant(now - DECISION_STUCK)
  const mailsBefore = formatInstant(now - MAIL_OVERDUE_HOURS * HOUR)
  const due = await dueKeys(ledgerTable(), 'ledger', stuckBefore)
  const orders = mailsAmong(due.filter(({ dueAt }) => dueAt <= mailsBefore))
  await queueMails(orders.filter(({ slot }) => isTriedAgain(slot, now)))
  let stuck = 0
  for (const id of decisionsAmong(due)) {
    try {
      const done = await rescue(id, stuckBefore)
      if (done !== 'moved-on') stuck += 1
      log('warn', 'decision was due', { decision: id, done })
    } catch (error) {
      stuck += 1
      log('error', 'decision is stuck', { decision: id, ...errorFacts(error) })
    }
  }
  countMetrics({ OverdueMails: orders.length, StuckDecisions: stuck }, deploymentName(), now)
  return { overdueMails: orders.length, stuckDecisions: stuck }
}
