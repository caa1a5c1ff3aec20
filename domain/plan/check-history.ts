/** The one rule that takes a history beside the plan: how often each trigger would have asked. */

import { SLOTS_PER_YEAR } from '../period.ts'
import { type PlanProblem, problem } from './finding.ts'
import { LIMITS } from './limits.ts'
import type { Plan } from './plan.ts'
import type { ResolvedPlan } from './resolved.ts'

/** How often a trigger would have asked for a decision, had the plan held over its history. */
export interface Firings {
  trigger: string
  /** The series on which it asks most, with decisions a quarter; of a history shorter than a quarter, all of them. */
  busiest?: { series: string; perQuarter: number }
  /** Slots with a value of the longest series, and slots of all series of which the trigger could say anything. */
  longest: number
  judging: number
}

/** Replays the history of a plan that has no errors. */
export type FiringsOf = (plan: ResolvedPlan) => Firings[]

/** Triggers over the limit on firings a quarter, and those that could not have fired once in more than a year. */
export const checkFirings = (plan: Plan, firings: readonly Firings[]): PlanProblem[] => {
  const limit = plan.limits?.firingsPerQuarter ?? LIMITS.firingsPerQuarter
  const found = new Map(firings.map((one) => [one.trigger, one]))
  return plan.kpis.flatMap((kpi, i) =>
    (kpi.triggers ?? []).flatMap(({ id }, j) => {
      const one = found.get(id)
      const at = ['kpis', i, 'triggers', j]
      return one ? [...tooOften(one, limit, at), ...never(one, SLOTS_PER_YEAR[kpi.cadence], at)] : []
    }),
  )
}

const tooOften = ({ trigger, busiest }: Firings, limit: number, at: PropertyKey[]): PlanProblem[] => {
  if (!busiest || busiest.perQuarter <= limit) return []
  const times = Math.round(busiest.perQuarter * 10) / 10
  const message = `trigger "${trigger}" would have fired ${times} times a quarter on "${busiest.series}", over the limit of ${limit}; widen its bands or ask for more breaches`
  return [problem('fires-often', at, message)]
}

/** Of a year or less nothing follows: a target may look a year back, and a plan may want that much history first. */
const never = ({ trigger, longest, judging }: Firings, year: number, at: PropertyKey[]): PlanProblem[] => {
  if (judging > 0 || longest <= year) return []
  const message = `trigger "${trigger}" could judge none of ${longest} slots, so it can never fire; look at its target, floor, minimumHistory and requireFinal`
  return [problem('fires-never', at, message)]
}
