/** The figures that Throughline writes itself: which periods, which series, what they say. */
import type { Decision } from './decision.ts'
import { dimensionsOf, type LatencySum, latencyOf, momentsOf } from './decision-latency.ts'
import { formatPeriod, periodEnd, periodOfDay, periodStart } from './period.ts'
import type { ResolvedKpi, ResolvedPlan } from './plan/resolved.ts'
import { seriesKey } from './plan/series.ts'
import { wallOf } from './zone.ts'

/** Periods measured again each time, the newest that ended first: a fact that comes late still restates them. */
export const MEASURED_AGAIN = 3

/** One figure. */
export interface MeasuredSlot {
  kpi: string
  dimensions: Readonly<Record<string, string>>
  period: string
  sum: LatencySum
}

/** Start of the oldest period that is measured at `now` (epoch ms). */
export const oldestMeasured = (kpi: ResolvedKpi, now: number): number =>
  periodStart(kpi.cadence, current(kpi, now) - MEASURED_AGAIN, kpi.timezone)

/** The figures of the periods that ended lately. A period in which nothing got that far has none: no days are not 0 days. */
export const measuredSlots = (
  plan: ResolvedPlan,
  kpi: ResolvedKpi,
  decisions: readonly Decision[],
  now: number,
): MeasuredSlot[] => {
  const { measures, cadence, timezone } = kpi
  if (!measures) return []
  const indexes = Array.from({ length: MEASURED_AGAIN }, (_, i) => current(kpi, now) - MEASURED_AGAIN + i)
  return indexes.flatMap((index) => {
    // What happens on a weekend counts for the Monday after it.
    const span = { start: periodEnd(cadence, index - 1, timezone), end: periodEnd(cadence, index, timezone) }
    return seriesOf(plan, kpi, decisions).flatMap((dimensions) => {
      const sum = latencyOf(plan, decisions, { ...measures, ...span, dimensions })
      return sum.decisions === 0 ? [] : [{ kpi: kpi.id, dimensions, period: formatPeriod(cadence, index), sum }]
    })
  })
}

const current = ({ cadence, timezone }: ResolvedKpi, now: number): number =>
  periodOfDay(cadence, wallOf(now, timezone).day)

/** Series the plan names; of a KPI that names none, one for every combination that decisions have. */
const seriesOf = (
  plan: ResolvedPlan,
  kpi: ResolvedKpi,
  decisions: readonly Decision[],
): Readonly<Record<string, string>>[] => {
  if (kpi.dimensions.length === 0) return [{}]
  const named = plan.series.filter((series) => series.kpi === kpi.id)
  if (named.length > 0) return named.map(({ dimensions }) => dimensions)
  const found = new Map<string, Record<string, string>>()
  for (const decision of decisions) {
    if (momentsOf(decision)[kpi.measures!.to] === undefined) continue
    const own = dimensionsOf(plan, decision)
    if (kpi.dimensions.some((name) => own[name] === undefined)) continue
    const dimensions = Object.fromEntries(kpi.dimensions.map((name) => [name, own[name]!]))
    found.set(seriesKey(kpi.id, dimensions), dimensions)
  }
  return [...found.values()]
}
