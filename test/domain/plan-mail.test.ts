import { describe, expect, it } from 'vitest'
import type { Mail } from '../../domain/ask.ts'
import { MAX_MAIL_ASKS, MAX_TRANSACTION_ITEMS } from '../../domain/mail-room.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { type Behaviour, World } from './mail-world.ts'

const plan = organisation()

/** What each person was mailed, as `day how` lines. */
const diary = (world: World) =>
  world.sent.map(({ person, slot, plan: { mail } }) => {
    const entries = mail!.entries.map((entry) => entry.how)
    return `${slot.slice(5, 16)} ${person}: ${[...entries, ...mail!.notes.map(() => 'told')].join(', ')}`
  })

const lived = (world: World, more: Parameters<typeof openedDecision>[2] = {}, until = 60 * DAY, machine = false) => {
  world.open(openedDecision(world.plan, START, more), 'decide', START)
  world.run(START + until, machine)
  return diary(world)
}

/** Answers the first mail that carries the ask to `who` in this way, later ones not. */
const once = (who: string, input: NonNullable<ReturnType<Behaviour>>): Behaviour => {
  let done = false
  return (ask) => {
    if (done || ask.person !== who) return undefined
    done = true
    return input
  }
}

describe('the ladder of a silent ask', () => {
  it('S3, silent: asked, reminded, manager told, manager asked, then the chain to the desk, two working days a step', () => {
    expect(lived(new World(plan), { severity: 'S3' })).toEqual([
      '05-04T07:00 owner: ask',
      '05-06T07:00 owner: remind',
      '05-11T07:00 chief: told',
      '05-13T07:00 chief: escalated',
      '05-17T07:00 chief: remind',
      '05-17T07:00 deputy: escalated',
      '05-18T12:00 director: escalated',
      '05-19T07:00 deputy: remind',
      '05-20T12:00 director: remind',
      '05-23T07:00 desk: escalated',
      '05-25T07:00 desk: remind',
    ])
  })

  it('S2, silent: the deadline comes before the ladder is through, so the chain starts at it', () => {
    expect(lived(new World(plan), { severity: 'S2' }).slice(0, 5)).toEqual([
      '05-04T07:00 owner: ask',
      '05-06T07:00 owner: remind',
      '05-11T07:00 chief: told',
      '05-12T07:00 chief: escalated',
      '05-16T07:00 chief: remind',
    ])
  })

  it('S1: asked at once; from respond-by to respond-by the next of the chain is, whatever the hour; each copy is reminded once', () => {
    expect(lived(new World(plan), { severity: 'S1' })).toEqual([
      '05-03T10:00 owner: ask',
      '05-03T14:00 owner: remind',
      '05-03T14:01 chief: escalated',
      '05-03T18:02 deputy: escalated',
      '05-03T22:03 director: escalated',
      '05-04T02:04 desk: escalated',
      '05-05T07:00 chief: remind',
      '05-05T07:00 deputy: remind',
      '05-05T12:00 director: remind',
      '05-06T07:00 desk: remind',
    ])
  })

  it('S1 on a Friday before days off: nobody waits for Tuesday', () => {
    const friday = Date.parse('2016-04-29T11:00:00Z')
    const world = new World(plan)
    world.open(openedDecision(plan, friday, { severity: 'S1' }), 'decide', friday)
    world.run(friday + DAY, false)
    expect(diary(world).at(-1)).toBe('04-30T03:04 desk: escalated')
  })

  it('S1 taken up: left alone until the deadline, then the chain starts that very moment', () => {
    const world = new World(plan, once('owner', { action: 'acknowledge' }))
    expect(lived(world, { severity: 'S1' }, 2 * DAY)).toEqual([
      '05-03T10:00 owner: ask',
      '05-04T10:01 chief: escalated',
      '05-04T14:02 deputy: escalated',
      '05-04T18:03 director: escalated',
      '05-04T22:04 desk: escalated',
    ])
  })

  it('S1 whose machine does not wake: the chain goes on with the next slots', () => {
    const world = new World(plan)
    world.wake = () => {}
    expect(lived(world, { severity: 'S1' }, 3 * DAY)).toEqual([
      '05-03T10:00 owner: ask',
      '05-04T07:00 owner: remind',
      '05-04T07:01 chief: escalated',
      '05-05T07:01 deputy: escalated',
      '05-06T07:00 chief: remind',
      '05-06T07:01 director: escalated',
    ])
  })

  it('a deadline before the first reminder: the overdue owner is still reminded once, when the chain starts', () => {
    const world = new World(plan)
    const decision = { ...openedDecision(plan, START, { severity: 'S2' }), decideBy: '2016-05-04T18:00:00Z' }
    world.open(decision, 'decide', START)
    world.run(START + 2 * DAY, false)
    expect(diary(world)).toEqual(['05-04T07:00 owner: ask', '05-05T07:00 owner: remind'])
  })

  it('S4 waits for the first slot of the next week', () => {
    expect(lived(new World(plan), { severity: 'S4' })[0]).toBe('05-09T07:00 owner: ask')
  })

  it('answered: everything stops', () => {
    const world = new World(plan, once('owner', { action: 'decide', option: 'beds', text: 'now' }))
    expect(lived(world)).toEqual(['05-04T07:00 owner: ask'])
    expect([...world.decisions.values()][0]).toMatchObject({ state: 'decided', choice: { by: 'owner' } })
  })

  it('acknowledged: no reminder until the deadline, then the chain starts', () => {
    const world = new World(plan, once('owner', { action: 'acknowledge' }))
    expect(lived(world, {}, 9 * DAY)).toEqual(['05-04T07:00 owner: ask', '05-12T07:00 chief: escalated'])
  })

  it('put off: left alone until then, reminded once, told on after that', () => {
    const world = new World(plan, once('owner', { action: 'snooze', until: '2016-05-09' }))
    expect(lived(world, { severity: 'S3' }, 12 * DAY)).toEqual([
      '05-04T07:00 owner: ask',
      '05-09T07:00 owner: remind',
      '05-12T07:00 chief: told',
    ])
  })

  it('put off until the day of the deadline: reminded that morning, and the chain does not wait for more', () => {
    const world = new World(plan, once('owner', { action: 'snooze', until: '2016-05-10' }))
    expect(lived(world, {}, 10 * DAY)).toEqual([
      '05-04T07:00 owner: ask',
      '05-10T07:00 owner: remind',
      '05-12T07:00 chief: escalated',
    ])
  })

  it('not mine: the manager has it next, with the reason, and leads the ladder from then on', () => {
    const world = new World(plan, once('owner', { action: 'not-mine', text: 'I moved to surgery' }))
    expect(lived(world, { severity: 'S3' }).slice(0, 5)).toEqual([
      '05-04T07:00 owner: ask',
      '05-05T07:00 chief: ask',
      '05-09T07:00 chief: remind',
      '05-12T07:00 deputy: escalated',
      '05-13T12:00 director: escalated',
    ])
    expect([...world.asks.values()][0]).toMatchObject({
      state: 'handed-on',
      epoch: 2,
      closedBecause: expect.stringContaining('surgery'),
    })
  })

  it('time runs out: the fallback takes the question back and the accountable person is asked to carry it out', () => {
    const world = new World(plan)
    const days = lived(world, {}, 60 * DAY, true)
    expect(days).toContain('05-23T12:00 director: ask')
    const open = [...world.asks.values()].filter((ask) => ask.state === 'open')
    expect(new Set(open.map((ask) => ask.kind))).toEqual(new Set(['carry-out']))
  })
})

