/** What one due ask does at a slot: goes out, reminds, tells, passes on, rests or ends. Always with its reason. */
import type { Ask, MailEntry } from './ask.ts'
import { asksAgain } from './ask-check-in.ts'
import { type Escalation, passOn, tellManager } from './ask-escalation.ts'
import {
  decisionIn,
  isSnoozed,
  isTakenUp,
  type NextStep,
  nextStep,
  restStep,
  runsByClock,
  settledEnd,
  sparedUntil,
} from './ask-ladder.ts'
import { ended, nameIn, withdrawAsk } from './ask-opening.ts'
import type { Decision } from './decision.ts'
import { CHAIN_STEP_WORKING_DAYS } from './decision-opening.ts'
import {
  escalationOrder,
  hindrance,
  hindranceKind,
  nextInLine,
  personInRole,
  STAND_IN_ORDER,
  type Surroundings,
  skippedWords,
} from './escalation-order.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { slotAfterDays, slotFrom, workingTimeOf } from './ladder-time.ts'
import { slotInstant } from './mail-occasion.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { slotPresent } from './presence.ts'
import { wantsNone } from './reminders.ts'

/** The facts a move is decided from; `decisions` by id, an unknown one counts as open. */
export interface MoveFacts extends Surroundings {
  decisions: ReadonlyMap<string, Decision>
  slot: string
  /** The moment the slot is worked off (epoch ms). */
  at: number
  /** The addressee just said that they are away: nothing waits for its own step. */
  leaving?: boolean
}

/** The ask afterwards, how it appears in the mail (not at all when absent), and what goes to others. */
export interface Move {
  ask: Ask
  how?: MailEntry['how']
  escalation?: Escalation
  reason: string
}

/** The move of an open ask whose step is due, or that a further cycle asks about. */
export const moveOf = (facts: MoveFacts, ask: Ask): Move => {
  const decision = decisionIn(facts.decisions, ask)
  const over = settledEnd(ask, decision, (id) => nameIn(facts.plan, id))
  if (over !== undefined) {
    const { because, closedFor } = over
    return { ask: withdrawAsk(ask, because, facts.at, closedFor), reason: `not asked any more: ${because}` }
  }
  const again = isAskedAgain(ask, facts.at)
  const mails = facts.leaving || again || ask.step === 'deliver' || ask.step === 'remind'
  const why = mails ? hindrance(facts, ask.person, facts.at) : undefined
  if (why !== undefined) return ask.leads ? standIn(facts, ask, why) : waitForCopy(facts, ask, why)
  const isStep = !again || (ask.stepAt !== undefined && parseInstant(ask.stepAt) <= facts.at)
  const step = isStep ? stepOf(facts, ask, decision) : undefined
  return again ? asked(facts, ask, step) : step!
}

const stepOf = (facts: MoveFacts, ask: Ask, decision: Decision | undefined): Move => {
  if (ask.step === 'deliver') return deliver(facts, ask)
  const mayRest = ask.step !== 'escalate' || (runsByClock(ask) && parseInstant(ask.dueBy) > facts.at)
  if (mayRest && rests(facts, ask, decision)) return rest(facts, ask)
  if (ask.step === 'remind') return remind(facts, ask)
  return ask.step === 'tell-manager' ? tell(facts, ask) : escalate(facts, ask, '')
}

/** A further cycle asks, and its addressee wanted neither to be left alone nor just took it up. */
export const isAskedAgain = (ask: Ask, at: number): boolean =>
  asksAgain(ask) && !isSnoozed(ask, at) && sparedUntil(ask, at) === undefined

/** In the mail of its cycle, whatever its ladder does besides; where that mails it anyway, once. */
const asked = ({ slot }: MoveFacts, before: Ask, step: Move | undefined): Move => {
  const reason = 'asked again: another review asks, and it still waits'
  if (step === undefined) {
    return { ask: { ...before, mails: [...before.mails, slot], revision: before.revision + 1 }, how: 'ask', reason }
  }
  if (step.how !== undefined) return step
  return {
    ...step,
    ask: { ...step.ask, mails: [...step.ask.mails, slot] },
    how: 'ask',
    reason: `${step.reason}; ${reason}`,
  }
}

/** After a snooze the addressee wanted to hear again, even of something taken up. */
const rests = ({ at }: MoveFacts, ask: Ask, decision: Decision | undefined): boolean =>
  isTakenUp(ask, decision) &&
  !(ask.step === 'remind' && ask.snoozedUntil !== undefined) &&
  (!ask.leads || parseInstant(ask.dueBy) > at)

