/** Rules about priorities and initiatives: every item owned, every reference known, every stretch of time forwards. */
import { type PlanProblem, problem } from './finding.ts'
import { placedMilestones } from './placed.ts'
import type { Plan } from './plan.ts'
import { type ReferenceCheck, referenceTo } from './reference.ts'

/** Unowned items and unknown references of priorities, initiatives, phases and milestones. */
export const checkStrategy = (plan: Plan): PlanProblem[] => {
  const person = referenceTo('person', plan.people)
  const fn = referenceTo('function', plan.functions ?? [])
  const kpi = referenceTo('KPI', plan.kpis)
  const initiative = referenceTo('initiative', plan.initiatives ?? [])
  const milestone = referenceTo(
    'milestone',
    placedMilestones(plan).map((placed) => placed.milestone),
  )
  const priorities = (plan.priorities ?? []).flatMap((p, i) => {
    const at = ['priorities', i]
    return [
      ...owned(p.accountable, 'accountable', `priority "${p.id}"`, at, person),
      ...kpi(p.outcome?.kpi, [...at, 'outcome', 'kpi']),
      ...(p.functions ?? []).flatMap((f, j) => fn(f.function, [...at, 'functions', j, 'function'])),
      ...(p.initiatives ?? []).flatMap((id, j) => initiative(id, [...at, 'initiatives', j])),
    ]
  })
  return [
    ...priorities,
    ...(plan.initiatives ?? []).flatMap((item, i) => checkInitiative(item, ['initiatives', i], person, milestone)),
  ]
}

type Initiative = NonNullable<Plan['initiatives']>[number]
type Milestone = NonNullable<Initiative['milestones']>[number]

const checkInitiative = (
  item: Initiative,
  at: PropertyKey[],
  person: ReferenceCheck,
  milestone: ReferenceCheck,
): PlanProblem[] => {
  const checkMilestones = (list: Milestone[], path: PropertyKey[]) =>
    list.flatMap((m, j) => [
      ...owned(m.owner, 'owner', `milestone "${m.id}"`, [...path, j], person),
      ...(m.dependsOn ?? []).flatMap((id, d) => milestone(id, [...path, j, 'dependsOn', d])),
    ])
  return [
    ...owned(item.accountable, 'accountable', `initiative "${item.id}"`, at, person),
    ...(['responsible', 'consulted', 'informed'] as const).flatMap((role) =>
      (item[role] ?? []).flatMap((id, j) => person(id, [...at, role, j])),
    ),
    ...checkMilestones(item.milestones ?? [], [...at, 'milestones']),
    ...(item.phases ?? []).flatMap((phase, p) => [
      ...(phase.from && phase.to && phase.from > phase.to
        ? [
            problem(
              'backwards',
              [...at, 'phases', p],
              `phase "${phase.id}" ends on ${phase.to}, before ${phase.from}; swap them`,
            ),
          ]
        : []),
      ...checkMilestones(phase.milestones ?? [], [...at, 'phases', p, 'milestones']),
    ]),
  ]
}

/** Exactly one person answers for the item; nobody is an error, an unknown one is another. */
const owned = (
  id: string | undefined,
  key: string,
  what: string,
  at: PropertyKey[],
  person: ReferenceCheck,
): PlanProblem[] =>
  id === undefined
    ? [problem('unowned', at, `nobody answers for ${what}; add "${key}:" with one person`)]
    : person(id, [...at, key])
