import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { planTable } from '../env.ts'
import { conditionFailed, dynamo, transact } from './dynamo.ts'
import { CURRENT, metaKey, PlanVersion, type Pointer, partKey, readVersion, type Text } from './plan.ts'
import { readAll } from './read-all.ts'
import { record } from './record.ts'

/** Reserves a version number. False when it is taken, be it by an apply that crashed: numbers are never used twice. */
export async function claimVersion(meta: PlanVersion): Promise<boolean> {
  const Item = { ...metaKey(meta.version), ...meta }
  try {
    await dynamo.send(new PutCommand({ TableName: planTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' }))
    return true
  } catch (error) {
    if (!conditionFailed(error)) throw error
    // An answer that got lost on the way makes the SDK's repeat find our own claim.
    return (await readVersion(meta.version))?.requestId === meta.requestId
  }
}

/** An item holds 400 kB with its keys; this leaves room. */
const PART_BYTES = 350_000

/** A gzipped text in slices that fit an item. */
export function slicesOf(gzipped: Buffer): Buffer[] {
  const count = Math.ceil(gzipped.length / PART_BYTES)
  return Array.from({ length: count }, (_, index) => gzipped.subarray(index * PART_BYTES, (index + 1) * PART_BYTES))
}

/** Writes the slices of a text of a version that this apply has claimed. */
export async function putText(version: number, text: Text, slices: Buffer[]): Promise<void> {
  for (const [index, body] of slices.entries()) {
    await dynamo.send(new PutCommand({ TableName: planTable(), Item: { ...partKey(version, text, index + 1), body } }))
  }
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
          Key: metaKey(to.version),
          UpdateExpression: 'SET held = :held, appliedAt = :at',
          ExpressionAttributeValues: { ':held': true, ':at': to.appliedAt },
        },
      },
    },
  ])
  return failed.length === 0
}

/** Versions that one read goes through: as many as one BatchGetItem takes. */
const PAGE = 100

/**
 * What is kept of the versions before a number, newest first; those that never held are left out. `next` goes on where
 * this ends; absent at the first version.
 */
export async function heldBefore(number: number): Promise<{ versions: PlanVersion[]; next?: number }> {
  const from = Math.max(1, number - PAGE)
  const keys = Array.from({ length: number - from }, (_, index) => metaKey(from + index))
  const found = (await readAll(planTable(), keys)).map((item) => record(PlanVersion, item))
  const versions = found.filter(({ held }) => held).sort((a, b) => b.version - a.version)
  return { versions, ...(from > 1 && { next: from }) }
}
