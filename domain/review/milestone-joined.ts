/** Several moves of one milestone that wait for one mail: its reader is told once, from the day they know to the one that counts. */
import type { MilestoneNote, Note } from '../ask.ts'

/** A line, and why it says nothing new beside the others. */
interface Joined {
  note: Note
  told?: string
}

/** Of moves that follow each other the last one says all of them; what is back where it was is not worth a line. Oldest first. */
export const joinMoves = (notes: readonly Note[]): Joined[] => {
  const joined: Joined[] = notes.map((note) => ({ note }))
  for (const [i, one] of joined.entries()) {
    const { note } = one
    if (note.kind !== 'moved') continue
    const before = joined.slice(0, i).findLast((earlier) => isBefore(earlier, note))
    if (!before) continue
    const { from } = (before.note as MilestoneNote).about
    before.told = 'it moved again before this was told'
    one.note = { ...note, about: { ...note.about, from } }
    if (from === note.about.to && note.about.into === undefined) one.told = 'it is back where it was'
  }
  return joined
}

const isBefore = ({ note: earlier, told }: Joined, { about }: MilestoneNote): boolean =>
  earlier.kind === 'moved' &&
  told === undefined &&
  earlier.about.milestone === about.milestone &&
  earlier.about.to === about.from
