/** What a series is judged by under one version of the plan, and which version is in force for a slot. */
import type { WorkingCalendar } from './calendar.ts'
import { dueAt, settledAt, staleAt } from './deadline.ts'
import { inOrder } from './kind/composite.ts'
import type { Slot } from './observation-view.ts'
import { periodEnd, periodOfDay } from './period.ts'
import { calendarOf, kpiOf } from './plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from './plan/resolved.ts'
import { compileTargets, type YardstickAt } from './target.ts'
import { wallOf } from './zone.ts'

/** Everything of one plan version that the fold of a series depends on. */
export interface SeriesDefinition {
  /** Version of the plan. */
  version: number
  /** When that version was applied, epoch ms: it governs slots due after this. */
  appliedAt: number
  kpi: ResolvedKpi
  series: ResolvedSeries
  calendar: WorkingCalendar
}

/** The definition of a series under a plan version. */
export const seriesDefinition = (
  plan: ResolvedPlan,
  series: ResolvedSeries,
  version: number,
  appliedAt: number,
): SeriesDefinition => {
  const kpi = kpiOf(plan, series.kpi)
  const calendar = kpi && calendarOf(plan, kpi.calendar)
  if (!kpi || !calendar) {
    throw new RangeError(`series ${series.key}: plan version ${version} lacks its KPI or calendar; use a resolved plan`)
  }
  return { version, appliedAt, kpi, series, calendar }
}

/** A definition made ready for many slots at one `now`. All bounds are indexes, found by bisection: no dates in the loop. */
export interface Regime {
  definition: SeriesDefinition
  /** First slot it governs. */
  from: number
  /** Last slot that is due, stale, settled by now. */
  lastDue: number
  lastStale: number
  lastSettled: number
  yardstick: YardstickAt
  /** A composite after everything it names. */
  triggers: readonly ResolvedTrigger[]
  /** Whether any of them is one. */
  composites: boolean
}

/**
 * The definitions in force over time, oldest first. The first one governs everything before it too: there was no earlier
 * belief. A version with another cadence starts the series anew, so what came before it does not count. A slot that was due
 * early because it was final (`slots`), and all before it, keep the version of then: it judged them.
 */
export const regimesOf = (
  definitions: readonly SeriesDefinition[],
  now: number,
  slots: readonly Pick<Slot, 'index' | 'firmAt'>[] = [],
): Regime[] => {
  const sorted = [...definitions].sort((a, b) => a.appliedAt - b.appliedAt || a.version - b.version)
  const newest = sorted.at(-1)
  if (!newest) throw new RangeError('a fold needs at least one definition of the series')
  const other = sorted.findLastIndex((d) => d.kpi.cadence !== newest.kpi.cadence)
  const regimes: Regime[] = []
  for (const definition of sorted.slice(other + 1)) {
    const from = regimes.length === 0 ? Number.NEGATIVE_INFINITY : judgedBefore(definition, slots) + 1
    // A later version that governs the same slots from the start replaces the earlier one.
    while (regimes.length > 1 && regimes.at(-1)!.from >= from) regimes.pop()
    regimes.push(regimeAt(definition, from, now))
  }
  return regimes
}

/** The newest slot that had been judged when a version was applied. */
const judgedBefore = (definition: SeriesDefinition, slots: readonly Pick<Slot, 'index' | 'firmAt'>[]): number => {
  const { appliedAt, kpi } = definition
  let judged = lastBefore(definition, dueAt, appliedAt)
  for (const { index, firmAt = Number.POSITIVE_INFINITY } of slots) {
    if (index > judged && firmAt <= appliedAt && periodEnd(kpi.cadence, index, kpi.timezone) <= appliedAt)
      judged = index
  }
  return judged
}

const regimeAt = (definition: SeriesDefinition, from: number, now: number): Regime => {
  const { kpi, series } = definition
  const { cadence, decimals, direction } = kpi
  return {
    definition,
    from,
    lastDue: lastBefore(definition, dueAt, now),
    lastStale: lastBefore(definition, staleAt, now),
    lastSettled: lastBefore(definition, settledAt, now),
    yardstick: compileTargets({ cadence, decimals, direction, targets: series.targets, bands: series.bands }),
    triggers: inOrder(kpi.triggers),
    composites: kpi.triggers.some(({ kind }) => kind === 'composite'),
  }
}

/** The regime that governs a slot. */
export const regimeOf = (regimes: readonly Regime[], index: number): Regime => {
  let i = regimes.length - 1
  while (i > 0 && regimes[i]!.from > index) i--
  return regimes[i]!
}

/** The deadline of a slot under a definition, epoch ms. */
export const deadlineOf = (definition: SeriesDefinition, deadline: typeof dueAt, index: number): number =>
  deadline(definition.kpi, index, definition.calendar, definition.kpi.timezone)

/** The last slot whose deadline is not after `now`. Deadlines grow with the index; none lies before its period. */
const lastBefore = (definition: SeriesDefinition, deadline: typeof dueAt, now: number): number => {
  const passed = (index: number) => deadlineOf(definition, deadline, index) <= now
  let high = periodOfDay(definition.kpi.cadence, wallOf(now, definition.kpi.timezone).day) + 1
  let step = 1
  while (!passed(high - step)) step *= 2
  let low = high - step
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (passed(middle)) low = middle
    else high = middle
  }
  return low
}
