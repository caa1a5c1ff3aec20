import { openAsk } from '../../domain/ask-opening.ts'
import { type Decision, Evidence } from '../../domain/decision.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import { tryInstant } from '../../domain/instant.ts'
import { formatPeriod, periodOfDay } from '../../domain/period.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import type { KpiReading } from '../../domain/review/facts.ts'
import { Refusal } from '../refusal.ts'

/** The moment all previews are made for, a Tuesday: the same plan gives the same pictures on any day. */
export const NOW = '2026-03-03T08:00:00Z'

/** A breach made up from a plan: its first trigger fires on the first series of its KPI. */
export function breachOf(plan: ResolvedPlan): { decision: Decision; ask: ReturnType<typeof openAsk> } {
  for (const kpi of plan.kpis) {
    const trigger = kpi.triggers.find(({ kind }) => kind === 'threshold') ?? kpi.triggers[0]
    const series = plan.series.find((one) => one.kpi === kpi.id)
    if (trigger && series) return breach(plan, kpi, trigger, series)
  }
  throw new Refusal('The plan has no trigger on a KPI whose series are listed: there is no question to preview yet.')
}

function breach(plan: ResolvedPlan, kpi: ResolvedKpi, trigger: ResolvedTrigger, series: ResolvedSeries) {
  const now = tryInstant(NOW)!
  const { level, severity } = trigger.levels[0]!
  const evidence = evidenceOf(kpi, series)
  const { decision } = openDecision(
    { plan, planVersion: 1, kpi, trigger, series, episode: 'preview', level, severity, evidence },
    now,
  )
  return { decision, ask: openAsk({ plan, decision, kind: 'decide' }, now) }
}

/** Thirteen periods that drift away from the target; made-up values around what the plan aims at. */
function evidenceOf(kpi: ResolvedKpi, series: ResolvedSeries): Evidence {
  const target = targetOf(series)
  const width = series.bands
    ? series.bands.as === 'percent'
      ? (series.bands.red * target) / 100
      : series.bands.red
    : Math.abs(target) * 0.1 || 1
  const last = periodOfDay(kpi.cadence, Math.floor(tryInstant(NOW)! / 86_400_000)) - 1
  const way = kpi.direction === 'down' ? 1 : -1
  const points = Array.from({ length: 13 }, (_, index) => {
    const value = target + way * width * (0.1 * index + (index % 3) * 0.05)
    const status = index > 9 ? ('off-track' as const) : index > 5 ? ('at-risk' as const) : ('on-track' as const)
    return {
      period: formatPeriod(kpi.cadence, last - 12 + index),
      value: Number(value.toFixed(kpi.decimals)),
      target,
      status,
    }
  })
  return Evidence.parse({
    kpi: kpi.id,
    kpiName: kpi.name,
    seriesLabel: series.key === kpi.id ? '' : series.name,
    unit: kpi.unit,
    decimals: kpi.decimals,
    direction: kpi.direction,
    knownAt: NOW,
    points,
    ...(series.bands ? { bands: { amber: series.bands.amber, red: series.bands.red, as: series.bands.as } } : {}),
    episode: { first: points[10]!.period, fired: points[12]!.period },
    references: kpi.references,
  })
}

function targetOf({ targets }: ResolvedSeries): number {
  const target = targets.at(-1)
  if (target?.kind === 'constant') return target.value
  if (target?.kind === 'range') return target.high
  return target?.kind === 'points' ? target.points.at(-1)!.value : 90
}

/** The newest six periods of a series, made up as for a breach; undefined for a series the plan does not list. */
export function readingOf(plan: ResolvedPlan, key: string): KpiReading | undefined {
  const series = plan.series.find((one) => one.key === key)
  const kpi = series && plan.kpis.find(({ id }) => id === series.kpi)
  if (!series || !kpi) return undefined
  const { unit, decimals, direction, points } = evidenceOf(kpi, series)
  const newest = points.slice(-6).map(({ period, value, target, status }) => ({ period, value, target, status }))
  const { period, value, target, status } = newest.at(-1)!
  return { unit, decimals, direction, period, value, target, status, points: newest }
}
