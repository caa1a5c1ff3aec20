import { describe, expect, it } from 'vitest'
import type { Ask, DecisionAsk } from '../../domain/ask.ts'
import { answerAsk } from '../../domain/ask-answer.ts'
import { type AnswerEffect, type AnswerInput, isAnswerRefused } from '../../domain/ask-answered.ts'
import { plausibleFor } from '../../domain/ask-delegate.ts'
import { openAsk, passedAsk } from '../../domain/ask-opening.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { told } from './told.ts'

const plan = organisation({
  owner: { function: 'nursing' },
  loner: { function: 'nursing' },
  director: { name: 'Name of loner' },
})
const decision = openedDecision(plan)
const ask = openAsk({ plan, decision, kind: 'decide' }, START)
const NOW = START + DAY

const answer = (more: Partial<AnswerInput>, facts: { ask?: DecisionAsk; copies?: Ask[]; on?: typeof plan } = {}) => {
  const { on = plan, ...rest } = facts
  const input = {
    action: 'delegate' as const,
    epoch: (facts.ask ?? ask).epoch,
    by: 'owner',
    via: 'link' as const,
    ...more,
  }
  return answerAsk({ plan: on, states: [], ask, decision, ...rest, input }, NOW)
}
const accepted = (outcome: ReturnType<typeof answer>): AnswerEffect => {
  if (isAnswerRefused(outcome)) throw new Error(outcome.code)
  return outcome
}

/** The question as the next one has it. */
const passed = (outcome: ReturnType<typeof answer>): DecisionAsk => {
  const { handOn } = accepted(outcome)
  if (!handOn || handOn.kind === 'note') throw new Error('It was not handed on.')
  return handOn.ask as DecisionAsk
}

