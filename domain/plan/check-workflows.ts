/** Rules about workflows: each has an owner, whoever answers for a step exists, and a case can be in time. */
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'
import { parseSpan } from './text.ts'
import type { WorkflowSpec } from './workflow.ts'

/** Owners and references of every workflow. */
export const checkWorkflows = (plan: Plan): PlanProblem[] => {
  const person = referenceTo('person', plan.people)
  const fn = referenceTo('function', plan.functions ?? [])
  const priority = referenceTo('priority', plan.priorities ?? [])
  return (plan.workflows ?? []).flatMap((workflow, i) => {
    const at = ['workflows', i]
    const unowned = `nobody answers for workflow "${workflow.id}"; add "owner:" with one person`
    return [
      ...lateAtOnce(workflow, at),
      ...(workflow.owner === undefined ? [problem('unowned', at, unowned)] : person(workflow.owner, [...at, 'owner'])),
      ...priority(workflow.priority, [...at, 'priority']),
      ...workflow.activities.flatMap((activity, j) => [
        ...person(activity.owner, [...at, 'activities', j, 'owner']),
        ...fn(activity.function, [...at, 'activities', j, 'function']),
      ]),
    ]
  })
}

const lateAtOnce = ({ lateAfter }: WorkflowSpec, at: PropertyKey[]): PlanProblem[] => {
  if (lateAfter === undefined || parseSpan(lateAfter).count > 0) return []
  const message = `"${lateAfter}" makes every case late at once; give the time a case may take`
  return [problem('late-at-once', [...at, 'lateAfter'], message)]
}
