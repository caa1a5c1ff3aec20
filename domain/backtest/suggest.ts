/** Proposals for a plan out of its history: bands of each KPI, and how many of how many slots must breach. */
import type { ResolvedBands, ResolvedKpi, ResolvedPlan, ResolvedTrigger } from '../plan/resolved.ts'
import { type Backtest, backtestPlan, type SeriesHistory } from './backtest.ts'
import { type BandsProposal, proposeBands } from './passing-dips.ts'
import { summarize, type TriggerSummary } from './summary.ts'

/** Conditions that are tried, from the fastest to the calmest. */
export const CONDITIONS = [
  { m: 1, n: 1 },
  { m: 2, n: 3 },
  { m: 2, n: 2 },
  { m: 3, n: 5 },
  { m: 3, n: 4 },
] as const

/** False alarms a series may raise in a quarter: one a year. Our setting, `--budget` another. */
export const BUDGET = 0.25

/** How one condition would have done. */
export interface Trial {
  m: number
  n: number
  summary: TriggerSummary
  /** False alarms a series and quarter. */
  falseAlarms: number
}

export interface TriggerSuggestion {
  trigger: string
  /** The best within the budget, or the calmest when none is. */
  chosen: Trial
  withinBudget: boolean
  trials: Trial[]
}

/** What is proposed for a KPI. Without bands nothing is proposed for its triggers either. */
export interface Suggestion {
  kpi: string
  found: BandsProposal
  bands?: ResolvedBands
  triggers: TriggerSuggestion[]
}

/**
 * Bands from the dips that passed by themselves (series with bands of their own are left out), then for each threshold trigger
 * the condition that tells of most misses, earliest, with no more false alarms than the budget. Every condition is back-tested with the bands proposed.
 */
export const suggest = (
  plan: ResolvedPlan,
  histories: readonly SeriesHistory[],
  now: Backtest,
  budget: number = BUDGET,
): Suggestion[] =>
  plan.kpis.flatMap((kpi): Suggestion[] => {
    const series = now.series.filter(
      ({ definition }) => definition.series.kpi === kpi.id && sharesBands(kpi, definition.series),
    )
    if (!kpi.bands || series.length === 0) return []
    const back = Math.max(...kpi.triggers.map(({ effectCheck }) => effectCheck), 1)
    const found = proposeBands(series, { back, as: kpi.bands.as, decimals: kpi.decimals })
    if (!found.bands) return [{ kpi: kpi.id, found, triggers: [] }]
    const own = histories.filter((history) => history.series.kpi === kpi.id)
    const thresholds = kpi.triggers.filter(({ kind }) => kind === 'threshold')
    const triggers = thresholds.map((trigger) =>
      trySuggest(withBands(plan, kpi, found.bands!), own, { kpi, trigger, until: now.until, budget }),
    )
    return [{ kpi: kpi.id, found, bands: found.bands, triggers }]
  })

const sharesBands = (kpi: ResolvedKpi, { bands }: { bands?: ResolvedBands | undefined }): boolean =>
  JSON.stringify(bands) === JSON.stringify(kpi.bands)

const trySuggest = (
  plan: ResolvedPlan,
  histories: readonly SeriesHistory[],
  { kpi, trigger, until, budget }: { kpi: ResolvedKpi; trigger: ResolvedTrigger; until: number; budget: number },
): TriggerSuggestion => {
  const trials = CONDITIONS.map(({ m, n }): Trial => {
    const tried = withCondition(plan, kpi.id, trigger.id, { m, n })
    const moved = histories.map(({ series, arrivals }) => ({ series: sameSeries(tried, series), arrivals }))
    const summary = summarize(tried, backtestPlan(tried, moved, until)).find((one) => one.trigger === trigger.id)!
    return { m, n, summary, falseAlarms: summary.falseAlarms / summary.watched }
  })
  const within = trials.filter((one) => one.falseAlarms <= budget)
  const chosen =
    within.length > 0 ? within.reduce(better) : trials.reduce((a, b) => (b.falseAlarms < a.falseAlarms ? b : a))
  return { trigger: trigger.id, chosen, withinBudget: within.length > 0, trials }
}

/** More misses told, then earlier, then fewer false alarms. */
const better = (a: Trial, b: Trial): Trial => {
  const order =
    b.summary.told - a.summary.told ||
    (b.summary.lead?.median ?? -99) - (a.summary.lead?.median ?? -99) ||
    a.falseAlarms - b.falseAlarms
  return order > 0 ? b : a
}

const sameSeries = (plan: ResolvedPlan, series: SeriesHistory['series']) =>
  plan.series.find(({ key }) => key === series.key) ?? {
    ...series,
    bands: plan.kpis.find(({ id }) => id === series.kpi)!.bands,
  }

const withKpi = (plan: ResolvedPlan, id: string, change: (kpi: ResolvedKpi) => ResolvedKpi): ResolvedPlan => ({
  ...plan,
  kpis: plan.kpis.map((kpi) => (kpi.id === id ? change(kpi) : kpi)),
})

const withBands = (plan: ResolvedPlan, kpi: ResolvedKpi, bands: ResolvedBands): ResolvedPlan => ({
  ...withKpi(plan, kpi.id, (one) => ({ ...one, bands })),
  series: plan.series.map((one) => (one.kpi === kpi.id && sharesBands(kpi, one) ? { ...one, bands } : one)),
})

/** The condition of a trigger's mildest level, which decides when it first asks. */
const withCondition = (plan: ResolvedPlan, kpi: string, trigger: string, condition: { m: number; n: number }) =>
  withKpi(plan, kpi, (one) => ({
    ...one,
    triggers: one.triggers.map((known) =>
      known.id === trigger
        ? { ...known, levels: known.levels.map((level, i) => (i === 0 ? { ...level, ...condition } : level)) }
        : known,
    ),
  }))
