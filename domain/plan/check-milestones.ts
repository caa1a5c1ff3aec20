/** Rules about milestones: an order that can be kept, and days on which their owners are at work. */
import { circlesOf, circleText } from './circles.ts'
import { type PlanProblem, problem } from './finding.ts'
import { type PlacedMilestone, placedMilestones } from './placed.ts'
import type { Plan } from './plan.ts'
import { calendarsOf, isPersonAway, isWorkedOn } from './working-days.ts'

/** All problems of milestones but their owners and references, which `checkStrategy` looks at; initiatives without any. */
export const checkMilestones = (plan: Plan): PlanProblem[] => {
  const placed = placedMilestones(plan)
  return [
    ...waitingInCircles(placed),
    ...dependenciesTooLate(placed),
    ...afterOutcome(plan, placed),
    ...placed.flatMap(outsidePhase),
    ...ownersOff(plan, placed),
    ...initiativesWithout(plan, placed),
  ]
}

/** A milestone that waits for itself is another finding. */
const waitingInCircles = (placed: PlacedMilestone[]): PlanProblem[] => {
  const byId = new Map(placed.map((one) => [one.milestone.id, one]))
  const next = new Map(
    placed.map(({ milestone: { id, dependsOn = [] } }) => [id, dependsOn.filter((other) => other !== id)]),
  )
  return circlesOf(next).map((circle) => {
    const { milestone, path } = byId.get(circle[0]!)!
    const message = `milestones wait for each other: ${circleText(circle)}; remove one of these dependencies`
    return problem('milestone-cycle', [...path, 'dependsOn', milestone.dependsOn!.indexOf(circle[1]!)], message)
  })
}

const dependenciesTooLate = (placed: PlacedMilestone[]): PlanProblem[] => {
  const due = new Map(placed.map(({ milestone }) => [milestone.id, milestone.due]))
  return placed.flatMap(({ milestone, path }) =>
    (milestone.dependsOn ?? []).flatMap((id, d) => {
      const other = due.get(id)
      if (other === undefined || other <= milestone.due) return []
      const message = `"${id}" is due on ${other}, after "${milestone.id}" (${milestone.due}), which waits for it; move one of the two`
      return [problem('due-before-dependency', [...path, 'dependsOn', d], message)]
    }),
  )
}

/** Against the earliest outcome of the priorities it serves. */
const afterOutcome = (plan: Plan, placed: PlacedMilestone[]): PlanProblem[] => {
  const earliest = new Map<string, { priority: string; by: string }>()
  for (const { id, outcome, initiatives = [] } of plan.priorities ?? []) {
    for (const initiative of outcome ? initiatives : []) {
      const known = earliest.get(initiative)
      if (!known || outcome!.by < known.by) earliest.set(initiative, { priority: id, by: outcome!.by })
    }
  }
  return placed.flatMap(({ milestone, path, initiative }) => {
    const outcome = earliest.get(initiative.id)
    if (!outcome || milestone.due <= outcome.by) return []
    const message = `${milestone.due} is after ${outcome.by}, when priority "${outcome.priority}" is to be reached; move the milestone or the outcome`
    return [problem('milestone-after-outcome', [...path, 'due'], message)]
  })
}

const outsidePhase = ({ milestone: { due }, path, phase }: PlacedMilestone): PlanProblem[] => {
  if (!phase) return []
  const early = phase.from !== undefined && due < phase.from
  if (!early && (phase.to === undefined || due <= phase.to)) return []
  const limit = early
    ? `before phase "${phase.id}" begins on ${phase.from}`
    : `after phase "${phase.id}" ends on ${phase.to}`
  return [problem('milestone-outside-phase', [...path, 'due'], `${due} is ${limit}; move the milestone or the phase`)]
}

const ownersOff = (plan: Plan, placed: PlacedMilestone[]): PlanProblem[] => {
  const people = new Map(plan.people.map((person) => [person.id, person]))
  const calendar = calendarsOf(plan)
  return placed.flatMap(({ milestone: { due, owner }, path }) => {
    const person = owner === undefined ? undefined : people.get(owner)
    if (!person) return []
    const at = [...path, 'due']
    return [
      ...(isWorkedOn(calendar(person.calendar), due)
        ? []
        : [problem('milestone-on-day-off', at, `${due} is no working day of "${owner}"; take a working day`)]),
      ...(isPersonAway(person, due)
        ? [
            problem(
              'milestone-owner-away',
              at,
              `"${owner}" is away on ${due}; move the milestone or give it to somebody who is there`,
            ),
          ]
        : []),
    ]
  })
}

const initiativesWithout = (plan: Plan, placed: PlacedMilestone[]): PlanProblem[] => {
  const dated = new Set(placed.map(({ initiative }) => initiative.id))
  return (plan.initiatives ?? []).flatMap(({ id }, i) =>
    dated.has(id)
      ? []
      : [
          problem(
            'initiative-without-milestone',
            ['initiatives', i],
            `initiative "${id}" has no milestone; add one with a date and an owner`,
          ),
        ],
  )
}
