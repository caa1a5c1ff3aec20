/**
 * What a reinforcement programme takes of people, in days from go-live (docs/plan-changes.md, "Load"). Counted only: no function
 * sends any of it. Expanding gaps between recalls: what is recalled just before it is forgotten is kept longest.
 */
import type { ResolvedPlan, ResolvedProgramme } from './resolved.ts'

/** One step: on which day, to whom, and whether it waits for an answer or only tells. */
export interface SequenceStep {
  day: number
  to: 'sponsor' | 'audience' | 'managers'
  asks: boolean
}

const step = (day: number, to: SequenceStep['to'], asks: boolean): SequenceStep => ({ day, to, asks })

/** Pre-flight, why, if-then plan, how-to, first use, managers' lists, recalls, the sponsor in sight, the pulse. Gates come from the plan. */
const STANDARD: readonly SequenceStep[] = [
  step(-14, 'sponsor', true),
  step(-7, 'audience', false),
  step(-3, 'audience', true),
  step(0, 'audience', false),
  step(2, 'audience', true),
  step(7, 'audience', true),
  step(10, 'managers', false),
  step(16, 'audience', true),
  step(35, 'audience', true),
  step(45, 'sponsor', false),
  step(60, 'audience', true),
  step(70, 'audience', true),
]

/** The steps of a programme up to its horizon, its gates to the sponsor included. Drift checks after it ask nobody unless there is drift. */
export const sequenceOf = ({ horizon, gates }: ResolvedProgramme): SequenceStep[] =>
  [...STANDARD, ...gates.map((day) => step(day, 'sponsor', true))].filter(({ day }) => day <= horizon)

/** The people of each side of a programme; who stands in its audience twice is there once. */
export const sidesOf = (plan: ResolvedPlan, programme: ResolvedProgramme): Record<SequenceStep['to'], string[]> => {
  const functions = new Set(programme.audience.functions)
  const named = new Set(programme.audience.people)
  const audience = plan.people.filter((one) => named.has(one.id) || functions.has(one.function ?? ''))
  const managers = new Set(audience.flatMap((one) => (one.manager === undefined ? [] : [one.manager])))
  return { sponsor: [programme.sponsor], audience: audience.map((one) => one.id), managers: [...managers] }
}
