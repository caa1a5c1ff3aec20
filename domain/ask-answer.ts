/** What an answer does to an ask and its decision. One entrance for the page and the command line. */
import type { Answer, Ask, DecisionAsk, DecisionAskKind } from './ask.ts'
import {
  type AnswerEffect,
  type Answered,
  type AnswerRefused,
  askLine,
  type Deferred,
  keptAnswer,
} from './ask-answered.ts'
import { notMine, snooze } from './ask-defer.ts'
import { delegate } from './ask-delegate.ts'
import { isTakenUp, restStep, settlementOfAsk } from './ask-ladder.ts'
import { stepped } from './ask-move.ts'
import { closedOf, ended } from './ask-opening.ts'
import type { Decision } from './decision.ts'
import { acknowledge, decide, dismiss, MAX_RATIONALE, TAKEN_UP, tooLong } from './decision-answering.ts'
import { isRefused } from './decision-change.ts'
import { effectSeenAt } from './decision-check-time.ts'
import { confirmGround, takeBack } from './decision-confirming.ts'
import { rethink, takeEffect } from './decision-effect.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import type { RefusedBecause } from './refused-because.ts'

/** Which answers a kind of ask takes. */
export const ACTIONS: Readonly<Record<DecisionAskKind, readonly Answer['action'][]>> = {
  decide: ['decide', 'acknowledge', 'snooze', 'dismiss', 'confirm', 'withdraw', 'merge', 'delegate', 'not-mine'],
  'carry-out': ['done', 'acknowledge', 'snooze', 'delegate', 'not-mine'],
  rethink: ['rethink', 'acknowledge', 'snooze', 'delegate', 'not-mine'],
}

/** Applies an answer at `now` (epoch ms), or says why not. The first answer stays: a second one is shown it. */
export const answerAsk = (facts: Answered, now: number): AnswerEffect | AnswerRefused =>
  refusedBefore(facts) ?? act(facts, now)

const act = (facts: Answered, now: number): AnswerEffect | AnswerRefused => {
  if (facts.input.action === 'snooze') return withDecision(facts, snooze(facts, now))
  if (facts.input.action === 'not-mine') return withDecision(facts, notMine(facts, now))
  if (facts.input.action === 'delegate') return withDecision(facts, delegate(facts, now))
  if (facts.input.action === 'acknowledge') return takeUp(facts, now)
  if (facts.input.action === 'merge')
    throw new Error('Two decisions are merged by domain/decision-merging.ts, not by an answer.')
  if (facts.input.action === 'confirm') return confirm(facts, now)
  return settle(facts, now)
}

/** The decision itself stays as it is. */
const withDecision = (
  { decision }: Answered,
  outcome: Deferred<DecisionAsk> | AnswerRefused,
): AnswerEffect | AnswerRefused => ('code' in outcome ? outcome : { ...outcome, decision })

/** Why an ask takes no answer, or not this one, whatever the answer says; undefined where it does. */
export const refusedBefore = ({ ask, decision, input }: Answered): AnswerRefused | undefined => {
  if (ask.state === 'answered' && ask.answer) return { code: 'already-answered', refused: firstAnswer(ask, decision) }
  if (ask.state === 'handed-on') {
    return { code: 'not-yours', refused: { because: 'handed-on', ...closedOf(ask) } }
  }
  const settlement = settlementOfAsk(ask, decision)
  if (settlement !== undefined) {
    return { code: decision.choice ? 'already-decided' : 'not-open', refused: { because: 'settled', settlement } }
  }
  if (ask.state !== 'open') return { code: 'withdrawn', refused: { because: 'closed', ...closedOf(ask) } }
  if (input.epoch !== ask.epoch) {
    return { code: 'old-epoch', refused: { because: 'changed-since' } }
  }
  if (!ACTIONS[ask.kind].includes(input.action)) {
    const refused = { because: 'no-answer' as const, typed: input.action, answers: ACTIONS[ask.kind] }
    return { code: 'wrong-action', refused }
  }
  if ((input.text ?? '').length > MAX_RATIONALE) {
    return tooLong(input.text ?? '')
  }
  return undefined
}

const firstAnswer = (ask: Ask, decision: Decision): RefusedBecause => {
  const { action, option, by, at } = ask.answer!
  const words = decision.options.find((o) => o.id === option)?.label ?? option
  return { because: 'answered', by, at, action, ...(words === undefined ? {} : { option: words }) }
}

const takeUp = (facts: Answered, now: number): AnswerEffect | AnswerRefused => {
  const { plan, ask, decision, input } = facts
  if (ask.acknowledgedAt !== undefined) return { code: 'already-done', refused: { because: 'taken-up' } }
  const at = formatInstant(now)
  const marked = { ...ask, acknowledgedAt: at }
  // Past the deadline the chain has started, and only an answer stops it.
  const rests = ask.leads && parseInstant(ask.dueBy) > now && ask.stepAt !== undefined
  const after = rests ? stepped(marked, restStep(plan, marked)) : { ...marked, revision: ask.revision + 1 }
  const nextSlots = rests ? [{ person: ask.person, slot: after.stepAt!, urgent: false }] : []
  if (ask.kind !== 'decide' || isTakenUp(ask, decision)) {
    return {
      ask: after,
      decision,
      history: [askLine(facts, 'Ask acknowledged', TAKEN_UP, now)],
      nextSlots,
    }
  }
  const outcome = acknowledge(decision, input, now)
  if (isRefused(outcome)) return outcome
  return { ask: after, decision: outcome.decision, history: [outcome.history], nextSlots }
}

/** It is still asked: only the decision says so. */
const confirm = ({ ask, decision, input }: Answered, now: number): AnswerEffect | AnswerRefused => {
  const { by, via, text: note = '' } = input
  const outcome = confirmGround(decision, { by, via, note }, now)
  if (isRefused(outcome)) return outcome
  const after = { ...ask, revision: ask.revision + 1 }
  return { ask: after, decision: outcome.decision, history: [outcome.history], nextSlots: [] }
}

const settle = (facts: Answered, now: number): AnswerEffect | AnswerRefused => {
  const outcome = changeOf(facts, now)
  if (isRefused(outcome)) return outcome
  const ask = ended(facts.ask, { state: 'answered', answer: keptAnswer(facts.input, now) }, now)
  return { ask, decision: outcome.decision, history: [outcome.history], nextSlots: [] }
}

const changeOf = ({ plan, about = plan, ask, decision, input }: Answered, now: number) => {
  const { by, via, text = '', option = '' } = input
  switch (input.action) {
    case 'decide': {
      const { zone } = workingTimeOf(plan, ask.person)
      return decide(decision, { by, via, option, rationale: text, effectFrom: input.effectFrom, zone }, now)
    }
    case 'dismiss':
      return dismiss(decision, { by, via, reason: option, note: text }, now)
    case 'withdraw':
      return takeBack(decision, { by, via, note: text }, now)
    case 'rethink':
      return rethink(decision, { by, via, choice: option, note: text }, now)
    default:
      return carriedOut(about, decision, by, via, now)
  }
}

const carriedOut = (plan: ResolvedPlan, decision: Decision, who: string, via: 'link' | 'command', now: number) => {
  return takeEffect(decision, { checkAt: effectSeenAt(plan, decision, now), who, via }, now)
}
