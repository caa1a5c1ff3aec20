import type { KpiAnswer, LatestValue, ReasonAnswer, SeriesLine, ShownStatus } from '../../domain/api/answers.ts'
import type { Head } from '../../domain/checkpoint.ts'
import { formatPeriod } from '../../domain/period.ts'
import type { ResolvedKpi, ResolvedSeries } from '../../domain/plan/resolved.ts'
import { type UnaskedReason, unaskedBecause } from '../../domain/unasked.ts'
import type { Stands } from './heads.ts'

/** Where a KPI and a series are read, after the address of the API. */
export const kpiHref = (kpi: string): string => `/v1/kpis/${encodeURIComponent(kpi)}`
export const seriesHref = (series: string): string => `/v1/series/${encodeURIComponent(series)}`

/** A series that was never folded, or of which nothing was due, has no status yet. */
export const statusOf = (head: Head | undefined): ShownStatus => (head?.period === undefined ? 'not-due' : head.status)

/** The newest value of a head; absent where no due slot has one. */
export function latestOf({ cadence }: Pick<ResolvedKpi, 'cadence'>, head: Head | undefined): LatestValue | undefined {
  const [index, value, low, high, distance, final] = head?.latest ?? []
  if (index === undefined || value === null || value === undefined) return undefined
  return {
    period: formatPeriod(cadence, index),
    value,
    ...(low === null || low === undefined ? {} : { low }),
    ...(high === null || high === undefined ? {} : { high }),
    ...(distance === null || distance === undefined ? {} : { distance }),
    final: final ?? false,
  }
}

/** Why nobody is asked, as a system may read it. */
export const reasonAnswer = ({ madeBy: _, ...why }: UnaskedReason): ReasonAnswer => why

/** A series as a KPI lists it. */
export function seriesLine(kpi: ResolvedKpi, series: ResolvedSeries, stands: Stands | undefined): SeriesLine {
  const { head, announced } = stands ?? {}
  const latest = latestOf(kpi, head)
  const unasked = head && announced && unaskedBecause({ head, announced }, kpi.triggers)
  return {
    series: series.key,
    name: series.name,
    dimensions: series.dimensions,
    owner: series.owner,
    status: statusOf(head),
    ...(head?.period === undefined ? {} : { period: head.period }),
    ...(latest ? { latest } : {}),
    ...(unasked ? { unasked: reasonAnswer(unasked) } : {}),
    href: seriesHref(series.key),
  }
}

/** What a plan says of a KPI, in the words of the API. */
export function definitionOf(kpi: ResolvedKpi): Omit<KpiAnswer, 'asOf' | 'planVersion' | 'series' | 'next'> {
  const { id, name, unit, decimals, direction, cadence, kind, aggregation, reporting, timezone } = kpi
  return {
    ...{ id, name, unit, decimals, direction, cadence, kind, aggregation, reporting, timezone },
    ...(kpi.description === undefined ? {} : { description: kpi.description }),
    ...(kpi.owner === undefined ? {} : { owner: kpi.owner }),
    ...(kpi.steward === undefined ? {} : { steward: kpi.steward }),
    ...(kpi.priority === undefined ? {} : { priority: kpi.priority }),
    dimensions: kpi.dimensions,
    targets: kpi.targets,
    ...(kpi.bands ? { bands: kpi.bands } : {}),
    triggers: kpi.triggers.map((one) => ({ id: one.id, kind: one.kind, question: one.question })),
  }
}