describe('who is not there', () => {
  const away = [{ from: '2016-05-04', to: '2016-05-20' }]

  it('an absent owner: the deputy has it, with the reason kept', () => {
    const world = new World(organisation({ owner: { absences: away } }))
    expect(lived(world, {}, 3 * DAY)).toEqual(['05-05T07:00 deputy: ask'])
    expect([...world.mails.values()][0]).toMatchObject({
      state: 'skipped',
      reasons: [expect.stringContaining('handed on to deputy deputy: Name of owner is away'), expect.any(String)],
    })
  })

  it('an absent owner with an absent deputy: the manager', () => {
    const world = new World(organisation({ owner: { absences: away }, deputy: { absences: away } }))
    expect(lived(world, {}, 3 * DAY)).toEqual(['05-05T07:00 chief: ask'])
  })

  it('an owner whose mail bounces is as good as away', () => {
    const world = new World(plan)
    world.states = [{ person: 'owner', unreachable: { since: '2016-05-01T00:00:00Z', because: 'mailbox unknown' } }]
    expect(lived(world, {}, 3 * DAY)).toEqual(['05-05T07:00 deputy: ask'])
  })

  it('an owner whose first mail bounces: the deputy has it with the next slot, not when a reminder would be due', () => {
    const world = new World(plan)
    world.open(openedDecision(plan), 'decide', START)
    world.run(START + DAY, false)
    world.states = [{ person: 'owner', unreachable: { since: '2016-05-04T07:01:00Z', because: 'mailbox unknown' } }]
    world.planSlot({ person: 'owner', slot: '2016-05-05T07:00:00Z', urgent: false })
    world.run(START + 3 * DAY, false)
    expect(diary(world)).toEqual(['05-04T07:00 owner: ask', '05-06T07:00 deputy: ask'])
  })

  it('an absent manager is neither told nor asked; the next of the chain is asked two days earlier instead', () => {
    const world = new World(organisation({ chief: { absences: away } }))
    expect(lived(world, { severity: 'S3' }, 8 * DAY)).toEqual([
      '05-04T07:00 owner: ask',
      '05-06T07:00 owner: remind',
      '05-11T07:00 deputy: escalated',
    ])
  })

  it('somebody without manager and deputy: accountable, then desk', () => {
    expect(lived(new World(plan), { decider: 'loner', severity: 'S3' }, 14 * DAY)).toEqual([
      '05-04T07:00 loner: ask',
      '05-06T07:00 loner: remind',
      '05-10T12:00 director: escalated',
      '05-12T12:00 director: remind',
      '05-13T07:00 desk: escalated',
      '05-17T07:00 desk: remind',
    ])
  })

  it('a holiday declared after the slot was planned: the mail goes on the next working day', () => {
    const world = new World(plan)
    world.open(openedDecision(plan), 'decide', START)
    const changed = organisation()
    changed.calendars[0]!.holidays.push('2016-05-04')
    world.plan = changed
    world.run(START + 2 * DAY, false)
    expect(diary(world)).toEqual(['05-05T07:00 owner: ask'])
  })
})

