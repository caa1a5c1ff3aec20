import { type Evidence, Evidence as EvidenceRecord } from '../../domain/decision.ts'
import { formatPeriod, periodOfDay } from '../../domain/period.ts'
import type { ResolvedKpi, ResolvedSeries, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import type { KpiReading } from '../../domain/review/facts.ts'
import { wallOf } from '../../domain/zone.ts'
import { SEEN_BY } from './seen-of.ts'

type Point = Evidence['points'][number]

/** How far from its target a figure has come, in parts of its way to red, over a year and a month: 1 is where off track begins. */
const DRIFT = [0, 0.15, 0.3, 0.3, 0.45, 0.6, 0.6, 0.75, 0.9, 0.9, 1.1, 1.25, 1.2]

/** A made-up point at a distance from what the plan aims at, judged by the plan's bands as a decision freezes it. */
export function pointAt(kpi: ResolvedKpi, series: ResolvedSeries, index: number, far: number): Point {
  const { target, range } = aimOf(series)
  const way = kpi.direction === 'up' ? -1 : 1
  const value = Number((target + way * bandsOf(series, target).red * far).toFixed(kpi.decimals))
  const period = formatPeriod(kpi.cadence, index)
  return { period, value, target, ...(range && { range }), status: statusOf(series, way * (value - target), target) }
}

function statusOf(series: ResolvedSeries, off: number, target: number): Point['status'] {
  if (!series.bands) return 'no-target'
  const { amber, red } = bandsOf(series, target)
  return off > red ? 'off-track' : off > amber ? 'at-risk' : 'on-track'
}

/** Where amber and red begin, in the unit of the KPI; without bands a tenth of the target, for something to move by. */
function bandsOf({ bands }: ResolvedSeries, target: number): { amber: number; red: number } {
  const tenth = Math.abs(target) * 0.1 || 1
  if (!bands) return { amber: tenth / 2, red: tenth }
  const unit = bands.as === 'percent' ? Math.abs(target) / 100 : 1
  return { amber: bands.amber * unit, red: bands.red * unit }
}

function aimOf({ targets }: ResolvedSeries): Pick<Point, 'range'> & { target: number } {
  const target = targets.at(-1)
  if (target?.kind === 'constant') return { target: target.value }
  if (target?.kind === 'range') return { target: target.high, range: { low: target.low, high: target.high } }
  return { target: target?.kind === 'points' ? target.points.at(-1)!.value : 90 }
}

/** The period that was over last at an instant (epoch ms). */
export const lastPeriod = ({ cadence, timezone }: ResolvedKpi, at: number): number =>
  periodOfDay(cadence, wallOf(at, timezone).day) - 1

/** Thirteen periods that drift away from the target, or of which the last have not come, as they are known at an instant (ISO; epoch ms). */
export function evidenceOf(
  { kpi, series, trigger }: { kpi: ResolvedKpi; series: ResolvedSeries; trigger: ResolvedTrigger },
  [knownAt, at]: [string, number],
): Evidence {
  const last = lastPeriod(kpi, at)
  const points = DRIFT.map((far, i): Point => {
    const point = pointAt(kpi, series, last - DRIFT.length + 1 + i, far)
    return trigger.kind === 'freshness' && i > 10 ? { ...point, value: null, status: 'stale' } : point
  })
  const seen = SEEN_BY[trigger.kind](points, trigger)
  return EvidenceRecord.parse({
    kpi: kpi.id,
    kpiName: kpi.name,
    seriesLabel: series.key === kpi.id ? '' : series.name,
    unit: kpi.unit,
    decimals: kpi.decimals,
    direction: kpi.direction,
    knownAt,
    points,
    ...(series.bands ? { bands: { amber: series.bands.amber, red: series.bands.red, as: series.bands.as } } : {}),
    episode: { first: points[10]!.period, fired: points[12]!.period },
    ...(seen && { seen }),
    references: kpi.references,
  })
}

/** How a figure stands in a preview, as parts of the way to red. */
const FAR = { 'on-track': 0.15, 'at-risk': 0.85, 'off-track': 1.2, stale: 0.15 } as const

/** What a review shows of a KPI: its newest six periods at an instant (epoch ms), made up to stand as told. */
export function readingOf(
  { kpi, series }: { kpi: ResolvedKpi; series: ResolvedSeries },
  status: keyof typeof FAR,
  at: number,
): KpiReading {
  const { unit, decimals, direction } = kpi
  // Of a figure that is late, the newest one there is is a period older.
  const last = lastPeriod(kpi, at) - (status === 'stale' ? 1 : 0)
  const points = DRIFT.slice(-6).map((far, i) => {
    const { range: _, ...point } = pointAt(kpi, series, last - 5 + i, (far / DRIFT.at(-1)!) * FAR[status])
    return point
  })
  const { period, value, target, status: own } = points.at(-1)!
  return { unit, decimals, direction, period, value, target, status: status === 'stale' ? 'stale' : own, points }
}
