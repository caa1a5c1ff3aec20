import { describe, expect, it } from 'vitest'
import type { ActionAsk } from '../../../domain/ask.ts'
import { openActionAsk } from '../../../domain/ask-action.ts'
import { actionStep } from '../../../domain/ask-action-ladder.ts'
import type { AnswerInput } from '../../../domain/ask-answered.ts'
import { passedAsk } from '../../../domain/ask-opening.ts'
import { formatInstant, parseInstant } from '../../../domain/instant.ts'
import { workingTimeOf } from '../../../domain/ladder-time.ts'
import type { Action } from '../../../domain/review/action.ts'
import { answerAction } from '../../../domain/review/action-answer.ts'
import { DAY, organisation, START } from '../ask-organisation.ts'

const plan = organisation()
const action: Action = {
  id: 'T-1',
  review: 'weekly',
  cycle: 'weekly@2016-05-03',
  text: 'Open the ward',
  person: 'owner',
  by: '2016-05-13',
  moves: 0,
  assignedBy: 'director',
  assignedAt: formatInstant(START),
  state: 'open',
  revision: 1,
}
const ask = openActionAsk(plan, action, START)
/** The manager's copy, after silence. */
const copy = passedAsk(
  plan,
  ask,
  { to: { person: 'chief', role: 'manager' }, how: 'copy' },
  START + 12 * DAY,
) as ActionAsk
const answered = (input: Partial<AnswerInput>, from: ActionAsk = ask, copies: ActionAsk[] = [ask], now = START + DAY) =>
  answerAction(
    {
      plan,
      states: [],
      ask: from,
      copies,
      action,
      input: { by: from.person, via: 'link', epoch: from.epoch, action: 'done', ...input },
    },
    now,
  )
const good = (outcome: ReturnType<typeof answered>) => {
  if ('code' in outcome) throw new Error(outcome.code)
  return outcome
}

describe('the ladder of an action', () => {
  const time = workingTimeOf(plan, 'owner')
  const steps = (by: string) => {
    const found: string[] = []
    let [step, at]: ['deliver' | 'remind' | 'tell-manager' | 'escalate', number] = [
      'deliver',
      parseInstant(ask.stepAt!),
    ]
    for (let i = 0; i < 4; i += 1) {
      const next = actionStep(time, openActionAsk(plan, { ...action, by }, START).dueBy, step, at)
      ;[step, at] = [next.step as typeof step, next.at]
      found.push(`${step} ${formatInstant(at).slice(5, 16)}`)
    }
    return found
  }
  it.each([
    [
      'due in ten days: reminded on the morning of that day, told to the manager after it',
      '2016-05-13',
      ['remind 05-13T07:00', 'tell-manager 05-16T07:00', 'escalate 05-18T07:00', 'escalate 05-20T07:00'],
    ],
    [
      'due on a Sunday: reminded on the Friday',
      '2016-05-15',
      ['remind 05-13T07:00', 'tell-manager 05-16T07:00', 'escalate 05-18T07:00', 'escalate 05-20T07:00'],
    ],
    [
      'due on the day it arrives: reminded two working days on, as anything',
      '2016-05-04',
      ['remind 05-06T07:00', 'tell-manager 05-09T07:00', 'escalate 05-11T07:00', 'escalate 05-13T07:00'],
    ],
  ])('%s', (_, by, wanted) => expect(steps(by)).toEqual(wanted))
})

describe('an action', () => {
  it('done is settled, with its words', () => {
    const { asks, action: after, history } = good(answered({ text: ' Opened on Monday ' }))
    expect(after).toMatchObject({ state: 'done', settledBy: 'owner', note: 'Opened on Monday', revision: 2 })
    expect(asks).toMatchObject([{ after: { state: 'answered', step: 'end' } }])
    expect(history).toMatchObject([{ cycle: action.cycle, what: 'Action done', who: 'owner' }])
  })

  it('done by whoever has a copy takes the others back', () => {
    const { asks, action: after } = good(answered({}, copy, [copy, ask], START + 13 * DAY))
    expect(asks.map(({ after: one }) => [one.person, one.state])).toEqual([
      ['chief', 'answered'],
      ['owner', 'withdrawn'],
    ])
    expect(after).toMatchObject({ state: 'done', settledBy: 'chief', person: 'owner' })
  })

  it('later is another day with its reason: reminded on that day, copies are taken back, the move is counted', () => {
    const {
      asks,
      action: after,
      nextSlots,
    } = good(answered({ action: 'later', until: '2016-05-20', text: 'The lift' }, ask, [ask, copy], START + 13 * DAY))
    expect(after).toMatchObject({ by: '2016-05-20', moves: 1, note: 'The lift', state: 'open' })
    expect(asks).toMatchObject([
      {
        after: {
          person: 'owner',
          state: 'open',
          step: 'remind',
          stepAt: '2016-05-20T07:00:00Z',
          dueBy: '2016-05-20T22:59:00Z',
        },
      },
      { after: { person: 'chief', state: 'withdrawn' } },
    ])
    expect(nextSlots).toEqual([{ person: 'owner', slot: '2016-05-20T07:00:00Z', urgent: false }])
  })

  it('not mine goes to the manager, whose it is from then on', () => {
    const { asks, action: after, handOn } = good(answered({ action: 'not-mine', text: 'The chief holds the keys' }))
    expect([asks[0]!.after.state, handOn?.to, after.person]).toEqual(['handed-on', 'chief', 'chief'])
  })

  it('given to somebody by name is theirs; a copy that is passed on leaves it where it is', () => {
    expect(good(answered({ action: 'delegate', to: 'deputy' })).action.person).toBe('deputy')
    expect(good(answered({ action: 'delegate', to: 'deputy' }, copy, [copy, ask])).action.person).toBe('owner')
  })

  it('that everybody has already is with the first of them; that nobody is left to take is dropped', () => {
    const asked = ['owner', 'chief', 'deputy', 'director', 'desk']
    const { action: after, asks } = good(answered({ action: 'not-mine', text: 'No' }, { ...ask, asked }, [copy, ask]))
    expect([after.state, after.person, asks[1]!.after.leads]).toEqual(['open', 'chief', true])
    expect(good(answered({ action: 'not-mine', text: 'No' }, { ...ask, asked })).action.state).toBe('dropped')
  })

  it.each<[string, Partial<AnswerInput>, Partial<ActionAsk>, string]>([
    ['later without a reason', { action: 'later', until: '2016-05-20' }, {}, 'text-missing'],
    ['later today', { action: 'later', until: '2016-05-04', text: 'x' }, {}, 'bad-date'],
    ['later in two years', { action: 'later', until: '2018-05-04', text: 'x' }, {}, 'bad-date'],
    ['later on no day', { action: 'later', until: '<b>', text: 'x' }, {}, 'bad-date'],
    ['five hundred and one characters', { text: 'x'.repeat(501) }, {}, 'text-too-long'],
    ['not mine without a reason', { action: 'not-mine' }, {}, 'text-missing'],
    ['an answer of another kind', { action: 'decide', option: 'a' }, {}, 'wrong-action'],
    ['an old page', { epoch: 9 }, {}, 'old-epoch'],
    [
      'a second answer',
      {},
      { state: 'answered', answer: { action: 'done', at: '2016-05-04T09:00:00Z', by: 'owner', via: 'link' } },
      'already-answered',
    ],
    ['what is with somebody else', {}, { state: 'handed-on' }, 'not-yours'],
  ])('refuses %s', (_, input, changes, code) => {
    expect(answered(input, { ...ask, ...changes } as ActionAsk)).toMatchObject({ code })
  })
})
