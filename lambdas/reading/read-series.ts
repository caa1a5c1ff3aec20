import type { OpenDecision, SeriesAnswer } from '../../domain/api/answers.ts'
import { type SeriesDefinition, seriesDefinition } from '../../domain/definition.ts'
import { foldedSlotOf } from '../../domain/observation-view.ts'
import { formatPeriod, tryPeriod } from '../../domain/period.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries } from '../../domain/plan/resolved.ts'
import { parseSeriesKey } from '../../domain/plan/series.ts'
import { type Standing, standingAt } from '../../domain/series-outlook.ts'
import { shown } from '../../domain/shown.ts'
import { readHead, readObservations, type StoredHead } from '../aws/checkpoints.ts'
import { readDecisions } from '../aws/decisions.ts'
import { readPlaces } from '../aws/places.ts'
import { type CurrentPlan, plansSince } from '../aws/plan.ts'
import { Problem } from '../http/problem.ts'
import { plansUntil, readKnown } from './as-of.ts'
import { instantOf, type Parameters } from './parameters.ts'
import { type Reader, readableKpi } from './reader.ts'
import { seriesAnswer } from './show-series.ts'

export const SERIES_PARAMETERS = ['as_of'] as const

/** The series of a path, if the plan has it and the key may read its KPI. */
export function readableSeries(plan: ResolvedPlan, reader: Reader, key: string, today: ResolvedPlan = plan): Found {
  const kpi = readableKpi(plan, reader, parseSeriesKey(key).kpi, today)
  const series = seriesByKey(plan, key)
  // Another spelling of a key would be another cache and another cursor.
  if (series?.key === key) return { kpi, series }
  throw new Problem(
    404,
    'no-such-series',
    `KPI ${shown(kpi.id)} has no series ${shown(key)}; GET /v1/kpis/${encodeURIComponent(kpi.id)} lists those there are. In an address # is %23, = is %3D, and a comma %2C.`,
  )
}

interface Found {
  kpi: ResolvedKpi
  series: ResolvedSeries
}

/** A series: where it stands, what it is judged by, what it is expected to do, what is open. */
export async function readSeriesAnswer(
  current: CurrentPlan,
  reader: Reader,
  key: string,
  parameters: Parameters,
  now: number,
): Promise<SeriesAnswer> {
  const at = instantOf(parameters, now)
  if (at === undefined) return readNow(current, readableSeries(current.plan, reader, key), now)
  const plans = await plansUntil(current, at)
  const held = plans.at(-1)!
  const found = readableSeries(held.plan, reader, key, current.plan)
  const known = await readKnown(plans, key, at)
  return seriesAnswer({
    ...found,
    head: known?.reading.head,
    standing: known?.standing(),
    planVersion: held.version,
    at,
  })
}

/** One head, what came after its base, and what holds a place: four reads, however long the history. */
async function readNow(current: CurrentPlan, { kpi, series }: Found, now: number): Promise<SeriesAnswer> {
  const [head, open] = await Promise.all([readHead(series.key), readOpen(kpi, series)])
  const standing = head && (await standingNow(current, { kpi, series }, head, now))
  const facts = { kpi, series, head: head?.checkpoint.head, standing, planVersion: current.version, at: now }
  return { ...seriesAnswer(facts), openDecisions: open }
}

/** Only triggers with limits or a forecast need the state; other series are spared its reads. */
async function standingNow(
  current: CurrentPlan,
  { kpi, series }: Found,
  { checkpoint: { base, head } }: StoredHead,
  now: number,
): Promise<Standing | undefined> {
  if (!kpi.triggers.some(({ chart, forecast }) => chart ?? forecast)) return undefined
  if (base.cadence !== kpi.cadence || head.period === undefined) return undefined
  const after = base.through < base.first ? undefined : formatPeriod(base.cadence, base.through)
  const [items, plans] = await Promise.all([
    readObservations(series.key, after),
    plansSince(Math.max(1, base.version), current),
  ])
  const slots = items.flatMap((item) => {
    const index = tryPeriod(kpi.cadence, item.period)
    return (index === undefined ? undefined : foldedSlotOf(item, index, kpi)) ?? []
  })
  const definitions = plans.flatMap(({ plan, version, appliedAt }): SeriesDefinition[] => {
    const then = seriesByKey(plan, series.key)
    return then && kpiOf(plan, then.kpi) ? [seriesDefinition(plan, then, version, Date.parse(appliedAt))] : []
  })
  return standingAt({ base, first: base.first, slots, definitions, through: head.through, now })
}

async function readOpen(kpi: ResolvedKpi, series: ResolvedSeries): Promise<OpenDecision[]> {
  const places = await readPlaces(kpi.triggers.map(({ id }) => ({ trigger: id, series: series.key })))
  const decisions = await readDecisions([...new Set(places.map(({ decision }) => decision))])
  return [...decisions.values()]
    .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
    .map(({ id, trigger, question, decider, state, severity, openedAt, respondBy, decideBy, overdue }) => ({
      ...{ id, trigger, question, decider, state, severity, openedAt, respondBy, decideBy, overdue },
    }))
}
