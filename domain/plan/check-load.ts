/** Rules about how much one person carries. They look at a resolved plan: cadences and participants have defaults. */
import { type PlanProblem, problem } from './finding.ts'
import { LIMITS } from './limits.ts'
import { loadsOf } from './load.ts'
import type { Plan } from './plan.ts'
import type { ResolvedPlan } from './resolved.ts'

/** People above the limits on items owned and asks a week in the 13 weeks from `today`. */
export const checkLoad = (plan: Plan, resolved: ResolvedPlan, today: string): PlanProblem[] => {
  const limits = { ...LIMITS, ...plan.limits }
  const loads = loadsOf(resolved, today)
  return plan.people.flatMap(({ id }, i) => {
    const { owned, asksPerWeek, mailsPerWeek } = loads.get(id)!
    const at = ['people', i]
    const week = `${rounded(asksPerWeek)} asks a week (mails: ${rounded(mailsPerWeek)})`
    return [
      ...(owned > limits.itemsPerPerson
        ? [
            problem(
              'too-many-items',
              at,
              `"${id}" owns ${owned} items, over the limit of ${limits.itemsPerPerson}; give some to others`,
            ),
          ]
        : []),
      ...(asksPerWeek > limits.asksPerWeek
        ? [
            problem(
              'too-many-asks',
              at,
              `"${id}" gets ${week}, over the limit of ${limits.asksPerWeek}; own less, or review it less often`,
            ),
          ]
        : []),
    ]
  })
}

const rounded = (n: number): string => String(Math.round(n * 10) / 10)
