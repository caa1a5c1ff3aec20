/**
 * The ladder of a silent ask, in working days of its addressee: deliver · +2 remind · +2 tell the manager · +2 the manager
 * gets it too · then every 2 the next of the chain, to the desk. Copies only deliver and remind. When the deadline comes
 * first, the chain starts then; who has acknowledged is left alone until it. The close of a review hurries reminder and line
 * to the manager (ask-hurry.ts). An urgent decision (S1) goes by the clock instead: at once, then from respond-by to respond-by
 * to the next of the chain, each with a mail of its own.
 */
import { type Ask, type AskStep, decisionIdOf } from './ask.ts'
import { actionStep } from './ask-action-ladder.ts'
import { lastSlots } from './ask-hurry.ts'
import type { Decision } from './decision.ts'
import { awaitsChoice, type NameOf, settledSentence, settlementOf } from './decision-change.ts'
import { CHAIN_STEP_WORKING_DAYS } from './decision-opening.ts'
import type { Closing } from './history-fact.ts'
import { parseInstant } from './instant.ts'
import { slotAfterDays, slotFrom, workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import type { Settlement } from './refused-because.ts'

const [HOUR, DAY] = [3_600_000, 86_400_000]

/** Nobody is reminded of what they answered within the last three days. */
export const ANSWERED_DAYS = 3

/** A step and its slot (epoch ms); without a slot the ladder has ended. */
export interface NextStep {
  step: AskStep
  at?: number
}

const FOLLOWING: Readonly<Record<AskStep, AskStep>> = {
  deliver: 'remind',
  remind: 'tell-manager',
  'tell-manager': 'escalate',
  escalate: 'escalate',
  end: 'end',
}

/** What follows the step just done at `at`. */
export const nextStep = (plan: ResolvedPlan, ask: Ask, done: AskStep, at: number): NextStep => {
  const time = workingTimeOf(plan, ask.person)
  const later = slotAfterDays(time, at, CHAIN_STEP_WORKING_DAYS)
  if (!ask.leads) return done === 'deliver' ? { step: 'remind', at: later } : { step: 'end' }
  if (done === 'end') return { step: 'end' }
  if (runsByClock(ask)) return clockStep(ask, at)
  if (ask.kind === 'action') return actionStep(time, ask.dueBy, done, at)
  if (done === 'escalate') return { step: 'escalate', at: later }
  const due = parseInstant(ask.dueBy)
  if (due <= at) return { step: 'escalate', at: later }
  if (ask.acknowledgedAt !== undefined) return restStep(plan, ask)
  const last = lastSlots(plan, ask, at)
  const hurriedTo = Math.min(later, (done === 'deliver' ? last.remind : done === 'remind' && last.tell) || later)
  const atDue = slotFrom(time, due)
  return atDue <= hurriedTo ? { step: 'escalate', at: atDue } : { step: FOLLOWING[done], at: hurriedTo }
}

/** Where the ladder rests for an ask that is acknowledged: the first slot at or after its deadline; an urgent one that very moment. */
export const restStep = (plan: ResolvedPlan, ask: Ask): NextStep => {
  const due = parseInstant(ask.dueBy)
  return { step: 'escalate', at: runsByClock(ask) ? due : slotFrom(workingTimeOf(plan, ask.person), due) }
}

/** S1 runs by the wall clock: its chain waits for no slot, no morning and no Monday. */
export const runsByClock = (ask: Ask): boolean => ask.urgent && ask.kind === 'decide' && ask.leads

/**
 * The next of an urgent chain: at the respond-by, then whenever whoever was asked last has had as long as the first; after it was
 * taken up, from the deadline on.
 */
const clockStep = (ask: Ask, at: number): NextStep => {
  const from = parseInstant(ask.acknowledgedAt === undefined ? ask.respondBy : ask.dueBy)
  return { step: 'escalate', at: from > at ? from : at + patienceOf(ask) }
}

/** How long whoever has an urgent question is waited for (ms): as long as its first addressee, an hour at least. */
export const patienceOf = (ask: Ask): number => Math.max(HOUR, parseInstant(ask.respondBy) - parseInstant(ask.openedAt))

/** The decision of an ask among those known by id. */
export const decisionIn = (decisions: ReadonlyMap<string, Decision>, ask: Ask): Decision | undefined => {
  const id = decisionIdOf(ask)
  return id === undefined ? undefined : decisions.get(id)
}

/** Why an ask has nothing left to ask, given its decision; undefined while it still waits. */
export const settledBecause = (ask: Ask, decision: Decision | undefined, nameOf?: NameOf): string | undefined => {
  if (decision === undefined) return undefined
  if (ask.kind === 'decide') return awaitsChoice(decision) ? undefined : settledSentence(decision, nameOf)
  if (ask.kind === 'carry-out') {
    if (decision.state === 'decided') return undefined
    return decision.state === 'in-effect' || decision.state === 'closed'
      ? 'The time to say that the fallback was carried out is over; its effect is checked.'
      : `This decision is ${decision.state}.`
  }
  return decision.rethink ? `${decision.rethink.by} answered: change the ${decision.rethink.choice}.` : undefined
}

/** The same as facts, for whom a page tells it. */
export const settlementOfAsk = (ask: Ask, decision: Decision): Settlement | undefined => {
  if (settledBecause(ask, decision) === undefined) return undefined
  if (ask.kind === 'rethink' && decision.rethink) {
    const { by, choice } = decision.rethink
    return { became: 'rethought', by, choice }
  }
  if (ask.kind !== 'carry-out') return settlementOf(decision)
  const isOver = decision.state === 'in-effect' || decision.state === 'closed'
  return isOver ? { became: 'carry-out-over' } : { became: 'other', state: decision.state }
}

/** Both of them: how an ask ends that has nothing left to ask. Undefined while it still waits. */
export const settledEnd = (
  ask: Ask,
  decision: Decision | undefined,
  nameOf?: NameOf,
): { because: string; closedFor: Closing } | undefined => {
  const because = settledBecause(ask, decision, nameOf)
  const settlement = decision && settlementOfAsk(ask, decision)
  return because === undefined || settlement === undefined
    ? undefined
    : { because, closedFor: { ended: 'settled', settlement } }
}

/** Whether somebody has taken the question up, here or on another copy of it. */
export const isTakenUp = (ask: Ask, decision: Decision | undefined): boolean =>
  ask.acknowledgedAt !== undefined || (ask.kind === 'decide' && decision?.state === 'acknowledged')

/** Until when the addressee is spared because they answered (taken up) a moment ago; undefined when they are not. */
export const sparedUntil = (ask: Ask, at: number): number | undefined => {
  if (ask.acknowledgedAt === undefined) return undefined
  const until = parseInstant(ask.acknowledgedAt) + ANSWERED_DAYS * DAY
  return until > at ? until : undefined
}

/** Whether the addressee asked to be left alone at `at`. */
export const isSnoozed = (ask: Ask, at: number): boolean =>
  ask.snoozedUntil !== undefined && parseInstant(ask.snoozedUntil) > at