describe('an ask given to somebody by name', () => {
  it.each([
    ['an id', 'deputy'],
    ['a name, whatever its case', ' name  of DEPUTY '],
    ['an address', 'Deputy@example.org'],
  ])('is theirs from then on: %s', (_, to) => {
    const effect = accepted(answer({ to, text: 'You know the wards.' }))
    expect(effect.ask).toMatchObject({
      state: 'handed-on',
      epoch: 2,
      asked: ['owner', 'deputy'],
      answer: { action: 'delegate', option: 'deputy' },
    })
    expect(effect.handOn).toMatchObject({
      kind: 'hand-on',
      to: 'deputy',
      ask: {
        leads: true,
        role: 'delegate',
        dueBy: ask.dueBy,
        handedBy: { person: 'owner', how: 'delegate', words: 'You know the wards.' },
        asked: ['owner', 'deputy'],
      },
    })
    expect(effect.history).toMatchObject([
      {
        what: 'Ask delegated',
        who: 'owner',
        via: 'link',
        why: 'Name of owner handed it to Name of deputy: You know the wards.',
      },
    ])
  })

  it('not mine, with whose it is: it goes there and not to the manager', () => {
    const effect = accepted(answer({ action: 'not-mine', to: 'loner', text: 'Since March.' }, { on: organisation() }))
    expect(effect.handOn).toMatchObject({ to: 'loner', ask: { handedBy: { how: 'not-mine', words: 'Since March.' } } })
    expect(effect.history).toMatchObject([
      { what: 'Ask not mine', why: 'Name of owner says it is not theirs but Name of loner’s: Since March.' },
    ])
  })

  it('not mine from the desk: only with a name', () => {
    const desk = { ...ask, person: 'desk' }
    expect(answer({ action: 'not-mine', text: 'no' }, { ask: desk })).toMatchObject({ code: 'nobody-else' })
    expect(accepted(answer({ action: 'not-mine', text: 'no', to: 'deputy' }, { ask: desk })).handOn?.to).toBe('deputy')
  })

  it.each([
    ['nobody named', {}, 'person-missing', /choose somebody/],
    ['a blank', { to: '   ' }, 'person-missing', /choose somebody/],
    ['nobody of the plan', { to: 'Max <b>Mad</b>' }, 'unknown-person', /"Max <b>Mad<\/b>" is nobody in the plan/],
    ['a name of 5,000 letters', { to: 'x'.repeat(5000) }, 'unknown-person', /^"x{64}" is nobody/],
    ['a name of two', { to: 'Name of loner' }, 'ambiguous-person', /2 people are called .* give the address/],
    ['oneself', { to: 'owner' }, 'circle', /This is you/],
    ['not mine, but mine', { action: 'not-mine' as const, to: 'owner', text: 'x' }, 'circle', /This is you/],
    ['not mine without why', { action: 'not-mine' as const, to: 'deputy' }, 'text-missing', /Say in a sentence/],
    ['a novel for them', { to: 'deputy', text: 'x'.repeat(4001) }, 'text-too-long', /shorten it to 4000/],
  ])('refuses %s', (_, more, code, says) => {
    expect(told(answer(more))).toMatchObject({ code, sentence: expect.stringMatching(says) })
  })

  it('refuses whom it cannot reach, and says who', () => {
    const away = organisation({ deputy: { absences: [{ from: '2016-05-01', to: '2016-05-30' }] } })
    expect(told(answer({ to: 'deputy' }, { on: away }), plan)).toEqual({
      code: 'not-there',
      sentence: 'Name of deputy is away: choose somebody else.',
    })
    const input = { action: 'delegate' as const, epoch: 1, by: 'owner', via: 'link' as const, to: 'deputy' }
    const states = [{ person: 'deputy', unreachable: { since: '2016-05-01T00:00:00Z', because: 'mailbox (full)' } }]
    expect(told(answerAsk({ plan, states, ask, decision, input }, NOW), plan)).toMatchObject({
      sentence: 'Name of deputy cannot be reached by mail: choose somebody else.',
    })
  })

  it('never goes in a circle, however long', () => {
    const second = passed(answer({ to: 'deputy' }))
    expect(told(answer({ to: 'owner', by: 'deputy' }, { ask: second }), plan)).toMatchObject({
      code: 'circle',
      sentence: expect.stringContaining('Name of owner has had this question already'),
    })
    const third = passed(answer({ to: 'loner@example.org', by: 'deputy' }, { ask: second }))
    for (const to of ['owner', 'deputy'])
      expect(answer({ to, by: 'loner' }, { ask: third })).toMatchObject({ code: 'circle' })
  })

  it('a copy that is passed on stays a copy, and the ask that leads knows whom not to ask again', () => {
    const lead = { ...ask, asked: ['owner', 'chief'], revision: 4 }
    const copy = passedAsk(plan, ask, { to: { person: 'chief', role: 'manager' }, how: 'copy' }, NOW) as DecisionAsk
    const effect = accepted(answer({ to: 'deputy', by: 'chief' }, { ask: copy, copies: [lead, copy] }))
    expect(effect.handOn).toMatchObject({ kind: 'copy', ask: { leads: false, epoch: 1 } })
    expect(effect.besides).toEqual([
      { before: lead, after: { ...lead, asked: ['owner', 'chief', 'deputy'], revision: 5 } },
    ])
    const held = { ...lead, asked: ['owner', 'chief', 'deputy'] }
    expect(answer({ to: 'deputy', by: 'chief' }, { ask: copy, copies: [held, copy] })).toMatchObject({ code: 'circle' })
  })
})

describe('whom the page offers', () => {
  it('deputy, manager and colleagues of the function, each once, and nobody who had it', () => {
    expect(plausibleFor(plan, ask).map(({ id, why }) => [id, why])).toEqual([
      ['deputy', 'deputy'],
      ['chief', 'manager'],
      ['loner', 'function'],
    ])
    expect(plausibleFor(plan, { person: 'owner', asked: ['owner', 'chief'] }).map(({ id }) => id)).toEqual([
      'deputy',
      'loner',
    ])
    expect(plausibleFor(plan, { person: 'gone', asked: [] })).toEqual([])
  })
})
