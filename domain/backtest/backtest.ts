/** A plan against its history: what each trigger would have asked, of whom and when, had the plan held all the time. */

import { dueAt } from '../deadline.ts'
import { deadlineOf, type SeriesDefinition, seriesDefinition } from '../definition.ts'
import { periodStart } from '../period.ts'
import { kpiOf } from '../plan/lookup.ts'
import type { ResolvedPlan, ResolvedSeries } from '../plan/resolved.ts'
import type { Alarm } from './alarm.ts'
import type { Arrival } from './arrival.ts'
import { type CourseSlot, courseOf } from './course.ts'
import type { Held } from './held.ts'
import type { Replay } from './replay.ts'
import { type KpiSilence, replayPlan } from './timeline.ts'
import { type Miss, missesOf, type Verdict, verdictOf } from './verdict.ts'

/** The history of one series. */
export interface SeriesHistory {
  series: ResolvedSeries
  arrivals: readonly Arrival[]
}

/** One series, replayed and judged. */
export interface SeriesBacktest {
  definition: SeriesDefinition
  course: CourseSlot[]
  alarms: (Alarm & { verdict: Verdict })[]
  /** What fired and asked nobody, for a while or at all. */
  held: Held[]
  misses: Miss[]
  refused: Replay['refused']
}

export interface Backtest {
  /** From the first slot of any series to the last moment looked at, epoch ms. */
  from: number
  until: number
  series: SeriesBacktest[]
}

/**
 * The definition of a series for a back-test: the plan holds from the first period with data on, so that a series which
 * begins later is not stale before.
 */
export const definitionFor = (plan: ResolvedPlan, { series, arrivals }: SeriesHistory): SeriesDefinition => {
  const { cadence, timezone } = kpiOf(plan, series.kpi)!
  const first = arrivals.reduce((least, { index }) => Math.min(least, index), Number.POSITIVE_INFINITY)
  return seriesDefinition(plan, series, 1, periodStart(cadence, first, timezone))
}

/**
 * Replays every series that has data, all of them together. `until` (epoch ms): by default when the newest figure of all was known
 * or due. `silences` are those made by command, beside those of the plan.
 */
export const backtestPlan = (
  plan: ResolvedPlan,
  histories: readonly SeriesHistory[],
  until: number = lastKnown(plan, histories),
  silences: readonly KpiSilence[] = [],
): Backtest => {
  const told = histories.filter(({ arrivals }) => arrivals.some(({ at }) => at <= until))
  const runs = told.map((history) => ({ definition: definitionFor(plan, history), arrivals: history.arrivals }))
  const series = replayPlan(plan, runs, { until, silences }).map((replay, i) =>
    judge(runs[i]!.definition, replay, until),
  )
  const from = Math.min(until, ...series.map(({ definition }) => definition.appliedAt))
  return { from, until, series }
}

const judge = (definition: SeriesDefinition, replay: Replay, until: number): SeriesBacktest => {
  const { kpi } = definition
  const { checkpoint, alarms, held, slots, refused } = replay
  const course = checkpoint
    ? courseOf(definition, slots, { first: checkpoint.base.first, last: checkpoint.head.through, now: until })
    : []
  const triggers = new Map(kpi.triggers.map((trigger) => [trigger.id, trigger]))
  const judged = alarms.map((alarm) => ({
    ...alarm,
    verdict: verdictOf(alarm, { kpi, trigger: triggers.get(alarm.trigger)!, course }),
  }))
  return { definition, course, alarms: judged, held, misses: missesOf(course, kpi.cadence), refused }
}

const lastKnown = (plan: ResolvedPlan, histories: readonly SeriesHistory[]): number =>
  Math.max(
    ...histories
      .filter(({ arrivals }) => arrivals.length > 0)
      .map((history) => {
        const definition = definitionFor(plan, history)
        const newest = Math.max(...history.arrivals.map(({ index }) => index))
        const known = Math.max(...history.arrivals.map(({ at }) => at))
        return Math.max(known, deadlineOf(definition, dueAt, newest))
      }),
  )