const rest = ({ plan }: MoveFacts, ask: Ask): Move =>
  ask.leads
    ? { ask: stepped(ask, restStep(plan, ask)), reason: 'taken up; the ladder rests until the deadline' }
    : { ask: stepped(ask, { step: 'end' }), reason: 'taken up; a copy is not reminded of it' }

const deliver = ({ plan, slot, at }: MoveFacts, ask: Ask): Move => ({
  ask: mailed(ask, slot, nextStep(plan, ask, 'deliver', at)),
  how: ask.leads || ask.handedBy ? 'ask' : 'escalated',
  reason: askedBecause(plan, ask),
})

const askedBecause = (plan: ResolvedPlan, { handedBy, leads, role, owner }: Ask): string => {
  if (handedBy) return `asked, because ${nameIn(plan, handedBy.person)} handed it over`
  return leads ? 'asked' : `asked as ${role}, because ${nameIn(plan, owner)} was silent`
}

const remind = (facts: MoveFacts, ask: Ask): Move => {
  const { plan, slot, at } = facts
  const spared = sparedUntil(ask, at)
  if (spared !== undefined) {
    const step = { step: 'remind' as const, at: slotFrom(workingTimeOf(plan, ask.person), spared) }
    return { ask: stepped(ask, step), reason: 'not reminded: answered within the last 3 days' }
  }
  const next = nextStep(plan, ask, 'remind', at)
  // A reminder they asked for by putting the question off is wanted.
  if (ask.snoozedUntil === undefined && wantsNone(facts, ask.person)) return unreminded(facts, ask, next)
  const reminded = mailed(ask, slot, next)
  const reason = ask.snoozedUntil === undefined ? `reminded ${daysWords(facts, ask)}` : 'reminded: put off until now'
  if (next.step !== 'tell-manager' || next.at! > at) return { ask: reminded, how: 'remind', reason }
  // The review closes before the line could come with another slot.
  const told = tell(facts, reminded, 'its review closes soon')
  const both = { ...told.ask, revision: ask.revision + 1 }
  return { ...told, ask: both, how: 'remind', reason: `${reason}; ${told.reason}` }
}

/** The mail is left out and the ladder goes on: who unsubscribed from reminders still owes the answer. */
const unreminded = (facts: MoveFacts, ask: Ask, next: NextStep): Move => {
  const reason = 'not reminded: they want no reminders'
  const silent = stepped(ask, next)
  if (next.step !== 'tell-manager' || next.at! > facts.at)
    return { ask: silent, reason: `${reason}; the ladder goes on` }
  const told = tell(facts, ask, reason)
  return { ...told, ask: { ...told.ask, revision: ask.revision + 1 } }
}

/** After two working days, but for S1 and a check-in whose review closes before. */
const daysWords = ({ plan, at }: MoveFacts, ask: Ask): string => {
  const last = ask.mails.at(-1)
  if (last === undefined) return 'after 2 working days'
  const usual = slotAfterDays(workingTimeOf(plan, ask.person), parseInstant(slotInstant(last)), CHAIN_STEP_WORKING_DAYS)
  return usual <= at ? 'after 2 working days' : 'while there is time left'
}

const tell = (facts: MoveFacts, ask: Ask, reasonBefore?: string): Move => {
  const { plan, at } = facts
  const because = reasonBefore ?? (ask.mails.length > 1 ? 'not reminded again after two mails' : 'still silent')
  const manager = personInRole(plan, ask, 'manager')
  const name = nameIn(plan, ask.owner)
  if (manager === undefined) return escalate(facts, ask, `${name} has no manager to tell; `)
  const why = ask.asked.includes(manager) ? 'already has it' : hindrance(facts, manager, at)
  if (why !== undefined) return escalate(facts, ask, `the manager ${manager} ${why}; `)
  return {
    ask: stepped(ask, nextStep(plan, ask, 'tell-manager', at)),
    escalation: tellManager(facts, ask, manager, at),
    reason: `${because}; the manager ${manager} is told`,
  }
}

