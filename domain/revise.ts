/** Appending a revision to the item of its slot, or finding that there is nothing to append. */
import type { WorkingCalendar } from './calendar.ts'
import { lockedAt } from './deadline.ts'
import { hash64 } from './hash.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { MAX_REVISIONS, type ObservationItem, type PostedObservation, type Revision, SEEN_KEPT } from './observation.ts'
import { newestOf } from './observation-view.ts'
import type { ResolvedKpi } from './plan/resolved.ts'
import { type PostingProblem, refuse } from './posting-problem.ts'

/** What the posting itself does not say. */
export interface PostingFacts {
  now: number
  source: string
  /** Key of the item's series. */
  series: string
  kpi: ResolvedKpi
  calendar: WorkingCalendar
  /** Index of the period. */
  index: number
  /** Idempotency key of this item (request key # position); without one a repeat is known by its content only. */
  key?: string
}

/**
 * `recorded` a new revision (`changed`: what triggers see is different now) · `unchanged` the figure was known ·
 * `replayed` this key was answered before · `rejected`. `write` says whether `item` differs from what is stored.
 */
export type Revised =
  | { outcome: 'recorded'; item: ObservationItem; write: true; changed: boolean; reason: string }
  | { outcome: 'unchanged' | 'replayed'; item: ObservationItem; write: boolean; changed: false; reason: string }
  | { outcome: 'rejected'; item?: ObservationItem; write: false; changed: false; problem: PostingProblem }

/** Applies a posting that `checkPosted` let through to what is stored for its slot. */
export const applyRevision = (
  existing: ObservationItem | undefined,
  posted: PostedObservation,
  facts: PostingFacts,
): Revised => {
  const digest = digestOf(posted)
  const repeat = facts.key === undefined ? undefined : findRepeat(existing, facts.key)
  if (existing && repeat !== undefined) {
    if (repeat === digest)
      return {
        outcome: 'replayed',
        item: existing,
        write: false,
        changed: false,
        reason: 'this key was answered before',
      }
    return rejected(
      existing,
      refuse('key-reused', `key "${facts.key}" came before with other figures; use a new key`).problem,
    )
  }
  const revision = revisionOf(posted, facts)
  const current = existing && newestOf(existing.revisions)
  if (existing && current && sameFigures(current, revision)) return confirm(existing, current, posted, digest, facts)
  const correction =
    existing !== undefined && facts.now >= lockedAt(facts.kpi, facts.index, facts.calendar, facts.kpi.timezone)
  if (correction && posted.reason === undefined) {
    const detail = `period ${posted.period} is locked; send the correction again with a "reason"`
    return rejected(existing, refuse('locked-without-reason', detail).problem)
  }
  if (existing && existing.revisions.length >= MAX_REVISIONS) {
    const detail = `period ${posted.period} has ${MAX_REVISIONS} revisions; stop the source that keeps changing it`
    return rejected(existing, refuse('too-many-revisions', detail).problem)
  }
  const item: ObservationItem = {
    ...(existing ?? { series: facts.series, period: posted.period }),
    revisions: [...(existing?.revisions ?? []), correction ? { ...revision, afterLock: true } : revision],
  }
  return { outcome: 'recorded', item, write: true, ...effect(existing, item) }
}

const rejected = (item: ObservationItem | undefined, problem: PostingProblem): Revised => ({
  outcome: 'rejected',
  ...(item ? { item } : {}),
  write: false,
  changed: false,
  problem,
})

const revisionOf = (posted: PostedObservation, facts: PostingFacts): Revision => {
  const { value, numerator, denominator, reason } = posted
  const status = posted.status ?? 'final'
  const recordedAt = formatInstant(facts.now)
  return {
    ...(value === undefined ? {} : { value }),
    ...(numerator === undefined ? {} : { numerator, denominator }),
    status,
    asOf: posted.asOf === undefined ? recordedAt : formatInstant(parseInstant(posted.asOf)),
    recordedAt,
    source: facts.source,
    ...(reason === undefined ? {} : { reason }),
    ...(facts.key === undefined ? {} : { key: facts.key, digest: digestOf(posted) }),
  }
}

/**
 * The figure in force, stated again. Its `asOf` moves up when the repeat says a later one: else a revision from between
 * the two, arriving last, would win in this order of arrival and lose in every other.
 */
const confirm = (
  existing: ObservationItem,
  current: Revision,
  posted: PostedObservation,
  digest: string,
  facts: PostingFacts,
): Revised => {
  const stated = posted.asOf === undefined ? Number.NEGATIVE_INFINITY : parseInstant(posted.asOf)
  const later = stated > parseInstant(current.confirmedAsOf ?? current.asOf)
  const revisions = later
    ? existing.revisions.map((r) => (r === current ? { ...r, confirmedAsOf: formatInstant(stated) } : r))
    : existing.revisions
  const seen =
    facts.key === undefined ? existing.seen : [...(existing.seen ?? []), { key: facts.key, digest }].slice(-SEEN_KEPT)
  const item = { ...existing, revisions, ...(seen ? { seen } : {}) }
  return {
    outcome: 'unchanged',
    item,
    write: later || facts.key !== undefined,
    changed: false,
    reason: 'the same figures are in force',
  }
}

const figures = (r: Pick<Revision, 'value' | 'numerator' | 'denominator' | 'status'>): string =>
  r.status === 'retracted' ? 'retracted' : JSON.stringify([r.value, r.numerator, r.denominator, r.status])

const sameFigures = (a: Revision, b: Revision): boolean => figures(a) === figures(b)

const digestOf = (posted: PostedObservation): string => {
  const asOf = posted.asOf === undefined ? '' : formatInstant(parseInstant(posted.asOf))
  return hash64(JSON.stringify([figures({ ...posted, status: posted.status ?? 'final' }), asOf, posted.reason ?? '']))
}

/** Digest of what a key posted before: from the revision it brought or from the list of those that brought none. */
const findRepeat = (existing: ObservationItem | undefined, key: string): string | undefined =>
  existing?.revisions.find((r) => r.key === key)?.digest ?? existing?.seen?.find((entry) => entry.key === key)?.digest

/** Whether the slot looks different to triggers, and the sentence that says why or why not. */
const effect = (before: ObservationItem | undefined, after: ObservationItem): { changed: boolean; reason: string } => {
  const added = after.revisions.at(-1)!
  if (added.afterLock) return { changed: false, reason: 'recorded after the lock date: it changes no trigger' }
  const judged = (item: ObservationItem) => newestOf(item.revisions.filter((r) => r.afterLock === undefined))
  const [old, fresh] = [before && judged(before), judged(after)!]
  if (old && fresh !== added) return { changed: false, reason: 'recorded, but a figure as of a later time is in force' }
  return {
    changed: !old || !sameFigures(old, fresh),
    reason: old ? 'a correction is in force' : 'the first figures of this period',
  }
}
