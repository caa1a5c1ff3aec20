/** Which lines a person is told in a mail: those still true, as far as there is room. */
import { type Ask, isAskNote, type Note, type PersonState } from './ask.ts'
import type { Decision } from './decision.ts'
import { awaitsConfirming } from './decision-confirming.ts'
import { hindrance, type Surroundings } from './escalation-order.ts'
import type { Room } from './mail-room.ts'
import { joinMoves } from './review/milestone-joined.ts'

/** Notes after a slot; `waiting` ones are unchanged. */
export interface NotesOfSlot {
  carried: Note[]
  dropped: Note[]
  waiting: Note[]
}

/** Splits the notes that wait, oldest first. `spent` is set when no mail may go. */
export const splitNotes = (
  facts: Surroundings & {
    person: string
    notes: readonly Note[]
    decisions: readonly Decision[]
    silent?: readonly Ask[]
    slot: string
  },
  spent: string | undefined,
  room: Room,
  at: number,
): NotesOfSlot => {
  const result: NotesOfSlot = { carried: [], dropped: [], waiting: [] }
  const hindered = hindrance(facts, facts.person, at)
  const decisions = new Map(facts.decisions.map((decision) => [decision.id, decision]))
  const waiting = facts.notes.filter((note) => note.mail === undefined && note.dropped === undefined).sort(byAge)
  for (const { notes, says } of joinMoves(waiting)) {
    const moot =
      says &&
      (untrueNote(says, decisions, facts.silent ?? [], facts.states) ?? (hindered === 'is away' ? undefined : hindered))
    // What is told as one waits as one too, as it is: else the line that is left says less than it has to.
    if ((!moot && (spent || hindered)) || !notes.every(() => room.takeNote())) result.waiting.push(...notes)
    else {
      for (const note of notes.slice(0, -1))
        result.dropped.push({ ...note, dropped: 'it moved again before this was told' })
      if (!says) result.dropped.push({ ...notes.at(-1)!, dropped: 'it is back where it was' })
      else if (moot) result.dropped.push({ ...says, dropped: moot })
      else result.carried.push({ ...says, mail: facts.slot })
    }
  }
  return result
}

/** Why a note says nothing true any more; undefined while it does, and where nothing is known of what it is about. */
export const untrueNote = (
  note: Note,
  decisions: ReadonlyMap<string, Decision>,
  silent: readonly Ask[],
  states: readonly PersonState[],
): string | undefined => {
  if (note.kind === 'moved') return undefined
  if (!isAskNote(note)) {
    const state = states.find(({ person }) => person === note.about.person)
    return state && state.remindersOff === undefined ? 'they want reminders again' : undefined
  }
  if (note.decision !== undefined) {
    const decision = decisions.get(note.decision)
    if (note.kind === 'confirm')
      return decision && !awaitsConfirming(decision) ? 'nobody has to confirm it any more' : undefined
    // Taken up is not decided: who was asked again hears of it all the same.
    if (note.kind === 'urged' && decision?.state === 'acknowledged') return undefined
    return decision && untrue(decision)
  }
  const ask = note.kind === 'silent-report' ? silent.find((one) => one.id === note.about.ask) : undefined
  return ask?.state === 'answered' || ask?.state === 'withdrawn' ? `the question is ${ask.state}` : undefined
}

/** Why nobody is silent about a decision any more: it was taken up or settled, by somebody and not by time. */
export const untrue = (decision: Decision): string | undefined => {
  if (decision.state === 'open') return undefined
  const byTime = decision.state === 'decided' && decision.choice?.by === 'fallback'
  const rethinking = decision.state === 'closed' && decision.attempt === 2 && decision.rethink === undefined
  return byTime || rethinking ? undefined : `the decision is ${decision.state}`
}

const byAge = (a: Note, b: Note): number =>
  a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1
