/**
 * What one person's mail of one slot carries, and what each of their asks does next. The only place that decides whether
 * somebody is mailed: one mail per person and slot, within the budget, with a reason for every line that is or is not there.
 */
import type { Ask, Mail, MailEntry, Note, PersonState } from './ask.ts'
import type { Escalation } from './ask-escalation.ts'
import { decisionIn, isSnoozed, settledBecause, sparedUntil } from './ask-ladder.ts'
import { isAskedAgain } from './ask-move.ts'
import { hasMailOfItsOwn, nameIn } from './ask-opening.ts'
import type { Decision } from './decision.ts'
import { hindrance } from './escalation-order.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { slotAfter, slotFrom, workingTimeOf, worksAt } from './ladder-time.ts'
import { byDeadline, type Moves, movesOf } from './mail-moves.ts'
import { type NotesOfSlot, splitNotes } from './mail-notes.ts'
import { occasionOf, slotInstant } from './mail-occasion.ts'
import { MAX_MAIL_ASKS } from './mail-room.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { slotPresent } from './presence.ts'

/** One slot of one person. `slot` is the key of the mail: an instant; `instant#A-…` for one ask that goes at once; `instant#reference` for a mail the person asked for. */
export interface MailFacts {
  plan: ResolvedPlan
  person: string
  slot: string
  /** All of the person's asks; those that are not open are passed over. */
  asks: readonly Ask[]
  /** The person's notes; those already mailed or dropped are passed over. */
  notes: readonly Note[]
  /** The person's recent mails, for the budget. */
  mails: readonly Mail[]
  states: readonly PersonState[]
  /** Decisions of the asks and notes; one that is missing here counts as still open. */
  decisions: readonly Decision[]
  /** Asks of others that the notes are about, where no decision says whether they still hold. */
  silent?: readonly Ask[]
}

/** A mail to plan: `urgent` ones are mails of their own. */
export interface PlannedSlot {
  person: string
  slot: string
  urgent: boolean
}

/** What to write in one transaction. Without `mail` nothing is sent and the slot's mail is skipped. */
export interface MailPlan {
  mail?: { entries: MailEntry[]; notes: string[] }
  /** Asks that changed, each one revision further. */
  advance: Ask[]
  /** Notes that changed: carried by this mail, or dropped. */
  notes: Note[]
  escalations: Escalation[]
  nextSlots: PlannedSlot[]
  /** A sentence for every ask and note looked at. */
  reasons: string[]
}

/** Plans the mail of a slot at `now` (epoch ms). Same facts, same plan. */
export const planMail = (facts: MailFacts, now: number): MailPlan => {
  const at = Math.max(now, parseInstant(slotInstant(facts.slot)))
  const open = facts.asks.filter((ask) => ask.state === 'open').sort(byDeadline)
  const occasion = occasionOf(facts.slot)
  if (occasion === 'pack') return PACK_MAIL
  if (occasion === 'asked-for') return askedFor(facts, open, at)
  if (occasion === 'slot' && !worksAt(workingTimeOf(facts.plan, facts.person), at)) return dayOff(facts, open, at)
  if (occasion === 'leaving') return leaving(facts, open, at)
  const moves = movesOf(facts, open, at)
  const notes = occasion === 'urgent' ? NO_NOTES : splitNotes(facts, moves.spent, moves.room, at)
  const asked = moves.taken.filter((move) => move.how !== undefined).sort((a, b) => byDeadline(a.ask, b.ask))
  const sends = asked.length + notes.carried.length > 0
  const advance = moves.taken.map((move) => move.ask)
  const later = [...open.filter((ask) => !advance.some((moved) => moved.id === ask.id)), ...advance]
  const shown = [...asked, ...moves.left].map(({ ask }) => ask.id)
  const room = MAX_MAIL_ASKS - asked.length
  const context =
    sends && occasion === 'slot' ? contextOf(later, { shown, wanted: wantedBy(notes.carried), room }, at) : []
  const escalations = moves.taken.flatMap((move) => move.escalation ?? [])
  const entries = [
    ...asked.map((move) => entryOf(move.ask, move.how!)),
    ...context.map((ask) => entryOf(ask, 'still-open')),
  ]
  return {
    ...(sends ? { mail: { entries, notes: notes.carried.map((note) => note.id) } } : {}),
    advance,
    notes: [...notes.carried, ...notes.dropped],
    escalations,
    nextSlots: nextSlotsOf(facts, later, notes.waiting.length > 0, escalations, at),
    reasons: reasonsOf(moves, context, notes, sends),
  }
}

/** A pack carries no ask, moves none and counts against no budget. */
const PACK_MAIL: MailPlan = {
  mail: { entries: [], notes: [] },
  advance: [],
  notes: [],
  escalations: [],
  nextSlots: [],
  reasons: ['sent: the pack of a review this person chairs or answers for'],
}

const NO_NOTES: NotesOfSlot = { carried: [], dropped: [], waiting: [] }

const reasonsOf = (moves: Moves, context: readonly Ask[], notes: NotesOfSlot, sends: boolean): string[] => [
  ...moves.taken.map(({ ask, reason }) => `ask ${ask.id}: ${reason}`),
  ...moves.left.map(({ ask, reason }) => `ask ${ask.id}: ${reason}`),
  ...context.map((ask) => `ask ${ask.id}: listed as still open`),
  ...notes.carried.map((note) => `note ${note.id}: told`),
  ...notes.dropped.map((note) => `note ${note.id}: not told: ${note.dropped}`),
  ...notes.waiting.map((note) => `note ${note.id}: waits for the next slot`),
  ...(sends ? [] : ['no mail: nothing to send in this slot']),
]

