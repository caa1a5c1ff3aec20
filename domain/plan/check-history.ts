/** The one rule that takes a history beside the plan: how often each trigger would have asked. */
import { type PlanProblem, problem } from './finding.ts'
import { LIMITS } from './limits.ts'
import type { Plan } from './plan.ts'
import type { ResolvedPlan } from './resolved.ts'

/** How often a trigger would have asked for a decision, had the plan held over its history. */
export interface Firings {
  trigger: string
  /** The series on which it asks most. */
  series: string
  /** Decisions a quarter on that series; of a history shorter than a quarter, all of them. */
  perQuarter: number
}

/** Replays the history of a plan that has no errors. */
export type FiringsOf = (plan: ResolvedPlan) => Firings[]

/** Triggers over the limit on firings a quarter. */
export const checkFirings = (plan: Plan, firings: readonly Firings[]): PlanProblem[] => {
  const limit = plan.limits?.firingsPerQuarter ?? LIMITS.firingsPerQuarter
  const often = new Map(firings.filter(({ perQuarter }) => perQuarter > limit).map((one) => [one.trigger, one]))
  return plan.kpis.flatMap((kpi, i) =>
    (kpi.triggers ?? []).flatMap(({ id }, j) => {
      const found = often.get(id)
      if (!found) return []
      const times = Math.round(found.perQuarter * 10) / 10
      const message = `trigger "${id}" would have fired ${times} times a quarter on "${found.series}", over the limit of ${limit}; widen its bands or ask for more breaches`
      return [problem('fires-often', ['kpis', i, 'triggers', j], message)]
    }),
  )
}
