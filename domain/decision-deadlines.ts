/** What time does to a decision, and what its state machine waits for. */
import { formatDay } from './civil.ts'
import type { Decision } from './decision.ts'
import { awaitsChoice, changed, labelOf, type Outcome, settled } from './decision-change.ts'
import { awaitsConfirming, needsConfirming } from './decision-confirming.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { wallOf } from './zone.ts'

/** Working days a fallback may take to be carried out; after them its effect is checked anyway. */
export const CARRY_OUT_WORKING_DAYS = 10

/** Notes that nobody decided by the deadline: the chain starts. The state stays, an answer is still welcome. */
export const markOverdue = (decision: Decision, now: number): Outcome => {
  if (!awaitsChoice(decision)) return settled(decision)
  if (decision.overdue) return { refused: { because: 'overdue' }, code: 'already-done' }
  if (now < parseInstant(decision.decideBy)) {
    return { refused: { because: 'not-due', what: 'overdue', at: decision.decideBy }, code: 'not-due' }
  }
  const why = `nobody decided by ${decision.decideBy}; the escalation chain starts`
  return changed(
    decision,
    { overdue: true },
    { what: 'Decision overdue', who: 'clock', why, fact: { said: 'overdue', by: decision.decideBy } },
    now,
  )
}

/**
 * Records the fallback because time ran out on the whole chain: never as somebody's choice, never before `fallbackAt`.
 * `zone` gives the day it holds from; `carryOutBy` is ten working days of the accountable person's calendar away.
 */
export const fallBack = (decision: Decision, input: { zone: string; carryOutBy: number }, now: number): Outcome => {
  if (!awaitsChoice(decision)) return settled(decision)
  if (now < parseInstant(decision.fallbackAt)) {
    return { refused: { because: 'not-due', what: 'fallback', at: decision.fallbackAt }, code: 'not-due' }
  }
  const { option, note } = decision.fallback
  const rationale = `Nobody decided by ${decision.decideBy}, nor anybody of the chain since.${note ? ` ${note}` : ''}`
  const choice = {
    option,
    rationale,
    by: 'fallback',
    via: 'fallback' as const,
    at: formatInstant(now),
    effectFrom: formatDay(wallOf(now, input.zone).day),
  }
  const why = `time ran out: the fallback "${labelOf(decision, option)}" is recorded and ${decision.accountable} is asked to carry it out`
  const fact = { said: 'fallback' as const, option: labelOf(decision, option), person: decision.accountable }
  const fields = { state: 'decided' as const, overdue: true, choice, carryOutBy: formatInstant(input.carryOutBy) }
  return changed(decision, fields, { what: 'Decision decided', who: 'fallback', why, fact }, now)
}

/** What the state machine of a decision does next; `done` ends it. */
export type Stage = 'decide' | 'overdue' | 'carry-out' | 'await-effect-date' | 'effect' | 'done'

/** A stage, the instant it lasts to unless something happens first, and the whole seconds until then (at least 1: a timeout of 0 is refused). */
export interface StageWait {
  stage: Stage
  until?: string
  seconds: number
}

/** The stage of a decision and how long it may last. Overdue by the clock counts as overdue only once it is marked. */
export const stageOf = (decision: Decision, now: number): StageWait => {
  const [stage, until] = waitOf(decision)
  if (until === undefined) return { stage, seconds: 1 }
  return { stage, until, seconds: Math.max(1, Math.ceil((parseInstant(until) - now) / 1000)) }
}

/** When time next changes the decision: the sort key of the sparse index. Undefined once it is at rest. */
export const dueAtOf = (decision: Decision): string | undefined => waitOf(decision)[1]

/** Whoever has to confirm it may be later than that: then time takes it back. Whoever is to be asked that is asked at once. */
const soonest = (decision: Decision, [stage, until]: [Stage, string]): [Stage, string] => {
  const sooner = needsConfirming(decision) ? decision.restated!.at : awaitsConfirming(decision)?.by
  return sooner !== undefined && parseInstant(sooner) < parseInstant(until) ? [stage, sooner] : [stage, until]
}

const waitOf = (decision: Decision): [Stage, string?] => {
  switch (decision.state) {
    case 'open':
    case 'acknowledged':
      return soonest(decision, decision.overdue ? ['overdue', decision.fallbackAt] : ['decide', decision.decideBy])
    case 'decided':
      if (decision.choice?.by === 'fallback') return ['carry-out', decision.carryOutBy]
      return ['await-effect-date', decision.effectAt]
    case 'in-effect':
      return ['effect', decision.checkAt]
    default:
      return ['done']
  }
}
