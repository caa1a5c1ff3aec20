/** Which asks move in a slot: those that are due, while the budget and the transaction have room. */
import type { Ask } from './ask.ts'
import { decisionIn, isTakenUp, settledBecause } from './ask-ladder.ts'
import { isAskedAgain, type Move, type MoveFacts, moveOf } from './ask-move.ts'
import { hasMailOfItsOwn } from './ask-opening.ts'
import type { Decision } from './decision.ts'
import { parseInstant } from './instant.ts'
import { budgetSpent } from './mail-budget.ts'
import { occasionOf, slotInstant } from './mail-occasion.ts'
import { newRoom, type Room } from './mail-room.ts'
import type { MailFacts } from './plan-mail.ts'
import { unreachableBecause } from './reachability.ts'

/** What moved, and what is left for the next slot with its reason. */
export interface Moves {
  taken: Move[]
  left: { ask: Ask; reason: string }[]
  /** Why nothing may be mailed in this slot. */
  spent?: string
  room: Room
}

/** Oldest deadline first; the id makes the order the same every time. */
export const byDeadline = (a: Ask, b: Ask): number =>
  parseInstant(a.dueBy) - parseInstant(b.dueBy) || (a.id < b.id ? -1 : 1)

/** What an earlier mail had no room for goes first, or a crowd of reminders could hold back a new ask for ever. */
const byWaiting = (a: Ask, b: Ask): number => stepTime(a) - stepTime(b) || byDeadline(a, b)

const stepTime = (ask: Ask): number => (ask.stepAt === undefined ? 0 : parseInstant(ask.stepAt))

/** Moves every due ask unless its mail is over the budget or the transaction is full. */
export const movesOf = (facts: MailFacts, open: readonly Ask[], at: number): Moves => {
  const decisions = new Map(facts.decisions.map((decision) => [decision.id, decision]))
  const leaving = occasionOf(facts.slot) === 'leaving'
  const moveFacts: MoveFacts = { plan: facts.plan, states: facts.states, decisions, slot: facts.slot, at, leaving }
  const spent = occasionOf(facts.slot) !== 'slot' ? undefined : budgetSpent(facts, at)
  const moves: Moves = { taken: [], left: [], spent, room: newRoom() }
  for (const ask of open.filter((candidate) => isDue(facts, candidate, decisions, at)).sort(byWaiting)) {
    const move = moveOf(moveFacts, ask)
    if (move.how && spent) moves.left.push({ ask, reason: `waits for the next slot: ${spent}` })
    else if (!moves.room.take(move)) moves.left.push({ ask, reason: 'waits for the next slot: this mail is full' })
    else moves.taken.push(move)
  }
  return moves
}

/** Due: its step's slot has come, or its decision is settled and nobody has told the ask. An urgent mail is about one ask. */
const isDue = (facts: MailFacts, ask: Ask, decisions: ReadonlyMap<string, Decision>, at: number): boolean => {
  const isReached = ask.stepAt !== undefined && parseInstant(ask.stepAt) <= parseInstant(slotInstant(facts.slot))
  if (occasionOf(facts.slot) === 'urgent') {
    const isIt = facts.slot.endsWith(`#${ask.id}`) && hasMailOfItsOwn(ask)
    return isIt && (ask.step === 'deliver' || isReached)
  }
  if (settledBecause(ask, decisionIn(decisions, ask)) !== undefined) return true
  // A copy waits for them; the ask that leads is with somebody else.
  if (occasionOf(facts.slot) === 'leaving') return ask.leads
  if (bounced(facts, ask) || isAskedAgain(ask, at)) return true
  return isReached
}

/** Who cannot be reached never saw the question: it goes on with the next slot, not when a reminder would be due. */
const bounced = (facts: MailFacts, ask: Ask): boolean =>
  ask.leads &&
  ask.step === 'remind' &&
  !isTakenUp(ask, undefined) &&
  unreachableBecause(facts, ask.person) !== undefined
