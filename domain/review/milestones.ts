/** The milestones of a plan as they stand: what answers said (done, another day, split in two) laid over what is written. */
import { ownerOf, milestonesOf as writtenIn } from '../plan/items.ts'
import type { ResolvedPlan } from '../plan/resolved.ts'
import type { MilestoneState } from './milestone-state.ts'

/** A milestone, or a part of one that was split. */
export interface Milestone {
  id: string
  name: string
  /** The day that holds. */
  due: string
  /** The day the plan, or the split, gave it. */
  planned: string
  initiative: string
  /** Absent: the initiative's accountable person answers, else nobody is named. */
  owner?: string
  /** The milestone of the plan this is a part of. */
  part?: string
  dependsOn: readonly string[]
  doneOn?: string
  moved: number
}

/** What answers said, by milestone. */
export type MilestoneStates = ReadonlyMap<string, MilestoneState>

type Initiative = ResolvedPlan['initiatives'][number]
type Written = NonNullable<Initiative['milestones']>[number]

/** All of them in the order of the plan. A split milestone is its two parts. */
export const milestonesOf = (plan: ResolvedPlan, states: MilestoneStates): Milestone[] =>
  plan.initiatives.flatMap((initiative) =>
    writtenIn(initiative).flatMap((written) => {
      const state = states.get(written.id)
      if (!state?.split) return [milestone(initiative, written, state)]
      return state.split.into.map((part) => ({
        ...milestone(initiative, { ...written, ...part }, states.get(part.id)),
        part: written.id,
      }))
    }),
  )

const milestone = (initiative: Initiative, written: Written, state: MilestoneState | undefined): Milestone => {
  const owner = ownerOf(initiative, written)
  return {
    id: written.id,
    name: written.name,
    due: dueOf(written.due, state),
    planned: written.due,
    initiative: initiative.id,
    ...(owner === undefined ? {} : { owner }),
    dependsOn: written.dependsOn ?? [],
    ...(state?.done ? { doneOn: state.done.on } : {}),
    moved: state?.moved ?? 0,
  }
}

/** A day that an answer gave holds until the plan itself names another one than it did then. */
export const dueOf = (planned: string, state: Pick<MilestoneState, 'due'> | undefined): string =>
  state?.due && state.due.planned === planned ? state.due.date : planned

/** By milestone of the plan, those not yet done that wait for it; parts wait for what the whole waited for. */
export const dependantsOf = (milestones: readonly Milestone[]): Map<string, Milestone[]> => {
  const dependants = new Map<string, Milestone[]>()
  for (const one of milestones) {
    if (one.doneOn !== undefined) continue
    for (const id of one.dependsOn) {
      const waiting = dependants.get(id)
      if (waiting) waiting.push(one)
      else dependants.set(id, [one])
    }
  }
  return dependants
}
