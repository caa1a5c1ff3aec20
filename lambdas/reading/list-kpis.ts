import type { KpiLine, KpiPage, ShownStatus } from '../../domain/api/answers.ts'
import { SHOWN_STATUSES } from '../../domain/api/shown-status.ts'
import { seriesOf } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries } from '../../domain/plan/resolved.ts'
import { readHeads } from '../aws/checkpoints.ts'
import { afterCursor, cursorAfter } from './cursor.ts'
import { kpiHref, statusOf } from './line.ts'
import { limitOf, type Parameters, wordOf } from './parameters.ts'
import { mayRead, type Reader } from './reader.ts'

export const LIST_PARAMETERS = ['priority', 'owner', 'status', 'limit', 'cursor'] as const

/** Series looked at for a page: three batch reads. A KPI with more is looked at alone. */
const MOST_SERIES = 300

/**
 * The KPIs a key may read, by id. Priority and owner are the plan's; status is that of the worst series, and a page that
 * looks for it may hold fewer than `limit`, even none, while `next` leads on.
 */
export async function listKpis(plan: ResolvedPlan, reader: Reader, parameters: Parameters): Promise<KpiPage> {
  const { priority = '', owner = '', cursor } = parameters
  const status = wordOf(parameters, 'status', SHOWN_STATUSES)
  const limit = limitOf(parameters, 50, 100)
  const question = JSON.stringify(['kpis', priority, owner, status])
  const after = afterCursor(question, cursor) ?? ''
  const bySeries = Map.groupBy(seriesOf(plan), ({ kpi }) => kpi)
  const wanted = plan.kpis
    .filter((kpi) => kpi.id > after && mayRead(plan, reader, kpi.id))
    .filter((kpi) => (parameters.priority ?? kpi.priority) === kpi.priority)
    .filter((kpi) => parameters.owner === undefined || owns(kpi, bySeries.get(kpi.id) ?? [], owner))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const page = withinReach(wanted.slice(0, limit), bySeries)
  const heads = await readHeads(page.flatMap((kpi) => (bySeries.get(kpi.id) ?? []).map(({ key }) => key)))
  const lines = page.map((kpi) => {
    const series = bySeries.get(kpi.id) ?? []
    return kpiLine(
      kpi,
      series.map(({ key }) => statusOf(heads.get(key)?.checkpoint.head)),
    )
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
function withinReach(kpis: readonly ResolvedKpi[], bySeries: Map<string, readonly ResolvedSeries[]>): ResolvedKpi[] {
  let looked = 0
  const end = kpis.findIndex((kpi, i) => {
    looked += bySeries.get(kpi.id)?.length ?? 0
    return i > 0 && looked > MOST_SERIES
  })
  return end === -1 ? [...kpis] : kpis.slice(0, end)
}

function kpiLine(kpi: ResolvedKpi, statuses: readonly ShownStatus[]): KpiLine {
  const { id, name, unit, direction, cadence, owner, priority } = kpi
  const counts: KpiLine['counts'] = {}
  for (const one of statuses) counts[one] = (counts[one] ?? 0) + 1
  return {
    ...{ id, name, unit, direction, cadence },
    ...(owner === undefined ? {} : { owner }),
    ...(priority === undefined ? {} : { priority }),
    status: SHOWN_STATUSES.find((one) => counts[one]) ?? 'not-due',
    series: statuses.length,
    counts,
    href: kpiHref(id),
  }
}
