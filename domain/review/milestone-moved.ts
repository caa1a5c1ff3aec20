/** Whom another day of a milestone, or two parts in its place, concern: the owners of what waits for it, each with one line in a mail of theirs. */
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
  /** After the answer; anything but a move or a split tells nobody. */
  state: MilestoneState
  /** What waits for it and is not done. */
  dependants: readonly Milestone[]
}

type Told = Pick<MilestoneNote['about'], 'person' | 'from' | 'to' | 'because' | 'into'> & { at: string }

/** One note for each owner but whoever moved or split it; the same answer gives the same notes. */
export const movedNotes = ({ milestone, state, dependants }: Moving): MilestoneNote[] => {
  const told = splitOf(milestone, state) ?? moveOf(milestone, state)
  if (!told) return []
  const { at, ...about } = told
  const owned = dependants.filter(({ owner }) => owner !== undefined && owner !== about.person)
  return [...Map.groupBy(owned, ({ owner }) => owner!)].slice(0, MOST_TOLD).map(([person, waiting]) => ({
    id: `N-${idHash(['moved', milestone.id, String(state.revision), person])}`,
    person,
    kind: 'moved',
    about: {
      ...about,
      milestone: milestone.name,
      id: milestone.id,
      waits: waiting.map(({ name, due }) => ({ name, due })),
    },
    createdAt: at,
  }))
}

const moveOf = ({ due }: Moving['milestone'], state: MilestoneState): Told | undefined => {
  const move = state.moves.at(-1)
  if (!move || move.from !== due || state.due?.date !== move.to) return undefined
  return { person: move.by, at: move.at, from: move.from, to: move.to, because: move.reason }
}

/** What waits for the whole waits for both parts: until the later day. */
const splitOf = ({ due }: Moving['milestone'], { split }: MilestoneState): Told | undefined => {
  if (!split) return undefined
  const into = split.into.map((part) => ({ name: part.name, due: part.due }))
  const to = into
    .map((part) => part.due)
    .sort()
    .at(-1)!
  return { person: split.by, at: split.at, from: due, to, because: '', into }
}
