import type { Context } from 'aws-lambda'
import { applyPlan, PlanMoved } from './applying/apply.ts'
import { schedulePlan } from './applying/put-schedules.ts'
import { Probe, readRequest, refusal } from './applying/request.ts'
import { log } from './aws/log.ts'
import { currentPointer, planOf, readVersion } from './aws/plan.ts'

/**
 * Applies a resolved plan, or answers what holds (`{probe: true}`, with the plan itself under `plan: true`).
 * Answers `{ok: true, version, applied}` or `{ok: false, code, sentences}`; throws only what another try may mend.
 */
export async function handler(event: unknown, context: Pick<Context, 'awsRequestId'>) {
  const probe = Probe.safeParse(event)
  if (probe.success) return holding(probe.data.plan === true)
  const request = readRequest(event)
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

async function holding(withPlan: boolean) {
  const pointer = await currentPointer()
  if (!pointer) return { ok: true as const, version: 0 }
  const meta = await readVersion(pointer.version)
  return { ok: true as const, ...pointer, ...meta, ...(withPlan && { plan: await planOf(pointer.version) }) }
}
