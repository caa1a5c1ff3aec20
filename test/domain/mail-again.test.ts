import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecisionAsk, Mail } from '../../domain/ask.ts'
import { openAsk } from '../../domain/ask-opening.ts'
import { stillToSend } from '../../domain/mail-again.ts'
import { openedDecision, organisation, START } from './ask-organisation.ts'

const plan = organisation()
const decision = openedDecision(plan)
const ask: DecisionAsk = openAsk({ plan, decision, kind: 'decide' }, START)
const frozen = (entries: Mail['entries'], notes: string[] = []): Mail => ({
  person: 'owner',
  slot: '2016-05-04T07:00:00Z',
  state: 'frozen',
  urgent: false,
  claims: 1,
  entries,
  notes,
  reasons: [],
})
const mail = frozen([{ ask: ask.id, epoch: 1, how: 'ask' }])
const facts = { asks: [ask], notes: [], decisions: [decision] }

describe('a frozen mail looked at again', () => {
  it('goes out as it is while everything still waits', () => {
    expect(stillToSend(mail, facts)).toEqual({ entries: mail.entries, notes: [], dropped: [] })
  })

  it.each<[string, Partial<DecisionAsk>, string]>([
    ['was answered meanwhile', { state: 'answered' }, 'it is answered by now'],
    ['was taken back', { state: 'withdrawn' }, 'it is withdrawn by now'],
    ['was handed on', { state: 'handed-on', epoch: 2 }, 'it is handed on by now'],
    ['has changed hands and come back', { epoch: 3 }, 'it has changed hands since'],
  ])('drops an ask that %s, and says why', (_, change, why) => {
    const again = stillToSend(mail, { ...facts, asks: [{ ...ask, ...change }] })
    expect(again).toEqual({ entries: [], notes: [], dropped: [`ask ${ask.id}: not sent again: ${why}`] })
  })

  it('drops an ask whose decision somebody else has taken', () => {
    const dismissal = { reason: 'known' as const, note: '', by: 'chief', at: '2016-05-04T08:00:00Z' }
    const again = stillToSend(mail, { ...facts, decisions: [{ ...decision, state: 'dismissed', dismissal }] })
    expect([again.entries, again.dropped.length]).toEqual([[], 1])
  })

  it('drops a line about somebody who has answered since', () => {
    const about = { person: 'x', ask: 'A-2', title: '?', dueBy: decision.decideBy, since: decision.openedAt }
    const note = { id: 'N-1', person: 'owner', kind: 'silent-report' as const, about, createdAt: decision.openedAt }
    const told = (state: 'open' | 'acknowledged') =>
      stillToSend(frozen([], ['N-1']), {
        asks: [],
        notes: [{ ...note, decision: decision.id }],
        decisions: [{ ...decision, state }],
      }).notes
    expect([told('open'), told('acknowledged')]).toEqual([['N-1'], []])
  })

  it('never loses one that is open under its epoch, and every entry is either sent or explained', () => {
    const states = fc.constantFrom<DecisionAsk['state']>('open', 'answered', 'withdrawn', 'handed-on')
    const asks = fc.array(fc.record({ state: states, epoch: fc.integer({ min: 1, max: 2 }) }), { maxLength: 12 })
    fc.assert(
      fc.property(asks, (all) => {
        const now = all.map((one, index) => ({ ...ask, ...one, id: `A-${index}` }))
        const again = stillToSend(frozen(now.map(({ id }) => ({ ask: id, epoch: 1, how: 'ask' }))), {
          ...facts,
          asks: now,
        })
        const waiting = now.filter((one) => one.state === 'open' && one.epoch === 1).map((one) => one.id)
        expect(again.entries.map((entry) => entry.ask)).toEqual(waiting)
        expect(again.entries.length + again.dropped.length).toBe(now.length)
      }),
    )
  })
})
