/** Rules about reinforcement programmes: sponsor, audience and measures exist, gates in order, not too much at once. */

import { audienceOf, membersByFunction } from './audience.ts'
import { hasTarget } from './check-use.ts'
import { PROGRAMME } from './defaults.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import type { ProgrammeSpec } from './programme.ts'
import { referenceTo } from './reference.ts'
import { saturation } from './saturation.ts'
import { calendarsOf, isWorkedOn } from './working-days.ts'

/** All problems of programmes. */
export const checkProgrammes = (plan: Plan): PlanProblem[] => {
  const members = membersByFunction(plan)
  const worked = calendarsOf(plan)()
  return [
    ...(plan.programmes ?? []).flatMap((programme, i) => {
      const at = ['programmes', i]
      return [
        ...checkGates(programme, at),
        ...checkAudience(programme, members, at),
        ...checkSponsor(programme, at),
        ...(isWorkedOn(worked, programme.goLive)
          ? []
          : [
              problem('go-live-on-day-off', [...at, 'goLive'], `${programme.goLive} is no working day; go live on one`),
            ]),
      ]
    }),
    ...checkReferences(plan),
    ...checkAdoption(plan),
    ...saturation(plan, members),
  ]
}

const checkReferences = (plan: Plan): PlanProblem[] => {
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

const checkGates = ({ id, gates = [], horizon = PROGRAMME.horizon }: ProgrammeSpec, at: PropertyKey[]): PlanProblem[] =>
  gates.flatMap((day, j) => {
    const path = [...at, 'gates', j]
    if (j > 0 && day <= gates[j - 1]!) {
      return [
        problem(
          'gates-unordered',
          path,
          `gate ${day} is not after gate ${gates[j - 1]}; list gates by day, earliest first`,
        ),
      ]
    }
    const message = `gate ${day} is beyond the horizon of programme "${id}" (${horizon} days); bring it forward or set "horizon:"`
    return day > horizon ? [problem('gate-after-horizon', path, message)] : []
  })

/** Fewest people whose measures are shown. */
const SHOWN_FROM = 5

const checkAudience = (programme: ProgrammeSpec, members: ReadonlyMap<string, string[]>, at: PropertyKey[]) => {
  const { size } = audienceOf(programme, members)
  if (size >= SHOWN_FROM) return []
  const message = `programme "${programme.id}" is for ${size} ${size === 1 ? 'person' : 'people'}; groups under ${SHOWN_FROM} are never shown, so widen the audience`
  return [problem('small-audience', [...at, 'audience'], message)]
}

const checkSponsor = ({ sponsor, champions = [] }: ProgrammeSpec, at: PropertyKey[]): PlanProblem[] => {
  const j = champions.indexOf(sponsor)
  const message = `"${sponsor}" sponsors this programme; name colleagues as champions`
  return j < 0 ? [] : [problem('sponsor-is-champion', [...at, 'champions', j], message)]
}

const checkAdoption = (plan: Plan): PlanProblem[] => {
  const untargeted = new Set(plan.kpis.filter((kpi) => !hasTarget(kpi)).map((kpi) => kpi.id))
  return (plan.programmes ?? []).flatMap(({ measures: { adoption } }, i) => {
    const message = `KPI "${adoption}" has no target, so no gate can say whether adoption is enough; add "target:" and "bands:" to it`
    return untargeted.has(adoption)
      ? [problem('adoption-without-target', ['programmes', i, 'measures', 'adoption'], message)]
      : []
  })
}
