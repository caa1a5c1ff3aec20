import { formatInstant } from '../domain/instant.ts'
import { decisionsDue } from './aws/decisions.ts'
import { countMetrics, errorFacts, log } from './aws/log.ts'
import { mailsDue } from './aws/mails.ts'
import { queueMails } from './aws/queue.ts'
import { rescue } from './decisions/rescue.ts'

const HOUR = 3_600_000

/** A mail two hours past its slot was lost on the way to the queue or behind it. */
const MAIL_OVERDUE = 2 * HOUR
/** A machine acts within seconds of a deadline; an hour later it is stuck. */
const DECISION_STUCK = HOUR

/**
 * Looks every hour for what should have happened and did not, repairs it, and counts it: OverdueMails, StuckDecisions.
 * Two Queries when all is well. One decision that cannot be repaired does not keep the others from it.
 */
export async function handler(): Promise<{ overdueMails: number; stuckDecisions: number }> {
  const now = Date.now()
  const stuckBefore = formatInstant(now - DECISION_STUCK)
  const [orders, decisions] = await Promise.all([
    mailsDue(formatInstant(now - MAIL_OVERDUE)),
    decisionsDue(stuckBefore),
  ])
  await queueMails(orders)
  let stuck = 0
  for (const id of decisions) {
    try {
      const done = await rescue(id, stuckBefore)
      if (done !== 'moved-on') stuck += 1
      log('warn', 'decision was due', { decision: id, done })
    } catch (error) {
      stuck += 1
      log('error', 'decision is stuck', { decision: id, ...errorFacts(error) })
    }
  }
  countMetrics({ OverdueMails: orders.length, StuckDecisions: stuck }, now)
  return { overdueMails: orders.length, stuckDecisions: stuck }
}
