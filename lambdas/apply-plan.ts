import { gunzipSync } from 'node:zlib'
import type { Context } from 'aws-lambda'
import * as z from 'zod'
import { ResolvedPlan } from '../domain/plan/resolved.ts'
import { applyPlan, PlanMoved } from './applying/apply.ts'
import { schedulePlan } from './applying/put-schedules.ts'
import { brokenReferences } from './applying/references.ts'
import { log } from './aws/log.ts'
import { currentPointer, planOf, readVersion } from './aws/plan.ts'

const Probe = z.strictObject({ probe: z.literal(true), plan: z.boolean().optional() })

const Apply = z
  .strictObject({
    plan: z.unknown().optional(),
    /** Base64 of the gzipped JSON of a resolved plan that would not fit into an invocation (6 MB) as it is. */
    planGzip: z.base64().optional(),
    appliedBy: z.string().min(1).max(500),
    message: z.string().max(1000).default(''),
    expectedVersion: z.int().min(0).optional(),
  })
  .refine(
    (request) => (request.plan === undefined) !== (request.planGzip === undefined),
    'give either plan or planGzip',
  )

/** A refusal the command line prints; nothing was changed. */
const refusal = (code: string, sentences: string[]) => ({ ok: false as const, code, sentences })

/**
 * Applies a resolved plan, or answers what holds (`{probe: true}`, with the plan itself under `plan: true`).
 * Answers `{ok: true, version, applied}` or `{ok: false, code, sentences}`; throws only what another try may mend.
 */
export async function handler(event: unknown, context: Pick<Context, 'awsRequestId'>) {
  const probe = Probe.safeParse(event)
  if (probe.success) return holding(probe.data.plan === true)
  const request = Apply.safeParse(event)
  if (!request.success)
    return refusal(
      'malformed-request',
      request.error.issues.map((issue) => sentence(issue)),
    )
  const { plan: given, planGzip, ...how } = request.data
  const json = planGzip === undefined ? given : JSON.parse(gunzipSync(Buffer.from(planGzip, 'base64')).toString('utf8'))
  const plan = ResolvedPlan.safeParse(json)
  if (!plan.success)
    return refusal(
      'malformed-plan',
      plan.error.issues.slice(0, 20).map((issue) => sentence(issue)),
    )
  const broken = brokenReferences(plan.data)
  if (broken.length > 0) return refusal('broken-references', broken)
  try {
    const outcome = await applyPlan(plan.data, { ...how, requestId: context.awsRequestId }, Date.now())
    await schedulePlan(plan.data, outcome.version)
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

const sentence = (issue: z.core.$ZodIssue) => `${issue.path.map(String).join('.') || 'the request'}: ${issue.message}`
