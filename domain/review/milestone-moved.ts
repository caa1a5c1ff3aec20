/** Whom another day of a milestone concerns: the owners of what waits for it, each with one line in a mail of theirs. */
import type { MilestoneNote } from '../ask.ts'
import { idHash } from '../hash.ts'
import type { MilestoneState } from './milestone-state.ts'
import type { Milestone } from './milestones.ts'

/** People told of one move: two writes each of a transaction that takes 100. */
const MOST_TOLD = 10

/** Everything a move is told by. */
export interface Moving {
  /** As it stood before. */
  milestone: Pick<Milestone, 'id' | 'name' | 'due'>
  /** After the answer; anything but a move tells nobody. */
  state: MilestoneState
  /** What waits for it and is not done. */
  dependants: readonly Milestone[]
}

/** One note for each owner but whoever moved it; the same move gives the same notes. */
export const movedNotes = ({ milestone, state, dependants }: Moving): MilestoneNote[] => {
  const move = state.moves.at(-1)
  if (!move || move.from !== milestone.due || state.due?.date !== move.to) return []
  const owned = dependants.filter(({ owner }) => owner !== undefined && owner !== move.by)
  return [...Map.groupBy(owned, ({ owner }) => owner!)].slice(0, MOST_TOLD).map(([person, waiting]) => ({
    id: `N-${idHash(['moved', milestone.id, String(state.revision), person])}`,
    person,
    kind: 'moved',
    about: {
      person: move.by,
      milestone: milestone.name,
      from: move.from,
      to: move.to,
      because: move.reason,
      waits: waiting.map(({ name, due }) => ({ name, due })),
    },
    createdAt: move.at,
  }))
}