describe('one mail a slot', () => {
  const many = (world: World, n: number) => {
    for (let i = 0; i < n; i++) world.open(openedDecision(plan, START + i, { episode: `e${i}` }), 'decide', START)
  }

  it('five asks for one person in one slot are one mail', () => {
    const world = new World(plan)
    many(world, 5)
    world.run(START + DAY, false)
    expect(diary(world)).toEqual(['05-04T07:00 owner: ask, ask, ask, ask, ask'])
  })

  it('a hundred asks: forty a mail, oldest deadline first, none lost', () => {
    const world = new World(plan)
    many(world, 100)
    world.run(START + 3 * DAY - 1, false)
    const first = world.sent.map(({ plan: { mail } }) => mail!.entries.filter((entry) => entry.how === 'ask').length)
    expect(first).toEqual([MAX_MAIL_ASKS, MAX_MAIL_ASKS, 20])
    expect(new Set(world.sent.flatMap(({ plan: { mail } }) => mail!.entries.map((entry) => entry.ask))).size).toBe(100)
  })

  it('many escalations at once stay within one transaction', () => {
    const world = new World(plan)
    many(world, 60)
    world.look = (_facts, { advance, notes, escalations, nextSlots }) => {
      const history = escalations.length
      const lists = escalations.filter((escalation) => escalation.kind !== 'note').length
      const items = 2 + advance.length + notes.length + escalations.length + history + lists + nextSlots.length
      expect(items).toBeLessThanOrEqual(MAX_TRANSACTION_ITEMS)
    }
    world.run(START + 60 * DAY, false)
    const desk = [...world.asks.values()].filter((ask) => ask.person === 'desk' && ask.mails.length === 2)
    expect(desk).toHaveLength(60)
  })

  it('the budget: an urgent mail that morning uses it up, the slot waits a day', () => {
    const world = new World(plan)
    world.open(openedDecision(plan), 'decide', START)
    const urgent: Mail = {
      person: 'owner',
      slot: '2016-05-04T06:00:00Z#A-1',
      state: 'sent',
      urgent: true,
      claims: 1,
      entries: [],
      notes: [],
      reasons: [],
      sentAt: '2016-05-04T06:00:05Z',
    }
    world.mails.set('owner urgent', urgent)
    world.run(START + 2 * DAY, false)
    expect(diary(world)).toEqual(['05-05T07:00 owner: ask'])
    expect(world.mails.get('owner 2016-05-04T07:00:00Z')!.reasons[0]).toContain('1 of 1 mails of the day')
  })

  it('a mail somebody asked for lists what is open, moves nothing and costs no budget', () => {
    const world = new World(plan)
    const ask = world.open(openedDecision(plan), 'decide', START)
    world.work({ person: 'owner', slot: '2016-05-04T06:00:00Z#link-1', urgent: true }, START + DAY)
    expect(world.asks.get(ask.id)).toEqual(ask)
    expect(diary(world)).toEqual(['05-04T06:00 owner: still-open'])
  })

  it('what was taken up within three days is not even listed beside something new; after them it is', () => {
    const world = new World(plan, (ask) => (ask.acknowledgedAt ? undefined : { action: 'acknowledge' }))
    for (const [episode, days] of [
      ['a', 0],
      ['b', 1],
      ['c', 6],
    ] as const) {
      world.run(START + days * DAY, false)
      world.open(openedDecision(plan, START + days * DAY, { episode, severity: 'S3' }), 'decide', START + days * DAY)
    }
    world.run(START + 7 * DAY, false)
    expect(diary(world)).toEqual([
      '05-04T07:00 owner: ask',
      '05-05T07:00 owner: ask',
      '05-10T07:00 owner: ask, still-open, still-open',
    ])
  })

  it('what was taken up and put off comes back three days after, not before', () => {
    let said = 0
    const world = new World(
      plan,
      () => [{ action: 'acknowledge' as const }, { action: 'snooze' as const, until: '2016-05-05' }][said++],
    )
    const ask = world.open(openedDecision(plan, START, { severity: 'S3' }), 'decide', START)
    world.run(START + DAY, false)
    world.answer(world.asks.get(ask.id)!, START + DAY)
    world.run(START + 7 * DAY, false)
    expect(diary(world)).toEqual(['05-04T07:00 owner: ask', '05-09T07:00 owner: remind'])
  })

  it('what is still open is listed in a mail that goes anyway, never the reason for one', () => {
    const world = new World(plan, once('owner', { action: 'snooze', until: '2016-05-05' }))
    world.open(openedDecision(plan, START, { episode: 'a' }), 'decide', START)
    world.run(START + DAY, false)
    world.open(openedDecision(plan, START + 3 * DAY, { episode: 'b' }), 'decide', START + 3 * DAY)
    world.run(START + 6 * DAY, false)
    expect(diary(world)).toEqual([
      '05-04T07:00 owner: ask',
      '05-05T07:00 owner: remind',
      '05-09T07:00 owner: ask, still-open',
    ])
  })
})
