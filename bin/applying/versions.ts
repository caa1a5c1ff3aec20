import { gunzipSync } from 'node:zlib'
import * as z from 'zod'
import { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { Source } from '../../domain/plan/source.ts'
import type { Deployment } from '../deployment.ts'
import { askApplyPlan } from './invoke.ts'

/** A version as the history tells it. */
export const Version = z.object({
  version: z.number(),
  appliedAt: z.string(),
  appliedBy: z.string(),
  message: z.string(),
  requestId: z.string(),
})
export type Version = z.infer<typeof Version>

const Page = z.object({ versions: z.array(Version), current: z.number(), next: z.number().optional() })

/** All versions that ever held, newest first, and which holds now. */
export async function readHistory(found: Deployment): Promise<{ versions: Version[]; current: number }> {
  const versions: Version[] = []
  let before: number | undefined
  for (;;) {
    const page: z.infer<typeof Page> = await askApplyPlan(
      found,
      { read: 'history', ...(before && { before }) },
      Page,
      'There is no history',
    )
    versions.push(...page.versions)
    before = page.next
    if (before === undefined) return { versions, current: page.current }
  }
}

/** Which version: by number, or by what held at an instant or when a day ended; neither: the one that holds. */
export interface Which {
  version?: number
  at?: string
}

const WithText = Version.extend({ gzip: z.string().optional() })

async function readVersion(found: Deployment, which: Which, text: 'plan' | 'source') {
  const { gzip, ...version } = await askApplyPlan(found, { read: 'version', ...which, text }, WithText, 'Not found')
  const json = gzip && (JSON.parse(gunzipSync(Buffer.from(gzip, 'base64')).toString('utf8')) as unknown)
  return { version, json }
}

/** A version with its resolved plan. */
export async function readResolved(found: Deployment, which: Which): Promise<{ version: Version; plan: ResolvedPlan }> {
  const { version, json } = await readVersion(found, which, 'plan')
  return { version, plan: ResolvedPlan.parse(json) }
}

/** A version with the files as they were written; undefined when a program had sent the plan alone. */
export async function readSource(found: Deployment, which: Which): Promise<{ version: Version; source?: Source }> {
  const { version, json } = await readVersion(found, which, 'source')
  return { version, ...(json !== undefined && json !== '' ? { source: Source.parse(json) } : {}) }
}

const Holding = z.object({ version: z.number() })

/** Number of the version that holds; 0 before the first apply. */
export async function heldVersion(found: Deployment): Promise<number> {
  return (await askApplyPlan(found, { probe: true }, Holding, 'Not found')).version
}
