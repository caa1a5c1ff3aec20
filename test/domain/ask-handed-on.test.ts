import { describe, expect, it } from 'vitest'
import type { Ask, CheckInAsk } from '../../domain/ask.ts'
import { isAnswerRefused } from '../../domain/ask-answered.ts'
import { openCheckIn } from '../../domain/ask-check-in.ts'
import { copiesOf } from '../../domain/ask-check-in-answer.ts'
import { notMine } from '../../domain/ask-defer.ts'
import { leavePlan } from '../../domain/ask-departure.ts'
import type { Escalation } from '../../domain/ask-escalation.ts'
import { moveOf } from '../../domain/ask-move.ts'
import { DAY, organisation, START } from './ask-organisation.ts'

const cycle = { id: 'weekly@2016-05-03', closesAt: '2016-05-05T16:00:00Z' }
const item = { key: 'kpi:four-hour', name: 'Four-hour performance', owner: 'owner' }
/** The chief has a copy already. */
const ask: CheckInAsk = {
  ...openCheckIn({ plan: organisation(), cycle, item, accountable: 'director' }, START),
  asked: ['owner', 'chief'],
}
const input = { action: 'not-mine' as const, text: 'The director has it.', epoch: 1, by: 'owner', via: 'link' as const }
const away = organisation({ owner: { absences: [{ from: '2016-05-01', to: '2016-06-01' }] } })
const without = { ...organisation(), people: organisation().people.filter(({ id }) => id !== 'owner') }

const handings: [how: string, hand: () => { ask: Ask; handOn?: Escalation }][] = [
  [
    'not theirs',
    () => {
      const said = notMine({ plan: organisation(), states: [], ask, input }, START)
      if (isAnswerRefused(said)) throw new Error(said.code)
      return said
    },
  ],
  [
    'away',
    () => {
      const slot = ask.stepAt!
      const around = { plan: away, states: [], decisions: new Map(), slot, at: START + DAY }
      const { ask: after, escalation } = moveOf(around, ask)
      return { ask: after, handOn: escalation }
    },
  ],
  ['gone', () => leavePlan({ plan: without, states: [] }, ask, START)],
]

it.each(handings)('who is %s hands the question on, and whoever answers a copy finds where it went', (_how, hand) => {
  const { ask: handed, handOn } = hand()
  expect(handed.state).toBe('handed-on')
  expect(copiesOf(handed as CheckInAsk)).toContainEqual({ person: handOn!.to, ask: handOn!.id })
})

describe('where everybody who could be asked has the question already', () => {
  const asked = ['owner', 'chief', 'deputy', 'director', 'desk']
  const lead: CheckInAsk = { ...ask, asked, step: 'end' }
  const copy = (person: string, state: Ask['state'] = 'open'): CheckInAsk => ({
    ...ask,
    id: `A-${person}`,
    person,
    state,
    leads: false,
    asked: ['owner', 'chief'],
    step: 'end',
  })
  const notTheirs = (copies: Ask[]) => {
    const said = notMine({ plan: organisation(), states: [], ask: lead, copies, input }, START)
    if (isAnswerRefused(said)) throw new Error(said.code)
    return said.besides!
  }

  it('"not mine" gives the lead to the first of the chain whose copy is open, and it does not come back by itself', () => {
    const [taken] = notTheirs([lead, copy('desk'), copy('director'), copy('chief', 'handed-on')])
    expect(taken!.after).toMatchObject({ person: 'director', leads: true, asked, handedBy: { person: 'owner' } })
    expect(taken!.after.revision).toBe(taken!.before.revision + 1)
  })

  it('whoever it was given to by name leads when nobody of the chain has it open', () => {
    expect(notTheirs([lead, copy('stranger'), copy('desk', 'answered')])[0]!.after.person).toBe('stranger')
    expect(notTheirs([lead, copy('desk', 'answered')])).toEqual([])
  })

  it('who leaves the plan leaves the lead to them too', () => {
    const left = leavePlan({ plan: without, states: [] }, lead, START, [copy('desk'), copy('chief')])
    expect([left.ask.state, left.lead?.after.person, left.lead?.after.leads]).toEqual(['withdrawn', 'desk', true])
    expect(leavePlan({ plan: without, states: [] }, copy('owner'), START, [copy('desk')]).lead).toBeUndefined()
  })
})
