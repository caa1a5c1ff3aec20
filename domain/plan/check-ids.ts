/** Ids: unique within their list; those that history names alone, within the whole plan. */
import { type PlanProblem, problem } from './finding.ts'
import { placedMilestones } from './placed.ts'
import type { Plan } from './plan.ts'

interface Place {
  id: string
  path: PropertyKey[]
}

/** Every list of ids in a plan, with the noun of the message. Triggers, phases and milestones are unique within the plan. */
const idGroups = (plan: Plan): [string, Place[]][] => {
  const initiatives = plan.initiatives ?? []
  return [
    ['calendar', listed(plan.calendars, ['calendars'])],
    ['person', listed(plan.people, ['people'])],
    ['source', listed(plan.sources, ['sources'])],
    ['function', listed(plan.functions, ['functions'])],
    ['priority', listed(plan.priorities, ['priorities'])],
    ['initiative', listed(initiatives, ['initiatives'])],
    ['phase', initiatives.flatMap((initiative, i) => listed(initiative.phases, ['initiatives', i, 'phases']))],
    ['milestone', placedMilestones(plan).map(({ milestone, path }) => ({ id: milestone.id, path: [...path, 'id'] }))],
    ['review', listed(plan.reviews, ['reviews'])],
    ['programme', listed(plan.programmes, ['programmes'])],
    ['workflow', listed(plan.workflows, ['workflows'])],
    ['KPI', listed(plan.kpis, ['kpis'])],
    ['trigger', plan.kpis.flatMap((kpi, i) => listed(kpi.triggers, ['kpis', i, 'triggers']))],
  ]
}

/** Ids that are unique within their own item only. */
const innerGroups = (plan: Plan): [string, Place[]][] => [
  ...(plan.programmes ?? []).map((programme, i): [string, Place[]] => [
    'behaviour',
    listed(programme.behaviours, ['programmes', i, 'behaviours']),
  ]),
  ...(plan.workflows ?? []).map((workflow, i): [string, Place[]] => [
    'activity',
    listed(workflow.activities, ['workflows', i, 'activities']),
  ]),
]

/** Ids given twice. */
export const checkIds = (plan: Plan): PlanProblem[] =>
  [...idGroups(plan), ...innerGroups(plan)].flatMap(([what, places]) => repeated(what, places))

/** Every id an acknowledgement can name; `organisation` stands for what belongs to no item. */
export const itemIds = (plan: Plan): Set<string> =>
  new Set(['organisation', ...idGroups(plan).flatMap(([, places]) => places.map((place) => place.id))])

const listed = (items: { id: string }[] | undefined, path: PropertyKey[]): Place[] =>
  (items ?? []).map((item, i) => ({ id: item.id, path: [...path, i, 'id'] }))

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
