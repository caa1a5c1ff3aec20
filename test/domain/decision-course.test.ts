import { describe, expect, it } from 'vitest'
import { answerAsk } from '../../domain/ask-answer.ts'
import type { AnswerInput } from '../../domain/ask-answered.ts'
import { openAsk } from '../../domain/ask-opening.ts'
import { type Decision, DecisionState } from '../../domain/decision.ts'
import { acknowledge, decide, dismiss, raiseSeverity, withdraw } from '../../domain/decision-answering.ts'
import { isRefused, type Refused } from '../../domain/decision-change.ts'
import { confirmGround, lapse, takeBack } from '../../domain/decision-confirming.ts'
import { DECISION_COURSE, DECISION_EVENTS, type DecisionEvent, stateAfter } from '../../domain/decision-course.ts'
import { fallBack, markOverdue } from '../../domain/decision-deadlines.ts'
import { dropDecision } from '../../domain/decision-dropping.ts'
import { checkEffect, rethink, takeEffect } from '../../domain/decision-effect.ts'
import { merge } from '../../domain/decision-merging.ts'
import { restate } from '../../domain/decision-restating.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { sentenceOf } from './told.ts'

const plan = organisation()
const LATE = START + 400 * DAY
const by = { by: 'owner', via: 'command' as const }

type Result = { decision: Decision } | (Pick<Refused, 'refused'> & { code: string })
const ok = (result: Result): Decision => {
  if ('refused' in result) throw new Error(result.code)
  return result.decision
}

const fresh = openedDecision(plan, START, { attempt: 2 })
const other = openedDecision(plan, START, { episode: 'e2' })
const found = (recovered: boolean | 'unknown') => ({ recovered, period: null, lookAgainAt: LATE + DAY })
const chosen = (decision: Decision) =>
  ok(decide(decision, { ...by, option: 'beds', rationale: 'r', zone: 'Europe/London' }, START))
const fallen = ok(fallBack(fresh, { zone: 'Europe/London', carryOutBy: LATE + DAY }, LATE))
const effective = ok(takeEffect(chosen(fresh), { checkAt: LATE, who: 'clock' }, START))

/** A decision in each state, second of its episode, so that even the last event of all can happen to it. */
const IN: Record<DecisionState, Decision> = {
  open: fresh,
  acknowledged: ok(acknowledge(fresh, by, START)),
  decided: { ...fallen, carryOutBy: fallen.choice!.at },
  'in-effect': effective,
  closed: ok(checkEffect(effective, found(false), LATE)),
  dismissed: ok(dismiss(fresh, { ...by, reason: 'known', note: '' }, START)),
  withdrawn: ok(withdraw(fresh, 'recovered', START)),
  merged: mergedInto(fresh),
}

function mergedInto(decision: Decision): Decision {
  const both = merge(decision, other, { ...by, why: 'the same ward' }, START)
  if ('refused' in both) throw new Error(both.code)
  return both.from.decision
}

/** Answers the ask that a decision in this state has open, if it has one. */
function answered(decision: Decision, more: Pick<AnswerInput, 'action'> & Partial<AnswerInput>): Result {
  const kind = decision.state === 'decided' ? 'carry-out' : decision.state === 'closed' ? 'rethink' : 'decide'
  const ask = openAsk({ plan, decision, kind }, LATE)
  const input = { epoch: 1, by: ask.person, via: 'command' as const, ...more }
  const outcome = answerAsk({ plan, states: [], ask, decision, copies: [ask], input }, LATE)
  return outcome
}

/** As it is while somebody has to say whether it stays. */
const unsure = (decision: Decision): Decision => {
  const at = decision.openedAt
  return { ...decision, restated: { at, gone: true, corrected: [], confirm: { person: 'owner', asked: at, by: at } } }
}

