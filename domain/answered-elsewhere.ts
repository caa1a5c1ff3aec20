/**
 * What keeps the triggers of a series from asking that the series itself does not show: silences, an open decision about what
 * drives it, an open decision about the whole it is part of. One rule for the evaluation, which reads the facts, and for back-tests,
 * which replay them.
 */
import type { Effect } from './effect.ts'
import { type Inhibitions, type Silence, silencing, speaksOfValues } from './inhibition.ts'
import { kpiOf, seriesOf } from './plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from './plan/resolved.ts'

/** A series that is folded, with the plan it is folded under. */
export interface Judged {
  plan: ResolvedPlan
  kpi: ResolvedKpi
  series: ResolvedSeries
}

/** A trigger on a series: at most one decision about it is open. */
export interface Place {
  trigger: string
  series: string
}

/** The triggers of a KPI that would ask by these effects. */
export const askingBy = (kpi: ResolvedKpi, effects: readonly Effect[]): ResolvedTrigger[] => {
  const begin = new Set(
    effects.filter(({ kind }) => kind === 'episode-opened' || kind === 'flap').map((one) => one.trigger),
  )
  return kpi.triggers.filter(({ id }) => begin.has(id))
}

/** Those of the triggers that a silence keeps from asking at `now` (epoch ms). */
export const silencedBy = (
  silences: readonly Silence[],
  asking: readonly ResolvedTrigger[],
  { dimensions }: Pick<ResolvedSeries, 'dimensions'>,
  now: number,
): Inhibitions =>
  Object.fromEntries(
    asking.flatMap(({ id }) => {
      const by = silencing(silences, { trigger: id, dimensions, now })
      return by ? [[id, by]] : []
    }),
  )

/** Those that a decision elsewhere may answer for. */
export const answerable = (asking: readonly ResolvedTrigger[], silenced: Inhibitions): ResolvedTrigger[] =>
  asking.filter((trigger) => silenced[trigger.id] === undefined && speaksOfValues(trigger))

/** Places whose open decision answers for all of them: what a driver does is awaited before anybody is asked about the outcome. */
export const driverPlaces = ({ plan, kpi, series }: Judged): Place[] => {
  // One that is split otherwise says too little about this series: a rise everywhere does not answer for one site.
  const alike = (other: ResolvedKpi) => other.dimensions.join() === kpi.dimensions.join()
  const drivers = plan.kpis.filter((other) => other.id !== kpi.id && other.leads.includes(kpi.id) && alike(other))
  return drivers.flatMap((driver) => placesOf(plan, driver, series.dimensions))
}

/** What drives a series is asked about by a decision. */
export const answeredByDriver = (values: readonly ResolvedTrigger[], decision: string): Inhibitions =>
  Object.fromEntries(values.map(({ id }) => [id, { why: 'driver', by: decision }]))

/** What a series is part of: the places of the whole, and all series that are parts of it like this one, itself included. */
export interface Whole {
  places: Place[]
  parts: string[]
}

/** The whole of a series; undefined for those that are no part. */
export const wholeOf = ({ plan, kpi, series }: Judged): Whole | undefined => {
  const whole = kpi.partOf === undefined ? undefined : kpiOf(plan, kpi.partOf)
  if (!whole) return undefined
  const shared = Object.fromEntries(whole.dimensions.map((name) => [name, series.dimensions[name]!]))
  const parts = seriesOf(plan).filter((one) => one.kpi === kpi.id && agrees(shared, one.dimensions))
  return { places: placesOf(plan, whole, series.dimensions), parts: parts.map(({ key }) => key) }
}

/**
 * The whole is asked about by a decision and most of its parts fire, this one counted: a reason they share, which whoever decides about
 * the whole looks for. `firing` says on how many of the other parts a trigger fires.
 */
export const answeredByWhole = (
  values: readonly ResolvedTrigger[],
  decision: string,
  { parts, firing }: { parts: number; firing: (trigger: string) => number },
): Inhibitions =>
  Object.fromEntries(
    values.filter(({ id }) => 2 * (firing(id) + 1) > parts).map(({ id }) => [id, { why: 'whole', by: decision }]),
  )

/**
 * For each KPI how many others stand between it and those that nothing answers for: what has a lower number is looked at first, so that
 * at one moment a driver or a whole asks before what it answers for. KPIs that answer for each other in a circle: the first one met.
 */
export const whoeverAnswersFirst = (plan: ResolvedPlan): Map<string, number> => {
  const ranks = new Map<string, number>()
  const rankOf = (kpi: ResolvedKpi, below: ReadonlySet<string>): number => {
    const known = ranks.get(kpi.id)
    if (known !== undefined) return known
    const before = plan.kpis.filter(
      ({ id, leads }) => id !== kpi.id && !below.has(id) && (leads.includes(kpi.id) || kpi.partOf === id),
    )
    const rank = Math.max(0, ...before.map((other) => rankOf(other, new Set([...below, kpi.id])) + 1))
    ranks.set(kpi.id, rank)
    return rank
  }
  for (const kpi of plan.kpis) rankOf(kpi, new Set())
  return ranks
}

/** Places of the value triggers of a KPI, on its series that share every dimension both have. */
const placesOf = (plan: ResolvedPlan, kpi: ResolvedKpi, dimensions: Readonly<Record<string, string>>): Place[] =>
  seriesOf(plan)
    .filter((one) => one.kpi === kpi.id && agrees(one.dimensions, dimensions))
    .flatMap(({ key }) => kpi.triggers.filter(speaksOfValues).map(({ id }) => ({ trigger: id, series: key })))

const agrees = (some: Readonly<Record<string, string>>, others: Readonly<Record<string, string>>): boolean =>
  Object.entries(some).every(([name, value]) => (others[name] ?? value) === value)
