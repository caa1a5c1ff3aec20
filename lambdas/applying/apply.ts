import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { formatInstant } from '../../domain/instant.ts'
import { withFormer } from '../../domain/plan/former.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import {
  claimVersion,
  currentPointer,
  type PlanVersion,
  planOf,
  putPart,
  readVersion,
  switchPlan,
} from '../aws/plan.ts'

/** Somebody else applied a plan since this one was compared with the current one. */
export class PlanMoved extends Error {
  override readonly name = 'PlanMoved'
}

/** Who applies, why, and under which invocation. */
export interface Applying {
  appliedBy: string
  message: string
  requestId: string
  /** Version the diff was made against; 0 when there was none. Absent: whatever holds. */
  expectedVersion?: number
}

/** An item holds 400 kB with its keys; this leaves room. */
const PART_BYTES = 350_000

/** A version that a crashed apply left half-written keeps its number; the next apply takes one above. */
const TAKEN_VERSIONS = 20

/**
 * Makes a plan the one that holds: its parts under a number of its own, then one conditional move of the pointer, so
 * that a reader sees the old plan or the new one. The same plan again changes nothing. Whoever is in the old one and
 * not in the new one stays known by name, because decisions under way name them.
 */
export async function applyPlan(
  plan: ResolvedPlan,
  how: Applying,
  now: number,
): Promise<{ version: number; applied: boolean }> {
  const { former: _kept, ...given } = plan
  const sha256 = fingerprint(given)
  const pointer = await currentPointer()
  const current = pointer?.version ?? 0
  if (pointer && (await readVersion(current))?.sha256 === sha256) return { version: current, applied: false }
  if (how.expectedVersion !== undefined && how.expectedVersion !== current) {
    throw new PlanMoved(
      `The plan was compared with version ${how.expectedVersion}, but version ${current} holds now: look at the difference again.`,
    )
  }
  const before = pointer && (await planOf(pointer.version))
  const gzipped = gzipSync(JSON.stringify(withFormer(given, before)))
  const parts = Math.ceil(gzipped.length / PART_BYTES)
  const { appliedBy, message, requestId } = how
  const meta = { appliedAt: formatInstant(now), appliedBy, message, requestId, sha256, parts }
  const version = await claimNext(current, meta)
  for (let part = 1; part <= parts; part += 1) {
    await putPart(version, part, gzipped.subarray((part - 1) * PART_BYTES, part * PART_BYTES))
  }
  if (!(await switchPlan(pointer?.version, { version, appliedAt: meta.appliedAt }))) {
    throw new PlanMoved(`Another plan was applied at the same moment: look at the difference and apply again.`)
  }
  return { version, applied: true }
}

/** The same plan has the same fingerprint, in whatever order its keys came. */
function fingerprint(plan: Omit<ResolvedPlan, 'former'>): string {
  const sorted = JSON.stringify(plan, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256').update(sorted).digest('hex')
}

async function claimNext(current: number, meta: Omit<PlanVersion, 'version'>): Promise<number> {
  for (let version = current + 1; version <= current + TAKEN_VERSIONS; version += 1) {
    if (await claimVersion({ version, ...meta })) return version
  }
  throw new PlanMoved(
    `Versions ${current + 1} to ${current + TAKEN_VERSIONS} are all taken: another apply is at work; try again.`,
  )
}
