/** What an ask sends to other people: a copy, a hand-on, or a line about its silence. */
import { type Ask, decisionIdOf, type Note, subjectOf } from './ask.ts'
import { mailSlotOf, nameIn, type Passing, passedAsk } from './ask-opening.ts'
import { titleOf } from './ask-title.ts'
import type { Surroundings } from './escalation-order.ts'
import { firstMailed } from './first-asked.ts'
import { idHash } from './hash.ts'
import type { HistoryEntry } from './history.ts'
import type { HistoryFact } from './history-fact.ts'
import { formatInstant } from './instant.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { slotPresent } from './presence.ts'

/** Something to write beside the ask that caused it; `id` follows from the ask and the step, so a repeat writes nothing new. */
interface Escalated {
  id: string
  to: string
  /** Key of the mail to plan for `to`. */
  planSlot: string
  /** That mail is one of its own, to be sent at once. */
  urgent: boolean
  history: HistoryEntry
}

/** A copy and a hand-on are an ask of somebody else, a note is a line in the manager's next mail. */
export type Escalation = Escalated & ({ kind: 'copy' | 'hand-on'; ask: Ask } | { kind: 'note'; note: Note })

/** Why an ask goes to somebody else: in English, for the log and the command line, and as facts. */
export interface PassedFor {
  because: string
  fact: PassedFact
}
type PassedFact =
  | Pick<Extract<HistoryFact, { said: 'escalated' }>, 'said' | 'person' | 'overdue' | 'passedOver'>
  | Pick<Extract<HistoryFact, { said: 'handed-on' }>, 'said' | 'closing' | 'passedOver'>

/** Gives the ask to a further person, beside the first or instead of them. */
export const passOn = (plan: ResolvedPlan, ask: Ask, passing: Passing, reason: PassedFor, now: number): Escalation => {
  const passed = passedAsk(plan, ask, passing, now)
  const what = passing.how === 'copy' ? 'Ask escalated' : 'Ask handed on'
  const why = `${nameIn(plan, passing.to.person)} (${passing.to.role}) is asked: ${reason.because}`
  const fact = { ...reason.fact, to: passing.to.person, role: passing.to.role, owner: ask.owner } as HistoryFact
  return {
    kind: passing.how,
    id: passed.id,
    to: passed.person,
    planSlot: mailSlotOf(passed)!,
    urgent: passed.urgent,
    ask: passed,
    history: { ...subjectOf(ask), at: formatInstant(now), what, who: 'clock', why, fact },
  }
}

/** Tells the manager that an ask is silent, in their own next mail. */
export const tellManager = (around: Surroundings, ask: Ask, manager: string, now: number): Escalation => {
  const { plan } = around
  const note: Note = {
    // A ladder that starts again after a snooze may tell again.
    id: `N-${idHash(['note', ask.id, String(ask.snoozes)])}`,
    person: manager,
    kind: 'silent-report',
    about: { person: ask.person, ask: ask.id, ...titleOf(ask), dueBy: ask.dueBy, since: firstMailed(ask) },
    decision: decisionIdOf(ask),
    createdAt: formatInstant(now),
  }
  const twice = ask.mails.length > 1
  const why = `${nameIn(plan, manager)} is told that ${nameIn(plan, ask.person)} has not answered${twice ? ' two mails' : ''}`
  const fact = { said: 'manager-told' as const, manager, person: ask.person, twice }
  return {
    kind: 'note',
    id: note.id,
    to: manager,
    planSlot: formatInstant(slotPresent(around, manager, now)),
    urgent: false,
    note,
    history: { ...subjectOf(ask), at: note.createdAt, what: 'Manager told', who: 'clock', why, fact },
  }
}
