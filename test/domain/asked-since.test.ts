import { expect, test } from 'vitest'
import type { DecisionAsk, Note } from '../../domain/ask.ts'
import { tellManager } from '../../domain/ask-escalation.ts'
import { openAsk, passedAsk } from '../../domain/ask-opening.ts'
import { planMail } from '../../domain/plan-mail.ts'
import { openedDecision, organisation, START } from './ask-organisation.ts'

const plan = organisation()
const decision = openedDecision(plan)
const ask: DecisionAsk = openAsk({ plan, decision, kind: 'decide' }, START)
const [FIRST, LATER, ACKNOWLEDGED] = ['2016-05-04T07:00:00Z', '2016-05-11T07:00:00Z', '2016-05-10T09:00:00Z']
const passed = (from: DecisionAsk) =>
  passedAsk(
    plan,
    from,
    { to: { person: 'deputy', role: 'delegate' }, how: 'hand-on' },
    Date.parse(LATER),
  ) as DecisionAsk

test('a copy knows when the question was first mailed; nobody was silent before their own first mail', () => {
  const mailed = { ...ask, mails: [FIRST] }
  expect([passed(ask).since, passed(mailed).since]).toEqual([undefined, FIRST])
  const theirs = { ...passed(mailed), mails: [LATER, '2016-05-13T07:00:00Z'] }
  const told = tellManager({ plan, states: [] }, theirs, 'chief', Date.parse('2016-05-16T07:00:00Z'))
  expect(told).toMatchObject({ kind: 'note', note: { about: { person: 'deputy', since: LATER } } })
})

test.each<Note['kind'] & ('urged' | 'confirm')>(['urged', 'confirm'])(
  'a line that asks something (%s) comes with its question, however lately it was taken up',
  (kind) => {
    const taken = { ...ask, mails: [FIRST], acknowledgedAt: ACKNOWLEDGED, step: 'escalate' as const, stepAt: ask.dueBy }
    const about = { person: 'chief', ask: ask.id, title: ask.title, dueBy: ask.dueBy, since: FIRST }
    const note: Note = { id: 'N-1', person: 'owner', kind, about, createdAt: '2016-05-10T10:00:00Z' }
    const around = { plan, person: 'owner', slot: LATER, asks: [taken], mails: [], states: [], decisions: [] }
    const { mail } = planMail({ ...around, notes: [note] } as Parameters<typeof planMail>[0], Date.parse(LATER))
    expect(mail).toEqual({ entries: [{ ask: ask.id, epoch: 1, how: 'still-open' }], notes: ['N-1'] })
  },
)
