import * as z from 'zod'
import { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { Source } from '../../domain/plan/source.ts'
import { readVersion } from '../aws/plan.ts'
import type { Applying } from './apply.ts'
import { versionGiven } from './earlier.ts'
import { inflate, sentencesOf } from './inflate.ts'
import { brokenReferences } from './references.ts'

const Apply = z
  .strictObject({
    plan: z.unknown().optional(),
    /** Base64 of the gzipped JSON of a resolved plan: an invocation takes 6 MB. */
    planGzip: z.base64().optional(),
    /** Base64 of the gzipped JSON of the files as written, kept beside the plan. */
    sourceGzip: z.base64().optional(),
    /** Applies an earlier version again, as it was, with what was written then. */
    backTo: z.int().min(1).optional(),
    appliedBy: z.string().min(1).max(500),
    message: z.string().max(1000).default(''),
    expectedVersion: z.int().min(0).optional(),
  })
  .refine(
    ({ plan, planGzip, backTo }) => [plan, planGzip, backTo].filter((one) => one !== undefined).length === 1,
    'give one of plan, planGzip and backTo',
  )
  .refine(({ backTo, sourceGzip }) => backTo === undefined || sourceGzip === undefined, 'backTo brings its own source')

/** A refusal the command line prints; nothing was changed. */
export const refusal = (code: string, sentences: string[]) => ({ ok: false as const, code, sentences })

/** What a request asks to be applied, checked as if nobody had checked it before; or why it is refused. */
export async function readRequest(event: unknown) {
  const request = Apply.safeParse(event)
  if (!request.success) return refusal('malformed-request', sentencesOf(request.error, 'the request'))
  const { plan, planGzip, sourceGzip, backTo, ...how } = request.data
  if (backTo !== undefined) {
    const meta = await readVersion(backTo)
    if (!meta?.held) return refusal('unknown-version', [`There is no version ${backTo} that ever held.`])
    const earlier = await versionGiven(meta)
    return checked(earlier.plan, { ...how, source: earlier.source })
  }
  const given = readPlan(plan, planGzip)
  if (!given.ok) return refusal('malformed-plan', given.sentences)
  const source = sourceGzip === undefined ? undefined : inflate('sourceGzip', sourceGzip, Source)
  if (source && !source.ok) return refusal('malformed-source', source.sentences)
  return checked(given.value, { ...how, ...(sourceGzip && { source: Buffer.from(sourceGzip, 'base64') }) })
}

function readPlan(plan: unknown, planGzip: string | undefined) {
  if (planGzip !== undefined) return inflate('planGzip', planGzip, ResolvedPlan)
  const parsed = ResolvedPlan.safeParse(plan)
  return parsed.success
    ? { ok: true as const, value: parsed.data }
    : { ok: false as const, sentences: sentencesOf(parsed.error, 'the plan') }
}

function checked(plan: ResolvedPlan, how: Omit<Applying, 'requestId'>) {
  const broken = brokenReferences(plan)
  return broken.length > 0 ? refusal('broken-references', broken) : { ok: true as const, plan, how }
}
