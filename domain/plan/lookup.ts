/** Finding things in a resolved plan. The first look-up in a plan object builds its index; a plan object is never changed. */
import { DimensionValue } from './measure.ts'
import { OWN_SOURCE } from './own-measure.ts'
import type {
  FormerPerson,
  ResolvedCalendar,
  ResolvedKpi,
  ResolvedPerson,
  ResolvedPlan,
  ResolvedSeries,
  ResolvedTrigger,
} from './resolved.ts'
import { openSeries, parseSeriesKey, seriesKey } from './series.ts'

interface PlanIndex {
  people: Map<string, ResolvedPerson>
  former: Map<string, FormerPerson>
  calendars: Map<string, ResolvedCalendar>
  kpis: Map<string, ResolvedKpi>
  series: Map<string, ResolvedSeries>
  sources: Map<string, Set<string>>
  closed: Set<string>
}

const indexes = new WeakMap<ResolvedPlan, PlanIndex>()

const indexOf = (plan: ResolvedPlan): PlanIndex => {
  const known = indexes.get(plan)
  if (known) return known
  const index = {
    people: new Map(plan.people.map((p) => [p.id, p])),
    former: new Map((plan.former ?? []).map((p) => [p.id, p])),
    calendars: new Map(plan.calendars.map((c) => [c.id, c])),
    kpis: new Map(plan.kpis.map((k) => [k.id, k])),
    series: new Map(plan.series.map((s) => [s.key, s])),
    sources: new Map(plan.sources.map((s) => [s.id, new Set(s.kpis)])),
    closed: new Set(plan.series.map((s) => s.kpi)),
  }
  indexes.set(plan, index)
  return index
}

/** Every series the plan names. */
export const seriesOf = (plan: ResolvedPlan): readonly ResolvedSeries[] => plan.series

/** The person with an id, if there is one in this version of the plan. */
export const personOf = (plan: ResolvedPlan, id: string): ResolvedPerson | undefined => indexOf(plan).people.get(id)

/** The person with an id, of this version or of an earlier one: for names, and for who stands behind somebody who left. */
export const everPersonOf = (plan: ResolvedPlan, id: string): FormerPerson | undefined =>
  personOf(plan, id) ?? indexOf(plan).former.get(id)

/** The calendar with an id, if there is one. */
export const calendarOf = (plan: ResolvedPlan, id: string): ResolvedCalendar | undefined =>
  indexOf(plan).calendars.get(id)

/** The KPI with an id, if there is one. */
export const kpiOf = (plan: ResolvedPlan, id: string): ResolvedKpi | undefined => indexOf(plan).kpis.get(id)

/**
 * The series of a KPI and dimension values. `undefined` when the plan has no such KPI, when the dimensions are not exactly
 * the KPI's, or when the KPI lists its series and this is none of them.
 */
export const findSeries = (
  plan: ResolvedPlan,
  kpiId: string,
  dimensions: Readonly<Record<string, string>> = {},
): ResolvedSeries | undefined => {
  const index = indexOf(plan)
  const listed = index.series.get(seriesKey(kpiId, dimensions))
  // A value such as "A1,site=2" spells the key of another series, but with fewer dimensions than that has.
  if (listed && Object.keys(dimensions).length === Object.keys(listed.dimensions).length) return listed
  const kpi = index.kpis.get(kpiId)
  if (!kpi || index.closed.has(kpiId)) return undefined
  if (Object.keys(dimensions).sort().join() !== kpi.dimensions.join()) return undefined
  const usable = Object.values(dimensions).every((value) => DimensionValue.safeParse(value).success)
  return usable ? openSeries(kpi, { ...dimensions }) : undefined
}

/** The series with a key. */
export const seriesByKey = (plan: ResolvedPlan, key: string): ResolvedSeries | undefined => {
  const { kpi, dimensions } = parseSeriesKey(key)
  return indexOf(plan).series.get(key) ?? findSeries(plan, kpi, dimensions)
}

/** Whether a source may post a KPI; an unknown source may post nothing, and what Throughline measures nobody else. */
export const mayPost = (plan: ResolvedPlan, source: string, kpi: string): boolean =>
  kpiOf(plan, kpi)?.measures === undefined
    ? (indexOf(plan).sources.get(source)?.has(kpi) ?? false)
    : source === OWN_SOURCE

/** The trigger with an id and the KPI it belongs to. */
export const triggerOf = (
  plan: ResolvedPlan,
  id: string,
): { kpi: ResolvedKpi; trigger: ResolvedTrigger } | undefined => {
  for (const kpi of plan.kpis) {
    const trigger = kpi.triggers.find((t) => t.id === id)
    if (trigger) return { kpi, trigger }
  }
  return undefined
}

/** Id of the person who decides what a trigger asks on a series; never nobody: at worst the series' owner. */
export const deciderOf = (trigger: ResolvedTrigger, series: ResolvedSeries): string => {
  switch (trigger.decider) {
    case 'owner':
      return series.owner
    case 'steward':
      return series.steward
    case 'decider':
      return series.decider
    case 'accountable':
      return series.accountable ?? series.owner
    default:
      return trigger.decider
  }
}
