/** Rules about reinforcement programmes: sponsor, audience and measures exist. */
import type { PlanProblem } from './finding.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'

/** References of every programme. */
export const checkProgrammes = (plan: Plan): PlanProblem[] => {
  const person = referenceTo('person', plan.people)
  const fn = referenceTo('function', plan.functions ?? [])
  const kpi = referenceTo('KPI', plan.kpis)
  const initiative = referenceTo('initiative', plan.initiatives ?? [])
  return (plan.programmes ?? []).flatMap((programme, i) => {
    const at = ['programmes', i]
    const { audience, measures } = programme
    return [
      ...initiative(programme.initiative, [...at, 'initiative']),
      ...person(programme.sponsor, [...at, 'sponsor']),
      ...(programme.champions ?? []).flatMap((id, j) => person(id, [...at, 'champions', j])),
      ...(audience.functions ?? []).flatMap((id, j) => fn(id, [...at, 'audience', 'functions', j])),
      ...(audience.people ?? []).flatMap((id, j) => person(id, [...at, 'audience', 'people', j])),
      ...(['adoption', 'utilisation', 'proficiency'] as const).flatMap((measure) =>
        kpi(measures[measure], [...at, 'measures', measure]),
      ),
    ]
  })
}
