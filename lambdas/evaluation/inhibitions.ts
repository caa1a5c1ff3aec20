import type { Effect } from '../../domain/effect.ts'
import { type Inhibition, type Inhibitions, silenceOfPlan, silencing, speaksOfValues } from '../../domain/inhibition.ts'
import { kpiOf, seriesOf } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import { readHeads } from '../aws/checkpoints.ts'
import { readPlaces } from '../aws/places.ts'
import { silencesOf } from '../aws/silences.ts'

/** A series that is folded, with the plan it is folded under. */
interface Judged {
  plan: ResolvedPlan
  kpi: ResolvedKpi
  series: ResolvedSeries
}

/**
 * What keeps the triggers from asking that would ask by these effects: a silence of the plan or of a command, an open decision
 * about a driver, an open decision about the whole while most of its parts fire. Reads only when something would be asked.
 */
export async function inhibitionsFor(judged: Judged, effects: readonly Effect[], now: number): Promise<Inhibitions> {
  const begin = new Set(
    effects.filter(({ kind }) => kind === 'episode-opened' || kind === 'flap').map((one) => one.trigger),
  )
  const asking = judged.kpi.triggers.filter(({ id }) => begin.has(id))
  if (asking.length === 0) return {}
  const silenced = await silencedOf(judged, asking, now)
  const values = asking.filter((trigger) => !silenced.has(trigger.id) && speaksOfValues(trigger))
  const answered = values.length === 0 ? undefined : ((await driverOf(judged)) ?? (await wholeOf(judged, values)))
  const found = new Map(silenced)
  for (const { id } of values)
    if (answered && (answered.of === undefined || answered.of.has(id))) found.set(id, answered.by)
  return Object.fromEntries(found)
}

async function silencedOf({ kpi, series }: Judged, asking: readonly ResolvedTrigger[], now: number) {
  const silences = [
    ...(kpi.silences ?? []).map((silence) => silenceOfPlan(kpi, silence)),
    ...(await silencesOf(kpi.id, now)),
  ]
  const found = new Map<string, Inhibition>()
  for (const { id } of asking) {
    const by = silencing(silences, { trigger: id, dimensions: series.dimensions, now })
    if (by) found.set(id, by)
  }
  return found
}

/** What answers for triggers, and for which; all of them where it does not say. */
interface Answered {
  by: Inhibition
  of?: ReadonlySet<string>
}

/** A decision about a KPI that leads this one is open: what it does is awaited before anybody is asked about the outcome. */
async function driverOf({ plan, kpi, series }: Judged): Promise<Answered | undefined> {
  // One that is split otherwise says too little about this series: a rise everywhere does not answer for one site.
  const alike = (other: ResolvedKpi) => other.dimensions.join() === kpi.dimensions.join()
  const drivers = plan.kpis.filter((other) => other.id !== kpi.id && other.leads.includes(kpi.id) && alike(other))
  const places = drivers.flatMap((driver) => placesOf(plan, driver, series.dimensions))
  if (places.length === 0) return undefined
  const [held] = await readPlaces(places)
  return held && { by: { why: 'driver', by: held.decision } }
}

/** Places of the value triggers of a KPI, on its series that share every dimension both have. */
const placesOf = (plan: ResolvedPlan, kpi: ResolvedKpi, dimensions: Readonly<Record<string, string>>) =>
  seriesOf(plan)
    .filter((one) => one.kpi === kpi.id && agrees(one.dimensions, dimensions))
    .flatMap(({ key }) => kpi.triggers.filter(speaksOfValues).map(({ id }) => ({ trigger: id, series: key })))

const agrees = (some: Readonly<Record<string, string>>, others: Readonly<Record<string, string>>): boolean =>
  Object.entries(some).every(([name, value]) => (others[name] ?? value) === value)

/** The whole is asked about and most of its parts fire: a reason they share, which whoever decides about the whole looks for. */
async function wholeOf(judged: Judged, values: readonly ResolvedTrigger[]): Promise<Answered | undefined> {
  const { plan, kpi, series } = judged
  const whole = kpi.partOf === undefined ? undefined : kpiOf(plan, kpi.partOf)
  if (!whole) return undefined
  const [held] = await readPlaces(placesOf(plan, whole, series.dimensions))
  if (!held) return undefined
  const shared = Object.fromEntries(whole.dimensions.map((name) => [name, series.dimensions[name]!]))
  const parts = seriesOf(plan).filter((one) => one.kpi === kpi.id && agrees(shared, one.dimensions))
  const heads = await readHeads(parts.map(({ key }) => key).filter((key) => key !== series.key))
  const of = new Set(
    values
      .filter(({ id }) => {
        const firing = [...heads.values()].filter(({ checkpoint }) => checkpoint.head.triggers[id]?.state === 'firing')
        return 2 * (firing.length + 1) > parts.length
      })
      .map(({ id }) => id),
  )
  return { by: { why: 'whole', by: held.decision }, of }
}
