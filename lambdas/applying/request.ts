import { gunzipSync } from 'node:zlib'
import * as z from 'zod'
import { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { brokenReferences } from './references.ts'

/** `{probe: true}` asks what holds, with the plan itself under `plan: true`. */
export const Probe = z.strictObject({ probe: z.literal(true), plan: z.boolean().optional() })

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
export const refusal = (code: string, sentences: string[]) => ({ ok: false as const, code, sentences })

/** What a request asks to be applied, checked as if nobody had checked it before; or why it is refused. */
export function readRequest(event: unknown) {
  const request = Apply.safeParse(event)
  if (!request.success) return refusal('malformed-request', request.error.issues.map(sentence))
  const { plan: given, planGzip, ...how } = request.data
  const json = planGzip === undefined ? given : JSON.parse(gunzipSync(Buffer.from(planGzip, 'base64')).toString('utf8'))
  const plan = ResolvedPlan.safeParse(json)
  if (!plan.success) return refusal('malformed-plan', plan.error.issues.slice(0, 20).map(sentence))
  const broken = brokenReferences(plan.data)
  return broken.length > 0 ? refusal('broken-references', broken) : { ok: true as const, plan: plan.data, how }
}

const sentence = (issue: z.core.$ZodIssue) => `${issue.path.map(String).join('.') || 'the request'}: ${issue.message}`