/** The rule behind each event. */
const RULE: Record<DecisionEvent, (decision: Decision) => Result> = {
  acknowledge: (d) => acknowledge(d, by, LATE),
  decide: (d) => decide(d, { ...by, option: 'beds', rationale: 'r', zone: 'Europe/London' }, LATE),
  dismiss: (d) => dismiss(d, { ...by, reason: 'false-alarm', note: '' }, LATE),
  snooze: (d) => answered(d, { action: 'snooze', until: '2017-06-10' }),
  reassign: (d) => answered(d, { action: 'delegate', to: 'deputy' }),
  merge: (d) => {
    const both = merge(d, other, { ...by, why: 'the same' }, LATE)
    return 'refused' in both ? both : both.from
  },
  absorb: (d) => {
    const both = merge(other, d, { ...by, why: 'the same' }, LATE)
    return 'refused' in both ? both : both.into
  },
  raise: (d) => raiseSeverity(d, { severity: 'S1', level: 'red' }, LATE),
  restate: (d) => restate(d, { gone: false, corrected: [{ period: '2016-04', value: 90 }] }, LATE),
  confirm: (d) => confirmGround(unsure(d), { ...by, note: '' }, LATE),
  'take-back': (d) => takeBack(unsure(d), { ...by, note: '' }, LATE),
  lapse: (d) => lapse(unsure(d), LATE),
  clear: (d) => withdraw(d, 'recovered', LATE),
  drop: (d) => dropDecision(d, 'kpi-removed', LATE),
  overdue: (d) => markOverdue(d, LATE),
  'fall-back': (d) => fallBack(d, { zone: 'Europe/London', carryOutBy: LATE + DAY }, LATE),
  'take-effect': (d) => takeEffect(d, { checkAt: LATE, who: 'clock' }, LATE),
  'find-effective': (d) => checkEffect(d, found(true), LATE),
  'find-not-effective': (d) => checkEffect(d, found(false), LATE),
  'find-unknown': (d) => checkEffect(d, found('unknown'), LATE),
  'find-unwatched': (d) => checkEffect(d, { ...found('unknown'), unwatched: true }, LATE),
  rethink: (d) => rethink(d, { ...by, choice: 'target', note: 'too high' }, LATE),
}

describe.each(DECISION_EVENTS)('%s', (event) => {
  it.each(DecisionState.options)('in state %s', (state) => {
    const result = RULE[event](IN[state])
    const wanted = stateAfter(state, event)
    if (wanted === undefined) {
      expect(result).toHaveProperty('refused')
      expect(sentenceOf((result as Refused).refused)).toMatch(/\.$/)
      return
    }
    expect(result).not.toHaveProperty('refused')
    expect(ok(result).state).toBe(wanted)
  })
})

it('nothing happens to what is dismissed, withdrawn or merged, and every other state has a way out', () => {
  for (const state of DecisionState.options) {
    const ways = DECISION_EVENTS.filter((event) => stateAfter(state, event) !== undefined)
    const ended = ['dismissed', 'withdrawn', 'merged'].includes(state)
    expect([state, ways.length === 0]).toEqual([state, ended])
    if (!ended && state !== 'closed') expect(ways.some((event) => stateAfter(state, event) !== state)).toBe(true)
  }
})

it('each refusal of an ended decision says what became of it, by whom and when', () => {
  const said = (['dismissed', 'withdrawn', 'merged'] as const).map((state) => {
    const outcome = decide(IN[state], { ...by, option: 'beds', rationale: '', zone: 'Europe/London' }, LATE)
    return isRefused(outcome) && sentenceOf(outcome.refused)
  })
  expect(said).toEqual([
    'owner dismissed this decision as "known" on 2016-05-03.',
    'This decision was withdrawn on 2016-05-03: the KPI recovered before anybody decided.',
    `owner merged this decision into "${other.question}" (${other.id}) on 2016-05-03.`,
  ])
  expect(Object.keys(DECISION_COURSE)).toEqual([...DECISION_EVENTS])
})
