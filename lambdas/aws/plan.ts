import { gunzipSync } from 'node:zlib'
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { planTable } from '../env.ts'
import { conditionFailed, dynamo, transact } from './dynamo.ts'
import { record } from './record.ts'

/** The plan that holds now, with its version. */
export interface CurrentPlan {
  version: number
  appliedAt: string
  plan: ResolvedPlan
}

const Pointer = z.strictObject({ version: z.int().min(1), appliedAt: z.string() })
export type Pointer = z.infer<typeof Pointer>

/** What is kept of each version beside its text. */
export const PlanVersion = z.strictObject({
  version: z.int().min(1),
  appliedAt: z.string(),
  /** As stated by the command; CloudTrail's data event of `requestId` can prove it. */
  appliedBy: z.string(),
  requestId: z.string(),
  message: z.string(),
  sha256: z.string(),
  parts: z.int().min(1),
  /** Set with the move of the pointer; a version without it was left behind by an apply that crashed or lost. */
  held: z.boolean().optional(),
})
export type PlanVersion = z.infer<typeof PlanVersion>

/** Nothing was ever applied to this deployment. */
export class NoPlanApplied extends Error {
  override readonly name = 'NoPlanApplied'
}

const CURRENT = { pk: 'PLAN', sk: 'CURRENT' }
const SCHEDULES = { pk: 'PLAN', sk: 'SCHEDULES' }
const versionKey = (version: number) => `VERSION#${String(version).padStart(6, '0')}`

/** Versions never change, so a warm function keeps the few it used last. */
const known = new Map<number, ResolvedPlan>()
const KEEP = 4

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
  if (kept) return kept
  const slices: Uint8Array[] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await dynamo.send(
      new QueryCommand({
        TableName: planTable(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :part)',
        ExpressionAttributeValues: { ':pk': versionKey(version), ':part': 'PART#' },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    )
    for (const item of page.Items ?? []) slices.push(item.body)
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  const plan = ResolvedPlan.parse(JSON.parse(gunzipSync(Buffer.concat(slices)).toString('utf8')))
  if (known.size >= KEEP) known.delete(known.keys().next().value!)
  known.set(version, plan)
  return plan
}

/** What is kept of a version; undefined when there is none. */
export async function readVersion(version: number): Promise<PlanVersion | undefined> {
  const item = await read({ pk: versionKey(version), sk: 'META' })
  return item && record(PlanVersion, item)
}

/** Reserves a version number. False when it is taken, be it by an apply that crashed: numbers are never used twice. */
export async function claimVersion(meta: PlanVersion): Promise<boolean> {
  const Item = { pk: versionKey(meta.version), sk: 'META', ...meta }
  try {
    await dynamo.send(new PutCommand({ TableName: planTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' }))
    return true
  } catch (error) {
    if (!conditionFailed(error)) throw error
    // An answer that got lost on the way makes the SDK's repeat find our own claim.
    return (await readVersion(meta.version))?.requestId === meta.requestId
  }
}

/** Writes one slice of a version's gzipped text; slices count from 1. */
export async function putPart(version: number, part: number, body: Uint8Array): Promise<void> {
  const Item = { pk: versionKey(version), sk: `PART#${String(part).padStart(4, '0')}`, body }
  await dynamo.send(new PutCommand({ TableName: planTable(), Item }))
}

/** Makes a version the one that holds, if `from` still does (undefined: none did). False when somebody was faster. */
export async function switchPlan(from: number | undefined, to: Pointer): Promise<boolean> {
  const failed = await transact([
    {
      name: 'pointer-unmoved',
      write: {
        Update: {
          TableName: planTable(),
          Key: CURRENT,
          UpdateExpression: 'SET version = :to, appliedAt = :at',
          ConditionExpression: from === undefined ? 'attribute_not_exists(pk)' : 'version = :from',
          ExpressionAttributeValues: {
            ':to': to.version,
            ':at': to.appliedAt,
            ...(from !== undefined && { ':from': from }),
          },
        },
      },
    },
    {
      name: 'version-held',
      write: {
        Update: {
          TableName: planTable(),
          Key: { pk: versionKey(to.version), sk: 'META' },
          UpdateExpression: 'SET held = :held, appliedAt = :at',
          ExpressionAttributeValues: { ':held': true, ':at': to.appliedAt },
        },
      },
    },
  ])
  return failed.length === 0
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

/** Version whose schedules are in place; differs from the current one only after a crash. */
export async function schedulesVersion(): Promise<number | undefined> {
  const item = await read(SCHEDULES)
  return item && record(z.strictObject({ version: z.int() }), item).version
}

/** Remembers that the schedules of a version are in place. */
export async function recordSchedules(version: number): Promise<void> {
  await dynamo.send(new PutCommand({ TableName: planTable(), Item: { ...SCHEDULES, version } }))
}
