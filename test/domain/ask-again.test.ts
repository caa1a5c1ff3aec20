import { describe, expect, it } from 'vitest'
import type { CheckInAsk, Mail } from '../../domain/ask.ts'
import { asksAgain, joinCheckIn, openCheckIn } from '../../domain/ask-check-in.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { planMail } from '../../domain/plan-mail.ts'
import { organisation } from './ask-organisation.ts'

const plan = organisation()
const OPENED = parseInstant('2016-06-07T06:00:00Z')
const JOINED = parseInstant('2016-06-21T06:00:00Z')
const SLOT = '2016-06-21T07:00:00Z'
const cycle = (date: string) => ({ id: `weekly@${date}`, closesAt: `${date}T16:00:00Z` })

/** A question of two weeks ago that was mailed twice and whose ladder has ended, as changed, which a new cycle joins. */
const joined = (changed: Partial<CheckInAsk> = {}): CheckInAsk => {
  const about = { key: 'kpi:flow', name: 'Flow', owner: 'owner' }
  const opened = openCheckIn({ plan, cycle: cycle('2016-06-09'), item: about, accountable: 'director' }, OPENED)
  const { stepAt: _over, ...old } = opened
  const mails = ['2016-06-07T07:00:00Z', '2016-06-09T07:00:00Z']
  return joinCheckIn({ ...old, step: 'end', mails, ...changed }, cycle('2016-06-23'), JOINED)
}

const planOf = (ask: CheckInAsk, mails: Mail[] = [], slot = SLOT) =>
  planMail(
    { plan, person: 'owner', slot, asks: [ask], notes: [], mails, states: [], decisions: [] },
    parseInstant(slot.slice(0, 20)) + 7000,
  )

describe('a question that a further review joins', () => {
  it('is asked again in the next slot, once; its ladder stays where it was', () => {
    const ask = joined()
    const { mail, advance, nextSlots } = planOf(ask)
    expect(mail?.entries).toEqual([{ ask: ask.id, epoch: 1, how: 'ask' }])
    const [after] = advance as CheckInAsk[]
    expect(after).toMatchObject({ step: 'end', mails: [...ask.mails, SLOT], revision: ask.revision + 1 })
    expect([after!.stepAt, asksAgain(after!), nextSlots]).toEqual([undefined, false, []])
    expect(planOf(after!, [], '2016-06-22T07:00:00Z').mail).toBeUndefined()
  })

  it.each<[string, Partial<CheckInAsk>, string]>([
    ['a reminder is due in the same slot', { step: 'remind', stepAt: SLOT }, 'remind'],
    ['the manager is told in the same slot', { step: 'tell-manager', stepAt: SLOT }, 'ask'],
    ['it goes to the next of the chain in the same slot', { step: 'escalate', stepAt: SLOT }, 'ask'],
  ])('%s: one mail, one step', (_, changed, how) => {
    const ask = joined(changed)
    const { mail, advance } = planOf(ask)
    expect(mail?.entries.map((one) => one.how)).toEqual([how])
    expect(advance).toMatchObject([{ mails: [...ask.mails, SLOT], revision: ask.revision + 1 }])
    expect(advance[0]!.stepAt).not.toBe(SLOT)
  })

  it.each<[string, Partial<CheckInAsk>]>([
    ['put off', { step: 'remind', stepAt: '2016-06-24T07:00:00Z', snoozedUntil: '2016-06-24T07:00:00Z' }],
    ['taken up yesterday', { acknowledgedAt: '2016-06-20T12:00:00Z' }],
    ['a copy', { leads: false }],
    ['answered meanwhile', { state: 'answered' }],
  ])('is not, %s', (_, changed) => {
    expect(planOf(joined(changed)).mail).toBeUndefined()
  })

  it('over the budget of the day it waits for the next slot', () => {
    const before: Mail = {
      ...{ person: 'owner', slot: `${SLOT}#A-1`, state: 'sent', urgent: true, claims: 1 },
      ...{ entries: [], notes: [], reasons: [], sentAt: '2016-06-21T06:30:00Z' },
    } as Mail
    const ask = joined()
    const { mail, nextSlots } = planOf(ask, [before])
    expect([mail, nextSlots]).toEqual([undefined, [{ person: 'owner', slot: '2016-06-22T07:00:00Z', urgent: false }]])
  })

  it('never mailed yet, it goes out as planned and is not owed a second mail', () => {
    const ask = joined({ mails: [], step: 'deliver', stepAt: SLOT })
    expect(asksAgain(ask)).toBe(false)
    expect(planOf(ask).advance).toMatchObject([{ mails: [SLOT] }])
  })

  it('whose owner is gone and has nobody to stand in, it is not owed for ever', () => {
    const ask = joined({ asked: ['owner', 'deputy', 'chief', 'director', 'desk'] })
    const state = { person: 'owner', unreachable: { since: formatInstant(JOINED), because: 'bounced' } }
    const facts = { plan, person: 'owner', slot: SLOT, asks: [ask], notes: [], mails: [], decisions: [] }
    const { mail, advance, nextSlots } = planMail({ ...facts, states: [state as never] }, parseInstant(SLOT))
    expect([mail, nextSlots]).toEqual([undefined, []])
    expect(asksAgain(advance[0]!)).toBe(false)
  })
})
