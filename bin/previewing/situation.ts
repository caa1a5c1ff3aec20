import type { DecisionAsk } from '../../domain/ask.ts'
import { openAsk } from '../../domain/ask-opening.ts'
import { type Decision, Evidence } from '../../domain/decision.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import { tryInstant } from '../../domain/instant.ts'
import { formatPeriod, periodOfDay } from '../../domain/period.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import type { TriggerKind } from '../../domain/plan/trigger.ts'
import type { KpiReading } from '../../domain/review/facts.ts'
import { flapQuestion } from '../../lambdas/texts/kept-catalogue.ts'
import { Refusal } from '../refusal.ts'
import { SEEN_BY } from './seen-of.ts'

/** The moment all previews are made for, a Tuesday: the same plan gives the same pictures on any day. */
export const NOW = '2026-03-03T08:00:00Z'

/** A question of the plan, and the ask that carries it to its decider. */
export interface Question {
  decision: Decision
  ask: DecisionAsk
}

/** A breach made up from a plan: its first trigger fires on the first series of its KPI. Throws a refusal where it has none. */
export function breachOf(plan: ResolvedPlan): Question {
  const first = questionOf(plan, 'threshold') ?? firstOf(plan, () => true)
  if (first) return first
  throw new Refusal('The plan has no trigger on a KPI whose series are listed: there is no question to preview yet.')
}

/** What the plan's first trigger of a kind asks; undefined where it has none on a listed series. */
export const questionOf = (plan: ResolvedPlan, kind: TriggerKind): Question | undefined =>
  firstOf(plan, (trigger) => trigger.kind === kind)

/** What is asked of a trigger that comes and goes. */
export const flapOf = (plan: ResolvedPlan): Question | undefined =>
  firstOf(plan, ({ kind }) => kind !== 'freshness', 'flap')

function firstOf(plan: ResolvedPlan, is: (trigger: ResolvedTrigger) => boolean, level?: 'flap'): Question | undefined {
  for (const kpi of plan.kpis) {
    const trigger = kpi.triggers.find(is)
    const series = plan.series.find((one) => one.kpi === kpi.id)
    if (trigger && series) return asked(plan, { kpi, trigger, series }, level)
  }
  return undefined
}

interface Fired {
  kpi: ResolvedKpi
  trigger: ResolvedTrigger
  series: ResolvedSeries
}

function asked(plan: ResolvedPlan, { kpi, trigger, series }: Fired, level?: 'flap'): Question {
  const now = tryInstant(NOW)!
  const { level: own, severity } = trigger.levels[0]!
  const evidence = evidenceOf(kpi, series, trigger)
  const opening = { plan, planVersion: 1, kpi, trigger, series, episode: 'preview', severity, evidence }
  const instead = level === 'flap' ? flapQuestion(plan, trigger) : undefined
  const { decision } = openDecision({ ...opening, level: level ?? own, instead }, now)
  return { decision, ask: openAsk({ plan, decision, kind: 'decide' }, now) }
}

/** Thirteen periods that drift away from the target, or of which the last has not come; made-up values around what the plan aims at. */
function evidenceOf(kpi: ResolvedKpi, series: ResolvedSeries, trigger?: ResolvedTrigger): Evidence {
  const points = pointsOf(kpi, series, trigger?.kind === 'freshness')
  const seen = trigger && SEEN_BY[trigger.kind](points, trigger)
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
    ...(seen && { seen }),
    references: kpi.references,
  })
}

function pointsOf(kpi: ResolvedKpi, series: ResolvedSeries, missing: boolean): Evidence['points'] {
  const target = targetOf(series)
  const width = series.bands
    ? series.bands.as === 'percent'
      ? (series.bands.red * target) / 100
      : series.bands.red
    : Math.abs(target) * 0.1 || 1
  const last = periodOfDay(kpi.cadence, Math.floor(tryInstant(NOW)! / 86_400_000)) - 1
  const way = kpi.direction === 'down' ? 1 : -1
  return Array.from({ length: 13 }, (_, index) => {
    const period = formatPeriod(kpi.cadence, last - 12 + index)
    if (missing && index > 10) return { period, value: null, target, status: 'missing' as const }
    const value = target + way * width * (0.1 * index + (index % 3) * 0.05)
    const status = index > 9 ? ('off-track' as const) : index > 5 ? ('at-risk' as const) : ('on-track' as const)
    return { period, value: Number(value.toFixed(kpi.decimals)), target, status }
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
