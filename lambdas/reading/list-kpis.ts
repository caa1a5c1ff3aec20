import type { KpiLine, KpiPage, ShownStatus } from '../../domain/api/answers.ts'
import { SHOWN_STATUSES } from '../../domain/api/shown-status.ts'
import { seriesOf } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedSeries } from '../../domain/plan/resolved.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { plansUntil } from './as-of.ts'
import { afterCursor, cursorAfter } from './cursor.ts'
import { headsNow, headsThen } from './heads.ts'
import { kpiHref, statusOf } from './line.ts'
import { instantOf, limitOf, type Parameters, wordOf } from './parameters.ts'
import { mayStillRead, type Reader } from './reader.ts'

export const LIST_PARAMETERS = ['priority', 'owner', 'status', 'as_of', 'limit', 'cursor'] as const

/**
 * Series looked at for a page: three batch reads now; with as_of the whole history of each is read and folded, which takes a
 * quarter of a second of a processor for ten years of days (bench/reading.ts), of which a function of 1 GB has 0.58. A KPI with more is looked
 * at alone now, and not at all with as_of: it is read by itself, in pages.
 */
const [MOST, MOST_AS_OF] = [300, 20]

/**
 * The KPIs a key may read, by id, now or as they were. Priority and owner are the plan's of then; status is that of the worst
 * series, and a page that looks for it may hold fewer than `limit`, even none, while `next` leads on.
 */
export async function listKpis(
  current: CurrentPlan,
  reader: Reader,
  parameters: Parameters,
  now: number,
): Promise<KpiPage> {
  const at = instantOf(parameters, now)
  const plans = at === undefined ? [current] : await plansUntil(current, at)
  const held = plans.at(-1)!
  const status = wordOf(parameters, 'status', SHOWN_STATUSES)
  const limit = limitOf(parameters, 50, 100)
  const { priority, owner, cursor } = parameters
  const question = JSON.stringify(['kpis', priority ?? '', owner ?? '', status, at])
  const after = afterCursor(question, cursor) ?? ''
  const bySeries = Map.groupBy(seriesOf(held.plan), ({ kpi }) => kpi)
  const seriesIn = (kpi: ResolvedKpi) => bySeries.get(kpi.id) ?? []
  const wanted = held.plan.kpis
    .filter((kpi) => kpi.id > after && mayStillRead(held.plan, reader, kpi.id, current.plan))
    .filter((kpi) => (priority ?? kpi.priority) === kpi.priority)
    .filter((kpi) => owner === undefined || owns(kpi, seriesIn(kpi), owner))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const most = at === undefined ? MOST : MOST_AS_OF
  const isLookedAt = (kpi: ResolvedKpi) => at === undefined || seriesIn(kpi).length <= most
  const page = withinReach(wanted.slice(0, limit), (kpi) => (isLookedAt(kpi) ? seriesIn(kpi).length : 0), most)
  const keys = page.filter(isLookedAt).flatMap((kpi) => seriesIn(kpi).map(({ key }) => key))
  const heads = at === undefined ? await headsNow(keys) : await headsThen(plans, keys, at)
  const lines = page.map((kpi) => {
    const statuses = seriesIn(kpi).map(({ key }) => statusOf(heads.get(key)?.head))
    return isLookedAt(kpi) ? { ...kpiLine(kpi, statuses.length), ...standing(statuses) } : kpiLine(kpi, statuses.length)
  })
  return {
    kpis: lines.filter((line) => status === undefined || line.status === status),
    ...(page.length < wanted.length ? { next: cursorAfter(question, page.at(-1)!.id) } : {}),
  }
}

/** A KPI is somebody's when it is, or one of its series. */
const owns = (kpi: ResolvedKpi, series: readonly ResolvedSeries[], owner: string): boolean =>
  kpi.owner === owner || series.some((one) => one.owner === owner)

/** The first KPIs whose series one page may look at; always one. */
function withinReach(kpis: readonly ResolvedKpi[], reads: (kpi: ResolvedKpi) => number, most: number): ResolvedKpi[] {
  let looked = 0
  const end = kpis.findIndex((kpi, i) => {
    looked += reads(kpi)
    return i > 0 && looked > most
  })
  return end === -1 ? [...kpis] : kpis.slice(0, end)
}

function kpiLine(kpi: ResolvedKpi, series: number): KpiLine {
  const { id, name, unit, direction, cadence, owner, priority } = kpi
  return {
    ...{ id, name, unit, direction, cadence },
    ...(owner === undefined ? {} : { owner }),
    ...(priority === undefined ? {} : { priority }),
    series,
    href: kpiHref(id),
  }
}

function standing(statuses: readonly ShownStatus[]): Required<Pick<KpiLine, 'status' | 'counts'>> {
  const counts: Partial<Record<ShownStatus, number>> = {}
  for (const one of statuses) counts[one] = (counts[one] ?? 0) + 1
  return { status: SHOWN_STATUSES.find((one) => counts[one]) ?? 'not-due', counts }
}
