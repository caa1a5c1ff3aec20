/** Several moves of one milestone that wait for one mail: its reader is told once, from the day they know to the one that counts. */
import type { MilestoneNote, Note } from '../ask.ts'

/** Lines that one mail tells as one. */
export interface Joined {
  /** As they wait, oldest first. */
  notes: readonly [Note, ...Note[]]
  /** The newest one, saying all of them; absent where the milestone is back where it was. */
  says?: Note
}

/** Moves of the same milestone that follow each other, each other line by itself. Oldest first. */
export const joinMoves = (notes: readonly Note[]): Joined[] => {
  const chains: [Note, ...Note[]][] = []
  for (const note of notes) {
    const before = note.kind === 'moved' ? chains.find((chain) => follows(note, chain.at(-1)!)) : undefined
    if (before) before.push(note)
    else chains.push([note])
  }
  return chains.map((chain) => ({ notes: chain, ...said(chain) }))
}

const follows = ({ about }: MilestoneNote, before: Note): boolean =>
  before.kind === 'moved' &&
  before.about.to === about.from &&
  (before.about.id ?? before.about.milestone) === (about.id ?? about.milestone)

const said = (chain: readonly [Note, ...Note[]]): { says?: Note } => {
  const [first, last] = [chain[0], chain.at(-1)!]
  if (chain.length === 1 || first.kind !== 'moved' || last.kind !== 'moved') return { says: last }
  const { from } = first.about
  if (from === last.about.to && last.about.into === undefined) return {}
  return { says: { ...last, about: { ...last.about, from } } }
}