const escalate = (facts: MoveFacts, ask: Ask, before: string): Move => {
  const { plan, at, slot } = facts
  const { to, passedOver } = nextInLine(facts, ask, escalationOrder(ask.chain), at)
  const skipped = passedOver.length === 0 ? '' : ` (${skippedWords(facts, ask.owner, passedOver, at)})`
  if (!to) {
    const reason = `${before}nobody is left to ask${skipped}; the ladder ends, the ask stays open`
    return { ask: stepped(ask, { step: 'end' }), reason }
  }
  const overdue = parseInstant(ask.dueBy) <= at
  const because = `${nameIn(plan, ask.person)} ${overdue ? 'did not answer by the deadline' : 'is silent'}${skipped}`
  const fact = { said: 'escalated' as const, person: ask.person, overdue, passedOver }
  const escalation = passOn(plan, ask, { to, how: 'copy' }, { because, fact }, at)
  const asked = { ...ask, asked: [...ask.asked, to.person] }
  // The desk is the last: it always finds somebody, outside the system if need be.
  const next: NextStep = to.person === plan.organisation.desk ? { step: 'end' } : nextStep(plan, ask, 'escalate', at)
  const reason = `${before}${to.role} ${to.person} is asked too: ${because}`
  if (!owesReminder(facts, ask)) return { ask: stepped(asked, next), escalation, reason }
  return { ask: mailed(asked, slot, next), how: 'remind', escalation, reason: `${reason}; reminded at the deadline` }
}

/** A deadline that came before the second mail must not cost the addressee their reminder. */
const owesReminder = (facts: MoveFacts, ask: Ask): boolean =>
  ask.mails.length === 1 &&
  !isTakenUp(ask, decisionIn(facts.decisions, ask)) &&
  !isSnoozed(ask, facts.at) &&
  !wantsNone(facts, ask.person) &&
  hindrance(facts, ask.person, facts.at) === undefined

const standIn = (facts: MoveFacts, ask: Ask, why: string): Move => {
  const { plan, at } = facts
  const name = nameIn(plan, ask.person)
  const { to, passedOver } = nextInLine(facts, ask, STAND_IN_ORDER, at)
  const words = skippedWords(facts, ask.owner, passedOver, at)
  if (!to) {
    const reason = `${name} ${why} and nobody is left to stand in (${words}); the ladder ends, the ask stays open`
    return { ask: stepped(unasked(ask), { step: 'end' }), reason }
  }
  const skipped = passedOver.length === 0 ? '' : ` (${words})`
  const because = `${name} ${why}${skipped}`
  const hindered = hindranceKind(facts, ask.person, at)!
  const closing = { ended: 'hindered' as const, person: ask.person, hindrance: hindered }
  const fact = { said: 'handed-on' as const, closing, passedOver }
  // Whoever answers a copy finds by it who has the question now.
  const asked = [...ask.asked, to.person]
  const handed = ended(
    { ...ask, asked },
    { state: 'handed-on', epoch: ask.epoch + 1, closedBecause: because, closedFor: closing },
    at,
  )
  return {
    ask: handed,
    escalation: passOn(plan, ask, { to, how: 'hand-on' }, { because, fact }, at),
    reason: `handed on to ${to.role} ${to.person}: ${because}`,
  }
}

/** No mail is owed for the cycle that joined: there is nobody to send it to. */
const unasked = (ask: Ask): Ask => {
  if (ask.kind !== 'check-in') return ask
  const { joinedAt: _owed, ...rest } = ask
  return rest
}

/** A copy for somebody away waits for them, the ladder goes on without; one that cannot arrive at all ends. */
const waitForCopy = (facts: MoveFacts, ask: Ask, why: string): Move => {
  const { at } = facts
  if (why !== 'is away') return { ask: stepped(ask, { step: 'end' }), reason: `not sent: ${ask.person} ${why}` }
  const back = slotPresent(facts, ask.person, at)
  return {
    ask: stepped(ask, { step: ask.step, at: back }),
    reason: `waits until ${formatInstant(back)}: ${ask.person} is away`,
  }
}

const mailed = (ask: Ask, slot: string, next: NextStep): Ask => stepped({ ...ask, mails: [...ask.mails, slot] }, next)

/** The ask with its next step; one change, one revision. */
export const stepped = <A extends Ask>(ask: A, next: NextStep): A => {
  const { stepAt: _old, ...rest } = ask
  const stepAt = next.at === undefined ? {} : { stepAt: formatInstant(next.at) }
  return { ...(rest as A), step: next.step, ...stepAt, revision: ask.revision + 1 }
}
