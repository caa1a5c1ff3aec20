/** Rules about priorities as a whole: few enough, each with an outcome, and each a plan rather than a direction. */
import { type PlanProblem, problem } from './finding.ts'
import { LIMITS } from './limits.ts'
import { placedMilestones } from './placed.ts'
import type { Plan } from './plan.ts'

type Priority = NonNullable<Plan['priorities']>[number]

/** All problems of the list of priorities and of each priority in itself. */
export const checkPriorities = (plan: Plan): PlanProblem[] => {
  const serving = kpisByPriority(plan)
  const dated = new Set(placedMilestones(plan).map(({ initiative }) => initiative.id))
  return [
    ...tooMany(plan),
    ...(plan.priorities ?? []).flatMap((priority, i) => {
      const at = ['priorities', i]
      return [
        ...onlyADirection(priority, serving.get(priority.id) ?? [], dated, at),
        ...withoutOutcome(priority, at),
        ...onlyLagging(priority, serving.get(priority.id) ?? [], at),
      ]
    }),
  ]
}

/** KPIs by the priority they serve, as told by either side. */
const kpisByPriority = (plan: Plan): Map<string, Plan['kpis']> => {
  const byId = new Map(plan.kpis.map((kpi) => [kpi.id, kpi]))
  const serving = new Map<string, Set<Plan['kpis'][number]>>()
  const add = (priority: string, kpi: Plan['kpis'][number] | undefined) => {
    if (kpi) serving.set(priority, (serving.get(priority) ?? new Set()).add(kpi))
  }
  for (const { id, outcome } of plan.priorities ?? []) if (outcome) add(id, byId.get(outcome.kpi))
  for (const kpi of plan.kpis) if (kpi.priority !== undefined) add(kpi.priority, kpi)
  return new Map([...serving].map(([id, kpis]) => [id, [...kpis]]))
}

const tooMany = (plan: Plan): PlanProblem[] => {
  const limit = plan.limits?.priorities ?? LIMITS.priorities
  const count = plan.priorities?.length ?? 0
  if (count <= limit) return []
  const message = `${count} priorities are more than the limit of ${limit}; merge or drop some`
  return [problem('too-many-priorities', ['priorities', limit], message)]
}

const onlyADirection = (
  priority: Priority,
  kpis: Plan['kpis'],
  dated: ReadonlySet<string>,
  at: PropertyKey[],
): PlanProblem[] => {
  const initiatives = priority.initiatives ?? []
  const lacking = [
    ...(kpis.length === 0 ? ['KPI'] : []),
    ...(initiatives.length === 0 ? ['initiative'] : []),
    ...(initiatives.some((id) => dated.has(id)) ? [] : ['dated milestone']),
  ]
  if (lacking.length === 0) return []
  const list = lacking.join(' and no ')
  const message = `priority "${priority.id}" has no ${list}: it is a direction, not a plan; add ${lacking.length > 1 ? 'them' : 'one'}`
  return [problem('only-a-direction', at, message)]
}

const withoutOutcome = (priority: Priority, at: PropertyKey[]): PlanProblem[] =>
  priority.outcome
    ? []
    : [
        problem(
          'priority-without-outcome',
          at,
          `priority "${priority.id}" has no outcome; add "outcome:" with a KPI, a target and a date`,
        ),
      ]

/** A KPI is lagging unless it says otherwise, as when the plan is resolved. */
const onlyLagging = (priority: Priority, kpis: Plan['kpis'], at: PropertyKey[]): PlanProblem[] => {
  if (kpis.length === 0 || kpis.some((kpi) => kpi.kind === 'leading')) return []
  const message = `every KPI of priority "${priority.id}" is lagging; add one with "kind: leading" that moves before the outcome does`
  return [problem('only-lagging', at, message)]
}
