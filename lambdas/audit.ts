import { formatInstant } from '../domain/instant.ts'
import { isTriedAgain, MAIL_OVERDUE_HOURS } from '../domain/mail-retry.ts'
import { finishFollowing } from './applying/finish-following.ts'
import { mendSchedules } from './applying/put-schedules.ts'
import { cyclesAmong } from './aws/cycles.ts'
import { decisionsAmong } from './aws/decisions.ts'
import { dueKeys } from './aws/due.ts'
import { countMetrics, errorFacts, log } from './aws/log.ts'
import { mailsAmong } from './aws/mails.ts'
import { readFollowed } from './aws/plan-marks.ts'
import { queueMails } from './aws/queue.ts'
import { deploymentName, ledgerTable } from './env.ts'
import { type Rescue, rescueCycle, rescueDecision } from './machines/rescue.ts'

const HOUR = 3_600_000

/** A machine acts within seconds of a deadline; an hour later what it serves is stuck. */
const STUCK = HOUR

/**
 * Looks every hour for what should have happened and did not, repairs it, and counts it: OverdueMails, StuckWorkflows.
 * Then it finishes what applying a plan left and puts its schedules right. One of them that cannot be repaired does not
 * keep the others from it. A mail that stays unsent is counted every hour, but queued every hour of its first day only,
 * then once a day.
 */
export async function handler(): Promise<{ overdueMails: number; stuckWorkflows: number }> {
  const now = Date.now()
  const stuckBefore = formatInstant(now - STUCK)
  const mailsBefore = formatInstant(now - MAIL_OVERDUE_HOURS * HOUR)
  const due = await dueKeys(ledgerTable(), 'ledger', stuckBefore)
  const orders = mailsAmong(due.filter(({ dueAt }) => dueAt <= mailsBefore))
  await queueMails(orders.filter(({ slot }) => isTriedAgain(slot, now)))
  const stuckDecisions = await rescueAll('decision', decisionsAmong(due), (id) => rescueDecision(id, stuckBefore))
  const stuckCycles = await rescueAll('cycle', cyclesAmong(due), (id) => rescueCycle(id, stuckBefore))
  const stuck = stuckDecisions + stuckCycles
  countMetrics({ OverdueMails: orders.length, StuckWorkflows: stuck }, deploymentName(), now)
  const marks = await readFollowed()
  await finishFollowing(now, marks)
  await mendSchedules(marks.pointer)
  return { overdueMails: orders.length, stuckWorkflows: stuck }
}

/** Gets each going again; answers how many were stuck. */
async function rescueAll(kind: 'decision' | 'cycle', ids: string[], rescue: (id: string) => Promise<Rescue>) {
  let stuck = 0
  for (const id of ids) {
    try {
      const done = await rescue(id)
      if (done !== 'moved-on') stuck += 1
      log('warn', `${kind} was due`, { [kind]: id, done })
    } catch (error) {
      stuck += 1
      log('error', `${kind} is stuck`, { [kind]: id, ...errorFacts(error) })
    }
  }
  return stuck
}
