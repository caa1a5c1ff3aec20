import type { Context } from 'aws-lambda'
import { applyPlan, PlanMoved } from './applying/apply.ts'
import { Probe, probe } from './applying/probe.ts'
import { schedulePlan } from './applying/put-schedules.ts'
import { answerRead, Read } from './applying/read.ts'
import { readRequest, refusal } from './applying/request.ts'
import { log } from './aws/log.ts'

/**
 * Applies a resolved plan or an earlier version again (request.ts), or answers what holds and held (probe.ts, read.ts).
 * Answers `{ok: true, …}` or `{ok: false, code, sentences}`; throws only what another try may mend.
 */
export async function handler(event: unknown, context: Pick<Context, 'awsRequestId'>) {
  const asked = Probe.safeParse(event)
  if (asked.success) return probe(asked.data)
  const read = Read.safeParse(event)
  if (read.success) return answerRead(read.data)
  const request = await readRequest(event)
  if (!request.ok) return request
  const { plan, how } = request
  try {
    const outcome = await applyPlan(plan, { ...how, requestId: context.awsRequestId }, Date.now())
    await schedulePlan(plan, outcome.version)
    log('info', 'plan applied', outcome)
    return { ok: true as const, ...outcome }
  } catch (error) {
    if (error instanceof PlanMoved) return refusal('plan-moved', [error.message])
    throw error
  }
}
