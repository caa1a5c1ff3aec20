/** Rules about workflows: each has an owner, and whoever answers for a step exists. */
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'

/** Owners and references of every workflow. */
export const checkWorkflows = (plan: Plan): PlanProblem[] => {
  const person = referenceTo('person', plan.people)
  const fn = referenceTo('function', plan.functions ?? [])
  const priority = referenceTo('priority', plan.priorities ?? [])
  return (plan.workflows ?? []).flatMap((workflow, i) => {
    const at = ['workflows', i]
    const unowned = `nobody answers for workflow "${workflow.id}"; add "owner:" with one person`
    return [
      ...(workflow.owner === undefined ? [problem('unowned', at, unowned)] : person(workflow.owner, [...at, 'owner'])),
      ...priority(workflow.priority, [...at, 'priority']),
      ...workflow.activities.flatMap((activity, j) => [
        ...person(activity.owner, [...at, 'activities', j, 'owner']),
        ...fn(activity.function, [...at, 'activities', j, 'function']),
      ]),
    ]
  })
}
