import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Kind, Reference } from './references.ts'

type Initiative = ResolvedPlan['initiatives'][number]
type Milestone = NonNullable<Initiative['milestones']>[number]

const each = (kind: Kind, ids: readonly string[] | undefined, where: string): Reference[] =>
  (ids ?? []).map((id) => ({ kind, id, where }))

/** What priorities, initiatives, phases and milestones name. */
export function ofStrategy({ priorities, initiatives }: ResolvedPlan): Reference[] {
  return [
    ...priorities.flatMap((one): Reference[] => {
      const where = `Priority ${one.id}`
      return [
        { kind: 'person', id: one.accountable, where },
        { kind: 'kpi', id: one.outcome?.kpi, where },
        ...each(
          'function',
          one.functions.map((part) => part.function),
          where,
        ),
        ...each('initiative', one.initiatives, where),
      ]
    }),
    ...initiatives.flatMap(ofInitiative),
  ]
}

function ofInitiative(one: Initiative): Reference[] {
  const where = `Initiative ${one.id}`
  const milestones = [...(one.milestones ?? []), ...(one.phases ?? []).flatMap((phase) => phase.milestones ?? [])]
  return [
    { kind: 'person', id: one.accountable, where },
    ...each('person', one.responsible, where),
    ...each('person', one.consulted, where),
    ...each('person', one.informed, where),
    ...milestones.flatMap(ofMilestone),
  ]
}

function ofMilestone({ id, owner, dependsOn }: Milestone): Reference[] {
  const where = `Milestone ${id}`
  return [{ kind: 'person', id: owner, where }, ...each('milestone', dependsOn, where)]
}
