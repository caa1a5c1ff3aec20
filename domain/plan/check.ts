/** Whether a well-formed plan holds together: references, owners, deciders, measures. Each rule is a function `plan → problems`. */
import { checkMeasures } from './check-measures.ts'
import { checkPeople } from './check-people.ts'
import { checkProgrammes } from './check-programmes.ts'
import { checkReviews } from './check-reviews.ts'
import { checkStrategy } from './check-strategy.ts'
import { checkWorkflows } from './check-workflows.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'

/** All problems of a plan. Ids first: the other rules take them to be unique. */
export const checkPlan = (plan: Plan): PlanProblem[] => {
  const doubles = checkIds(plan)
  return doubles.length > 0
    ? doubles
    : [
        ...checkPeople(plan),
        ...checkMeasures(plan),
        ...checkStrategy(plan),
        ...checkReviews(plan),
        ...checkProgrammes(plan),
        ...checkWorkflows(plan),
      ]
}

/** Ids are unique within their list; triggers, phases and milestones within the whole plan, because history names them alone. */
const checkIds = (plan: Plan): PlanProblem[] => {
  const initiatives = plan.initiatives ?? []
  const milestones = initiatives.flatMap((initiative, i) => [
    ...listed(initiative.milestones ?? [], ['initiatives', i, 'milestones']),
    ...(initiative.phases ?? []).flatMap((phase, p) =>
      listed(phase.milestones ?? [], ['initiatives', i, 'phases', p, 'milestones']),
    ),
  ])
  const groups: [string, Place[]][] = [
    ['calendar', listed(plan.calendars, ['calendars'])],
    ['person', listed(plan.people, ['people'])],
    ['source', listed(plan.sources ?? [], ['sources'])],
    ['function', listed(plan.functions ?? [], ['functions'])],
    ['priority', listed(plan.priorities ?? [], ['priorities'])],
    ['initiative', listed(initiatives, ['initiatives'])],
    ['phase', initiatives.flatMap((initiative, i) => listed(initiative.phases ?? [], ['initiatives', i, 'phases']))],
    ['milestone', milestones],
    ['review', listed(plan.reviews ?? [], ['reviews'])],
    ['programme', listed(plan.programmes ?? [], ['programmes'])],
    ['workflow', listed(plan.workflows ?? [], ['workflows'])],
    ['KPI', listed(plan.kpis, ['kpis'])],
    ['trigger', plan.kpis.flatMap((kpi, i) => listed(kpi.triggers ?? [], ['kpis', i, 'triggers']))],
  ]
  return groups.flatMap(([what, places]) => repeated(what, places))
}

interface Place {
  id: string
  path: PropertyKey[]
}

const listed = (items: { id: string }[], path: PropertyKey[]): Place[] =>
  items.map((item, i) => ({ id: item.id, path: [...path, i, 'id'] }))

const repeated = (what: string, places: Place[]): PlanProblem[] => {
  const seen = new Set<string>()
  return places.flatMap(({ id, path }) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [problem('duplicate-id', path, `the ${what} "${id}" is already defined above; give this one another id`)]
  })
}
