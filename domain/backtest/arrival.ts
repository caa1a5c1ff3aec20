/** History as a back-test takes it: each figure with the moment from which it was known. */
import type { CheckedPosting } from '../check-posted.ts'
import { dueAt } from '../deadline.ts'
import type { SeriesDefinition } from '../definition.ts'
import { deadlineOf } from '../definition.ts'
import type { ObservationItem, PostedObservation } from '../observation.ts'
import { formatPeriod } from '../period.ts'
import type { PostingProblem } from '../posting-problem.ts'
import { applyRevision } from '../revise.ts'

/** A figure of one slot that became known at `at` (epoch ms). */
export interface Arrival {
  at: number
  index: number
  posted: PostedObservation
}

/** When a figure without a recorded moment counts as known: the due date of its slot, or when it was true, if that is later. */
export const assumedAt = (definition: SeriesDefinition, { index, posted }: Pick<CheckedPosting, 'index' | 'posted'>) =>
  Math.max(deadlineOf(definition, dueAt, index), posted.asOf === undefined ? 0 : Date.parse(posted.asOf))

/** What is stored of a slot after one more arrival, by the rules of the intake: locks, reasons, unchanged figures. */
export const receive = (
  definition: SeriesDefinition,
  before: ObservationItem | undefined,
  { at, index, posted }: Arrival,
): { item: ObservationItem } | { problem: PostingProblem } => {
  const { kpi, calendar, series } = definition
  const facts = { now: at, source: 'history', series: series.key, kpi, calendar, index }
  const revised = applyRevision(before, posted, facts)
  return revised.outcome === 'rejected' ? { problem: revised.problem } : { item: revised.item }
}

/** Revisions already stored, as arrivals: what a deployment knows is replayed as it became known. */
export const arrivalsOf = (item: ObservationItem, definition: SeriesDefinition, index: number): Arrival[] =>
  item.revisions.map((revision) => {
    const { value, numerator, denominator, status, asOf, recordedAt, reason } = revision
    const posted = {
      kpi: definition.kpi.id,
      period: formatPeriod(definition.kpi.cadence, index),
      ...(value === undefined ? {} : { value }),
      ...(numerator === undefined ? {} : { numerator, denominator }),
      status,
      asOf,
      ...(reason === undefined ? {} : { reason }),
    }
    return { at: Date.parse(recordedAt), index, posted }
  })
