import type { Context } from 'aws-lambda'
import { applyPlan, PlanMoved } from './applying/apply.ts'
import { bringInLine } from './applying/follow-up.ts'
import { Probe, probe } from './applying/probe.ts'
import { schedulePlan } from './applying/put-schedules.ts'
import { answerRead, Read } from './applying/read.ts'
import { readRequest, refusal } from './applying/request.ts'
import { errorFacts, log } from './aws/log.ts'

/** Of the function's two minutes; what is left of what is under way, the audit does. */
const FOLLOWING_MS = 75_000

/**
 * Applies a resolved plan or an earlier version again (request.ts), or answers what holds and held (probe.ts, read.ts).
 * Answers `{ok: true, …}` or `{ok: false, code, sentences}`; throws only what another try may mend.
 */
export async function handler(event: unknown, context: Pick<Context, 'awsRequestId'>) {
  const asked = Probe.safeParse(event)
  if (asked.success) return probe(asked.data)
  const read = Read.safeParse(event)
  if (read.success) return answerRead(read.data, Date.now())
  const request = await readRequest(event)
  if (!request.ok) return request
  const { plan, how } = request
  try {
    const outcome = await applyPlan(plan, { ...how, requestId: context.awsRequestId }, Date.now())
    await schedulePlan(plan, outcome.version)
    log('info', 'plan applied', outcome)
    return { ok: true as const, ...outcome, followed: await follow(Date.now()) }
  } catch (error) {
    if (error instanceof PlanMoved) return refusal('plan-moved', [error.message])
    throw error
  }
}

/** The plan holds whatever happens here: a failure is logged, and the audit goes on within the hour. */
async function follow(now: number) {
  const ends = now + FOLLOWING_MS
  try {
    const done = await bringInLine(now, () => Date.now() < ends)
    if (done) log('info', 'brought in line with the plan', { ...done })
    return done
  } catch (error) {
    log('error', 'not brought in line with the plan', errorFacts(error))
    return { handedOn: 0, withdrawn: 0, done: false }
  }
}
