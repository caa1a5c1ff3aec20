/** Where the milestones of a plan are: under an initiative or under one of its phases. */
import type * as z from 'zod'
import type { Plan } from './plan.ts'
import type { InitiativeSpec, MilestoneSpec, PhaseSpec } from './strategy.ts'

type Initiative = z.infer<typeof InitiativeSpec>

/** A milestone with the path that leads to it. */
export interface PlacedMilestone {
  milestone: z.infer<typeof MilestoneSpec>
  path: PropertyKey[]
  initiative: Initiative
  phase?: z.infer<typeof PhaseSpec>
}

/** All milestones of a plan, in the order of the initiatives; an initiative's own before those of its phases. */
export const placedMilestones = (plan: Plan): PlacedMilestone[] =>
  (plan.initiatives ?? []).flatMap((initiative, i) => milestonesOf(initiative, ['initiatives', i]))

const milestonesOf = (initiative: Initiative, at: PropertyKey[]): PlacedMilestone[] => [
  ...(initiative.milestones ?? []).map((milestone, m) => ({ milestone, path: [...at, 'milestones', m], initiative })),
  ...(initiative.phases ?? []).flatMap((phase, p) =>
    (phase.milestones ?? []).map((milestone, m) => ({
      milestone,
      path: [...at, 'phases', p, 'milestones', m],
      initiative,
      phase,
    })),
  ),
]