const entryOf = (ask: Ask, how: MailEntry['how']): MailEntry => ({ ask: ask.id, epoch: ask.epoch, how })

/** Questions that a line asks its reader about: the line needs them beside it, however little else is said of them. */
const wantedBy = (notes: readonly Note[]): Set<string> =>
  new Set(notes.flatMap((note) => (note.kind === 'urged' || note.kind === 'confirm' ? [note.about.ask] : [])))

/** What the person has had before and still has open: shown because a mail goes anyway, never a reason for one. */
const contextOf = (
  asks: readonly Ask[],
  { shown, wanted, room }: { shown: readonly string[]; wanted: ReadonlySet<string>; room: number },
  at: number,
): Ask[] =>
  asks
    .filter((ask) => ask.state === 'open' && !shown.includes(ask.id))
    .filter(
      (ask) =>
        wanted.has(ask.id) || (ask.mails.length > 0 && !isSnoozed(ask, at) && sparedUntil(ask, at) === undefined),
    )
    .sort((a, b) => Number(wanted.has(b.id)) - Number(wanted.has(a.id)) || byDeadline(a, b))
    .slice(0, Math.max(0, room))

/** A mail the person asked for: everything that is open, no ask moves, no budget. */
const askedFor = (facts: MailFacts, open: readonly Ask[], at: number): MailPlan => {
  const decisions = new Map(facts.decisions.map((decision) => [decision.id, decision]))
  const waiting = open.filter((ask) => settledBecause(ask, decisionIn(decisions, ask)) === undefined)
  const shown = waiting.slice(0, MAX_MAIL_ASKS)
  const reasons = shown.map(
    (ask) => `ask ${ask.id}: listed, because ${nameIn(facts.plan, facts.person)} asked for a fresh mail`,
  )
  return {
    ...(shown.length > 0 ? { mail: { entries: shown.map((ask) => entryOf(ask, 'still-open')), notes: [] } } : {}),
    advance: [],
    notes: [],
    escalations: [],
    nextSlots: nextSlotsOf(facts, open, false, [], at),
    reasons: shown.length > 0 ? reasons : ['no mail: nothing is open any more'],
  }
}

/** Somebody said that they are away: all they lead goes to who stands in, and nothing to them. What does not fit goes with one more of these. */
const leaving = (facts: MailFacts, open: readonly Ask[], at: number): MailPlan => {
  const here = { advance: [], notes: [], escalations: [], nextSlots: [], reasons: ['no mail: they are back'] }
  if (hindrance(facts, facts.person, at) === undefined) return here
  const moves = movesOf(facts, open, at)
  const escalations = moves.taken.flatMap((move) => move.escalation ?? [])
  const more = { person: facts.person, slot: `${facts.slot}+`, urgent: true }
  return {
    advance: moves.taken.map((move) => move.ask),
    notes: [],
    escalations,
    nextSlots: [
      ...(moves.left.length > 0 ? [more] : []),
      ...escalations.map(({ to, planSlot, urgent }) => ({ person: to, slot: planSlot, urgent })),
    ],
    reasons: reasonsOf(moves, [], NO_NOTES, false),
  }
}

/** The calendar of the moment says that the person does not work today: everything waits for their next slot. */
const dayOff = (facts: MailFacts, open: readonly Ask[], at: number): MailPlan => {
  const notes = facts.notes.some((note) => note.mail === undefined && note.dropped === undefined)
  const next = nextSlotsOf(facts, open, notes, [], at)
  return {
    advance: [],
    notes: [],
    escalations: [],
    nextSlots: next,
    reasons: ['no mail: not a working day of theirs; all waits for the next slot'],
  }
}

/** The person's earliest next step, never before the slot after this one, and the slots of whoever gets something. */
const nextSlotsOf = (
  facts: MailFacts,
  asks: readonly Ask[],
  notesWait: boolean,
  escalations: readonly Escalation[],
  at: number,
): PlannedSlot[] => {
  const following = slotAfter(workingTimeOf(facts.plan, facts.person), at)
  const steps = asks.filter((ask) => ask.state === 'open' && ask.stepAt !== undefined && !isSeparate(ask, at))
  const time = workingTimeOf(facts.plan, facts.person)
  const times = steps.map((ask) => {
    const next = parseInstant(ask.stepAt!)
    if (next <= at) return following
    // Its machine sends it sooner; the slot after is there for one that does not.
    return hasMailOfItsOwn(ask) ? slotFrom(time, next) : next
  })
  // What no mail had room for; what rests or sleeps has a step of its own.
  if (asks.some((ask) => isAskedAgain(ask, at))) times.push(following)
  if (notesWait) times.push(slotPresent(facts, facts.person, at))
  const own =
    times.length === 0 ? [] : [{ person: facts.person, slot: formatInstant(Math.min(...times)), urgent: false }]
  const others = escalations.map(({ to, planSlot, urgent }) => ({ person: to, slot: planSlot, urgent }))
  const keys = new Set<string>()
  return [...own, ...others].filter(({ person, slot }) => {
    const key = `${person} ${slot}`
    return !keys.has(key) && keys.add(key) !== undefined
  })
}

/** An urgent ask that is still to be delivered has a mail of its own, planned when it was opened; one put off until they are back has none. */
const isSeparate = (ask: Ask, at: number): boolean =>
  ask.urgent && ask.step === 'deliver' && parseInstant(ask.stepAt!) <= at
