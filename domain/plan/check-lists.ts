/** Rules about lists of references: nothing twice, and nothing that refers to itself. */
import { type PlanProblem, problem } from './finding.ts'
import { placedMilestones } from './placed.ts'
import type { Plan } from './plan.ts'

/** Doubles in every list of ids, and KPIs or milestones that name themselves. */
export const checkLists = (plan: Plan): PlanProblem[] => [
  ...(plan.sources ?? []).flatMap((s, i) => doubles(s.kpis, ['sources', i, 'kpis'])),
  ...(plan.priorities ?? []).flatMap((p, i) => [
    ...doubles(p.initiatives, ['priorities', i, 'initiatives']),
    ...doubles(
      p.functions?.map((f) => f.function),
      ['priorities', i, 'functions'],
    ),
  ]),
  ...(plan.initiatives ?? []).flatMap((item, i) =>
    (['responsible', 'consulted', 'informed'] as const).flatMap((role) =>
      doubles(item[role], ['initiatives', i, role]),
    ),
  ),
  ...placedMilestones(plan).flatMap(({ milestone: { id, dependsOn }, path }) => [
    ...doubles(dependsOn, [...path, 'dependsOn']),
    ...itself(id, dependsOn, [...path, 'dependsOn'], 'a milestone cannot wait for itself'),
  ]),
  ...plan.kpis.flatMap(({ id, leads, tradesOff }, i) => [
    ...doubles(leads, ['kpis', i, 'leads']),
    ...doubles(tradesOff, ['kpis', i, 'tradesOff']),
    ...itself(id, leads, ['kpis', i, 'leads'], 'a KPI cannot move ahead of itself'),
    ...itself(id, tradesOff, ['kpis', i, 'tradesOff'], 'a KPI cannot pull against itself'),
  ]),
  ...(plan.reviews ?? []).flatMap((r, i) => [
    ...doubles(r.participants, ['reviews', i, 'participants']),
    ...(['priorities', 'functions', 'initiatives', 'kpis'] as const).flatMap((list) =>
      doubles(r.scope?.[list], ['reviews', i, 'scope', list]),
    ),
  ]),
  ...(plan.programmes ?? []).flatMap((p, i) => [
    ...doubles(p.champions, ['programmes', i, 'champions']),
    ...doubles(p.audience.functions, ['programmes', i, 'audience', 'functions']),
    ...doubles(p.audience.people, ['programmes', i, 'audience', 'people']),
  ]),
]

const doubles = (ids: readonly string[] | undefined, path: PropertyKey[]): PlanProblem[] => {
  if (ids === undefined || ids.length < 2) return []
  const seen = new Set<string>()
  return ids.flatMap((id, j) => {
    if (seen.has(id))
      return [problem('listed-twice', [...path, j], `"${id}" is already in this list; remove one or name another`)]
    seen.add(id)
    return []
  })
}

const itself = (
  id: string,
  ids: readonly string[] | undefined,
  path: PropertyKey[],
  because: string,
): PlanProblem[] => {
  const j = ids?.indexOf(id) ?? -1
  return j < 0
    ? []
    : [problem('self-reference', [...path, j], `"${id}" names itself, and ${because}; remove it or name another`)]
}
