import { describe, expect, it } from 'vitest'
import type { DecisionAsk } from '../../domain/ask.ts'
import { answerAsk } from '../../domain/ask-answer.ts'
import { type AnswerEffect, type AnswerInput, isAnswerRefused } from '../../domain/ask-answered.ts'
import { lastPutOff } from '../../domain/ask-defer.ts'
import { openAsk, withdrawAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { isRefused } from '../../domain/decision-change.ts'
import { fallBack, stageOf } from '../../domain/decision-deadlines.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { told } from './told.ts'

const plan = organisation()
const states: [] = []
const decision = openedDecision(plan)
const ask = openAsk({ plan, decision, kind: 'decide' }, START)
const NOW = START + DAY

const input = (more: Partial<AnswerInput>): AnswerInput => ({
  action: 'decide',
  epoch: 1,
  by: 'owner',
  via: 'link',
  ...more,
})
const answer = (more: Partial<AnswerInput>, facts: { ask?: DecisionAsk; decision?: Decision } = {}, now = NOW) =>
  answerAsk({ plan, states, ask, decision, ...facts, input: input(more) }, now)
const accepted = (outcome: ReturnType<typeof answer>): AnswerEffect => {
  if (isAnswerRefused(outcome)) throw new Error(outcome.code)
  return outcome
}
const beds = { action: 'decide', option: 'beds', text: 'We open 12.' } as const

describe('answering', () => {
  it('a choice closes the ask with the answer as given and decides the decision, with one line of history', () => {
    const effect = accepted(answer(beds))
    expect(effect.ask).toMatchObject({
      state: 'answered',
      step: 'end',
      answer: { ...beds, by: 'owner', via: 'link' },
      revision: 2,
    })
    expect(effect.ask.stepAt).toBeUndefined()
    expect(effect.decision).toMatchObject({ state: 'decided', revision: 2 })
    expect(effect.history).toMatchObject([{ what: 'Decision decided', who: 'owner', via: 'link' }])
  })

  it('a second answer is shown the first, whatever it says', () => {
    const first = accepted(answer(beds))
    const again = answer({ ...beds, option: 'staff' }, first, NOW + DAY)
    expect(told(again, plan)).toEqual({
      code: 'already-answered',
      sentence: 'Name of owner already answered on 2016-05-04: decide "Open beds". That answer stands.',
    })
  })

  it('the same question answered by somebody else first: told who decided what and when', () => {
    const first = accepted(answer(beds, {}, NOW))
    expect(told(answer({ ...beds, option: 'staff' }, { decision: first.decision }), plan)).toEqual({
      code: 'already-decided',
      sentence: 'Name of owner decided "Open beds" on 2016-05-04.',
    })
  })

  it('after the fallback: told that time ran out', () => {
    const fallen = fallBack(decision, { zone: 'Europe/London', carryOutBy: NOW }, Date.parse(decision.fallbackAt))
    if (isRefused(fallen)) throw new Error(fallen.code)
    expect(told(answer(beds, { decision: fallen.decision }))).toMatchObject({
      code: 'already-decided',
      sentence: expect.stringContaining('Time ran out'),
    })
  })

  it.each([
    ['an old page', { ...beds, epoch: 2 }, 'old-epoch'],
    ['an answer of another kind of question', { action: 'done' as const }, 'wrong-action'],
    ['an option that is not offered', { ...beds, option: 'pray' }, 'unknown-option'],
    ['a novel', { ...beds, text: 'x'.repeat(4001) }, 'text-too-long'],
    ['a dismissal without a known reason', { action: 'dismiss' as const, option: 'boredom' }, 'bad-reason'],
    ['not mine without a word why', { action: 'not-mine' as const, text: '  ' }, 'text-missing'],
    ['putting off to today', { action: 'snooze' as const, until: '2016-05-04' }, 'bad-date'],
    ['putting off by 15 days', { action: 'snooze' as const, until: '2016-05-19' }, 'bad-date'],
    ['putting off without a day', { action: 'snooze' as const }, 'bad-date'],
  ])('refuses %s with a sentence', (_what, more, code) => {
    expect(told(answer(more))).toMatchObject({ code, sentence: expect.stringMatching(/[.]$/) })
  })

  it('nobody is promised a reminder after the deadline, from which on the chain speaks; a copy has none', () => {
    const late = { action: 'snooze' as const, until: '2016-05-17' }
    expect(told(answer(late))).toEqual({ code: 'bad-date', sentence: expect.stringContaining('is due by') })
    const copy = { ...ask, leads: false, role: 'manager' as const }
    expect(accepted(answer(late, { ask: copy })).ask.stepAt).toBe('2016-05-17T07:00:00Z')
    // Due before the mail of that day: the day before is the last, and with none left nothing is offered.
    const early = { ...ask, dueBy: '2016-05-10T05:00:00Z' }
    expect(lastPutOff(plan, early, NOW)).toBe('2016-05-09')
    expect(lastPutOff(plan, { ...ask, dueBy: '2016-05-05T05:00:00Z' }, NOW)).toBeUndefined()
    const over = { ...ask, dueBy: '2016-05-03T16:00:00Z' }
    expect(accepted(answer(late, { ask: over })).ask.stepAt).toBe('2016-05-17T07:00:00Z')
  })

  it('an ask that was taken back says why', () => {
    const settlement = { became: 'withdrawn' as const, at: '2016-05-04T08:00:00Z', reason: 'recovered' as const }
    const over = withdrawAsk(ask, 'The KPI recovered.', NOW, { ended: 'settled', settlement })
    expect(told(answer(beds, { ask: over }))).toEqual({
      code: 'withdrawn',
      sentence: 'This decision was withdrawn on 2016-05-04: the KPI recovered before anybody decided.',
    })
  })
})

describe('putting off and handing on', () => {
  it('three times at most', () => {
    let facts: { ask: DecisionAsk; decision: Decision } = { ask, decision }
    for (const until of ['2016-05-05', '2016-05-06', '2016-05-09'])
      facts = accepted(answer({ action: 'snooze', until }, facts))
    expect(facts.ask).toMatchObject({ snoozes: 3, step: 'remind', stepAt: '2016-05-09T07:00:00Z' })
    expect(facts.decision).toBe(decision)
    expect(answer({ action: 'snooze', until: '2016-05-10' }, facts)).toMatchObject({ code: 'too-often' })
  })

  it('taking up rests the ladder until the deadline and changes the decision once', () => {
    const effect = accepted(answer({ action: 'acknowledge' }))
    expect(effect.ask).toMatchObject({ state: 'open', step: 'escalate', stepAt: '2016-05-11T07:00:00Z' })
    expect(effect.nextSlots).toEqual([{ person: 'owner', slot: '2016-05-11T07:00:00Z', urgent: false }])
    expect(answer({ action: 'acknowledge' }, effect)).toMatchObject({ code: 'already-done' })
  })

  it('not mine: the manager has it next with its own epoch, the old page is dead', () => {
    const effect = accepted(answer({ action: 'not-mine', text: 'I moved.' }))
    expect(effect.ask).toMatchObject({ state: 'handed-on', epoch: 2 })
    expect(effect.handOn).toMatchObject({
      kind: 'hand-on',
      to: 'chief',
      ask: { leads: true, epoch: 2, asked: ['owner', 'chief'], step: 'deliver' },
    })
    expect(told(answer(beds, effect))).toMatchObject({
      code: 'not-yours',
      sentence: expect.stringContaining('I moved.'),
    })
  })

  it('the desk cannot hand on', () => {
    const desk = { ...ask, person: 'desk' }
    expect(answer({ action: 'not-mine', text: 'no' }, { ask: desk })).toMatchObject({ code: 'nobody-else' })
  })
})

describe('after the decision', () => {
  const at = Date.parse(decision.fallbackAt)
  const fallen = fallBack(decision, { zone: 'Europe/London', carryOutBy: at + 14 * DAY }, at)
  if (isRefused(fallen)) throw new Error(fallen.code)

  it('"done" puts the fallback into effect and times its check', () => {
    const carry = openAsk({ plan, decision: fallen.decision, kind: 'carry-out' }, at)
    expect(carry).toMatchObject({ person: 'director', role: 'accountable', dueBy: fallen.decision.carryOutBy })
    const effect = accepted(
      answer({ action: 'done', by: 'director' }, { ask: carry, decision: fallen.decision }, at + DAY),
    )
    expect(effect.decision.state).toBe('in-effect')
    expect(stageOf(effect.decision, at + DAY)).toMatchObject({ stage: 'effect', until: '2016-08-10T23:00:00Z' })
    expect(answer({ action: 'done' }, effect)).toMatchObject({ code: 'already-answered' })
  })

  it('two failed checks: the accountable person says what changes, once', () => {
    const closed: Decision = { ...decision, state: 'closed', attempt: 2, choice: fallen.decision.choice }
    const rethink = openAsk({ plan, decision: closed, kind: 'rethink' }, at)
    const said = { action: 'rethink', option: 'target', text: 'Set before the merger.', by: 'director' } as const
    const effect = accepted(answer(said, { ask: rethink, decision: closed }, at + DAY))
    expect(effect.decision.rethink).toMatchObject({ choice: 'target' })
    expect(answer(said, { ask: { ...rethink, person: 'desk' }, decision: effect.decision })).toMatchObject({
      code: 'already-decided',
    })
  })
})
