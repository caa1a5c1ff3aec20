import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { formatInstant } from '../../domain/instant.ts'
import { withFormer } from '../../domain/plan/former.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { currentPointer, type PlanVersion, planOf, readVersion } from '../aws/plan.ts'
import { claimVersion, putText, slicesOf, switchPlan } from '../aws/plan-versions.ts'

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
  /** The files the plan was written in, gzipped; absent when a program made it. */
  source?: Buffer
}

/** A version that a crashed apply left half-written keeps its number; the next apply takes one above. */
const TAKEN_VERSIONS = 200

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
  const holds = pointer && (await readVersion(current))
  if (holds?.sha256 === sha256) return { version: current, applied: false }
  if (how.expectedVersion !== undefined && how.expectedVersion !== current) throw moved(holds, how.expectedVersion)
  const before = pointer && (await planOf(current))
  const parts = slicesOf(gzipSync(JSON.stringify(withFormer(given, before))))
  const { appliedBy, message, requestId, source } = how
  const sourceParts = source && slicesOf(source)
  const meta = {
    appliedAt: formatInstant(now),
    appliedBy,
    message,
    requestId,
    sha256,
    parts: parts.length,
    ...(sourceParts && { sourceParts: sourceParts.length }),
  }
  const version = await claimNext(current, meta)
  await putText(version, 'plan', parts)
  if (sourceParts) await putText(version, 'source', sourceParts)
  if (await switchPlan(pointer?.version, { version, appliedAt: meta.appliedAt })) return { version, applied: true }
  const winner = await currentPointer()
  throw moved(winner && (await readVersion(winner.version)), current)
}

/** Who was faster, when, and what to do: the sentence for whoever lost. */
function moved(holds: PlanVersion | undefined, compared: number): PlanMoved {
  const against = compared === 0 ? 'with no plan at all' : `with version ${compared}`
  if (!holds) return new PlanMoved(`Your plan was compared ${against}, but no plan holds: apply it again.`)
  const { version, appliedBy, appliedAt, message } = holds
  const why = message === '' ? '' : `, "${message}"`
  return new PlanMoved(
    `Your plan was compared ${against}, but version ${version} holds now: ${appliedBy} (as stated) applied it at ${appliedAt}${why}. Take over their change, look at the difference, and apply again.`,
  )
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
