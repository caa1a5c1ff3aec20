/** How long a decision takes, from the signal to the effect that is seen: itself a measure of how an organisation executes. */
import type { Decision } from './decision.ts'
import { parseInstant } from './instant.ts'
import { kpiOf } from './plan/lookup.ts'
import type { LatencyMoment } from './plan/own-measure.ts'
import type { ResolvedPlan } from './plan/resolved.ts'

/** Hours and minutes count: a day is 24 hours of the wall clock, whoever works when. */
const DAY = 86_400_000

/**
 * When each moment came (ISO); those still to come are absent. `signal`: end of the period whose figure made the trigger fire,
 * or when a missing one was stale. `decided` is also the moment a fallback was recorded. `effect-seen`: the first check
 * with an answer.
 */
export const momentsOf = (decision: Decision): Partial<Record<LatencyMoment, string>> => {
  const seen = decision.checks.find(({ result }) => result !== 'unknown')?.at
  const all = {
    signal: decision.signalAt,
    opened: decision.openedAt,
    acknowledged: decision.acknowledgedAt,
    decided: decision.choice?.at,
    'in-effect': decision.inEffectAt,
    'effect-seen': seen,
  }
  return Object.fromEntries(Object.entries(all).filter(([, at]) => at !== undefined))
}

/** Days between two moments of a decision, never less than 0; undefined while one of them is to come. */
export const latencyDays = (decision: Decision, from: LatencyMoment, to: LatencyMoment): number | undefined => {
  const moments = momentsOf(decision)
  const [start, end] = [moments[from], moments[to]]
  if (start === undefined || end === undefined) return undefined
  return Math.max(0, parseInstant(end) - parseInstant(start)) / DAY
}

/** What a decision is counted under, by the names a KPI may give its dimensions. */
export const dimensionsOf = (plan: ResolvedPlan, decision: Decision): Record<string, string | undefined> => ({
  decider: decision.decider,
  level: decision.level,
  severity: decision.severity,
  priority: kpiOf(plan, decision.kpi)?.priority,
})

/** Days added up and decisions counted: a ratio, so that months make up a quarter. */
export interface LatencySum {
  days: number
  decisions: number
}

/** What is counted of decisions that reached `to` from `start` to before `end` (epoch ms), under these dimensions. */
export const latencyOf = (
  plan: ResolvedPlan,
  decisions: readonly Decision[],
  wanted: {
    from: LatencyMoment
    to: LatencyMoment
    start: number
    end: number
    dimensions: Readonly<Record<string, string>>
  },
): LatencySum => {
  const sum = { days: 0, decisions: 0 }
  for (const decision of decisions) {
    const at = momentsOf(decision)[wanted.to]
    const days = latencyDays(decision, wanted.from, wanted.to)
    if (at === undefined || days === undefined) continue
    if (parseInstant(at) < wanted.start || parseInstant(at) >= wanted.end) continue
    const own = dimensionsOf(plan, decision)
    if (Object.entries(wanted.dimensions).some(([name, value]) => own[name] !== value)) continue
    sum.days += days
    sum.decisions += 1
  }
  // Three decimals, a minute and a half: the order of adding must not show.
  return { ...sum, days: Math.round(sum.days * 1000) / 1000 }
}
