import { gunzipSync } from 'node:zlib'
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { planTable } from '../env.ts'
import { dynamo } from './dynamo.ts'
import { parseKnown } from './known.ts'
import { record } from './record.ts'

/** The plan that holds now, with its version. */
export interface CurrentPlan {
  version: number
  appliedAt: string
  plan: ResolvedPlan
}

export const Pointer = z.strictObject({ version: z.int().min(1), appliedAt: z.string() })
export type Pointer = z.infer<typeof Pointer>

/** What is kept of each version beside its texts. */
export const PlanVersion = z.strictObject({
  version: z.int().min(1),
  appliedAt: z.string(),
  /** As stated by the command; CloudTrail's data event of `requestId` can prove it. */
  appliedBy: z.string(),
  requestId: z.string(),
  message: z.string(),
  sha256: z.string(),
  parts: z.int().min(1),
  /** Parts of what was written; absent in versions applied before it was kept, and where a program sent a plan alone. */
  sourceParts: z.int().min(1).optional(),
  /** Set with the move of the pointer; a version without it was left behind by an apply that crashed or lost. */
  held: z.boolean().optional(),
})
export type PlanVersion = z.infer<typeof PlanVersion>

/** Nothing was ever applied to this deployment. */
export class NoPlanApplied extends Error {
  override readonly name = 'NoPlanApplied'
}

/** Key of the pointer. */
export const CURRENT = { pk: 'PLAN', sk: 'CURRENT' }
const VERSION = 'VERSION#'
/** Partition of a version. */
export const versionKey = (version: number) => `${VERSION}${String(version).padStart(6, '0')}`
/** Key of what is kept of a version beside its text. */
export const metaKey = (version: number) => ({ pk: versionKey(version), sk: 'META' })

/** The texts of a version: the resolved plan, and the files as written. */
export type Text = 'plan' | 'source'
const PREFIX: Record<Text, string> = { plan: 'PART#', source: 'SOURCE#' }
/** Key of a slice of a text, counted from 1. */
export const partKey = (version: number, text: Text, part: number) => ({
  pk: versionKey(version),
  sk: `${PREFIX[text]}${String(part).padStart(4, '0')}`,
})

/**
 * Versions never change, so a warm function keeps those it used: as many as fit, because a fold of monthly figures looks at
 * every version since the last month. 2.5 MB of gzip are four plans of 5,000 people, or hundreds of ordinary ones.
 */
const known = new Map<number, { plan: ResolvedPlan; bytes: number }>()
const KEEP_BYTES = 2_500_000

async function read(Key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
  return (await dynamo.send(new GetCommand({ TableName: planTable(), Key, ConsistentRead: true }))).Item
}

/** Which version holds; undefined before the first apply. One strongly consistent read. */
export async function currentPointer(): Promise<Pointer | undefined> {
  const item = await read(CURRENT)
  return item && record(Pointer, item)
}

/** The plan that holds now. One read while the version stays the same. Throws NoPlanApplied before the first apply. */
export async function currentPlan(): Promise<CurrentPlan> {
  const pointer = await currentPointer()
  if (!pointer)
    throw new NoPlanApplied('No plan was applied to this deployment yet: run `throughline apply <plan.yaml>`.')
  return { ...pointer, plan: await planOf(pointer.version) }
}

/** The plan of a version, as it was applied. */
export async function planOf(version: number): Promise<ResolvedPlan> {
  const kept = known.get(version)
  if (kept) return kept.plan
  const gzipped = await readText(version, 'plan')
  const parsed = parseKnown(ResolvedPlan, JSON.parse(gunzipSync(gzipped).toString('utf8')))
  if (!parsed.success) throw parsed.error
  const plan = parsed.data
  known.set(version, { plan, bytes: gzipped.length })
  let held = [...known.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  for (const [oldest, { bytes }] of known) {
    if (held <= KEEP_BYTES || oldest === version) break
    known.delete(oldest)
    held -= bytes
  }
  return plan
}

/** A text of a version, gzipped as it is stored; empty when there is none. */
export async function readText(version: number, text: Text): Promise<Buffer> {
  const slices: Uint8Array[] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await dynamo.send(
      new QueryCommand({
        TableName: planTable(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :part)',
        ExpressionAttributeValues: { ':pk': versionKey(version), ':part': PREFIX[text] },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    )
    for (const item of page.Items ?? []) slices.push(item.body)
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return Buffer.concat(slices)
}

/** What is kept of a version; undefined when there is none. */
export async function readVersion(version: number): Promise<PlanVersion | undefined> {
  const item = await read(metaKey(version))
  return item && record(PlanVersion, item)
}

/** Metadata of versions below the current one never changes. */
const settled = new Map<number, PlanVersion | undefined>()

/** The plans that held from a version on, oldest first, up to the current one: what a series was judged by, and since when. */
export async function plansSince(from: number, current: CurrentPlan): Promise<CurrentPlan[]> {
  const plans: CurrentPlan[] = []
  for (let version = Math.max(1, from); version < current.version; version += 1) {
    if (!settled.has(version)) settled.set(version, await readVersion(version))
    const meta = settled.get(version)
    if (meta?.held) plans.push({ version, appliedAt: meta.appliedAt, plan: await planOf(version) })
  }
  return [...plans, current]
}
