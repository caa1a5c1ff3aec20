import type { ResolvedPlan, ResolvedProgramme, ResolvedReview, ResolvedWorkflow } from '../../domain/plan/resolved.ts'
import type { Kind, Reference } from './references.ts'

const each = (kind: Kind, ids: readonly string[] | undefined, where: string): Reference[] =>
  (ids ?? []).map((id) => ({ kind, id, where }))

/** What reviews, programmes and workflows name. */
export function ofMotion({ reviews = [], programmes = [], workflows = [] }: ResolvedPlan): Reference[] {
  return [...reviews.flatMap(ofReview), ...programmes.flatMap(ofProgramme), ...workflows.flatMap(ofWorkflow)]
}

function ofReview(one: ResolvedReview): Reference[] {
  const where = `Review ${one.id}`
  return [
    { kind: 'calendar', id: one.calendar, where },
    { kind: 'person', id: one.chair, where },
    ...each('person', one.participants, where),
    ...each('priority', one.scope?.priorities, where),
    ...each('function', one.scope?.functions, where),
    ...each('initiative', one.scope?.initiatives, where),
    ...each('kpi', one.scope?.kpis, where),
  ]
}

function ofProgramme(one: ResolvedProgramme): Reference[] {
  const where = `Programme ${one.id}`
  const { adoption, utilisation, proficiency } = one.measures
  return [
    { kind: 'initiative', id: one.initiative, where },
    { kind: 'person', id: one.sponsor, where },
    ...each('person', one.champions, where),
    ...each('function', one.audience.functions, where),
    ...each('person', one.audience.people, where),
    ...[adoption, utilisation, proficiency].map((id): Reference => ({ kind: 'kpi', id, where })),
  ]
}

function ofWorkflow(one: ResolvedWorkflow): Reference[] {
  return [
    { kind: 'person', id: one.owner, where: `Workflow ${one.id}` },
    { kind: 'priority', id: one.priority, where: `Workflow ${one.id}` },
    ...one.activities.flatMap((activity): Reference[] => {
      const where = `Activity ${activity.id} of workflow ${one.id}`
      return [
        { kind: 'person', id: activity.owner, where },
        { kind: 'function', id: activity.function, where },
      ]
    }),
  ]
}
