import { describe, expect, it } from 'vitest'
import { goAway } from '../../domain/away.ts'
import { formatDay } from '../../domain/civil.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { leavingSlot } from '../../domain/mail-occasion.ts'
import { backOn, isAwayAt, slotPresent } from '../../domain/presence.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'
import { World } from './mail-world.ts'
import { told } from './told.ts'

const plan = organisation({ director: { absences: [{ from: '2016-05-10', to: '2016-05-20' }] } })
const say = (until: string, person = 'owner', now = START) => goAway({ plan, person, until, via: 'link' }, now)

describe('away until a day', () => {
  it('is an absence from today to the day before, in the own zone', () => {
    expect(say('2016-05-09')).toEqual({
      away: { from: '2016-05-03', to: '2016-05-08', at: '2016-05-03T10:00:00Z', via: 'link' },
    })
    // Eleven at night in New York is the day after in London.
    expect(say('2016-05-09', 'director', parseInstant('2016-05-04T03:00:00Z'))).toMatchObject({
      away: { from: '2016-05-03' },
    })
  })

  it.each([
    ['today', '2016-05-03'],
    ['yesterday', '2016-05-02'],
    ['no day', ''],
    ['30 February', '2017-02-30'],
    ['words', 'next week'],
    ['over a year', '2017-05-05'],
    ['the year 275760', '+275760-09-13'],
  ])('refuses %s and says which days there are', (_, until) => {
    expect(told(say(until))).toMatchObject({
      code: 'bad-date',
      sentence: expect.stringMatching(/choose a day from 2016-05-04 to 2017-05-04\.$/),
    })
  })

  it('is not for the desk', () => {
    expect(say('2016-05-09', 'desk')).toMatchObject({ code: 'nobody-else' })
  })

  it('adds to what the plan says: whichever says more counts', () => {
    const away = { from: '2016-05-08', to: '2016-05-12', at: '2016-05-03T10:00:00Z', via: 'link' as const }
    const around = { plan, states: [{ person: 'director', away }] }
    const there = (day: string) => isAwayAt(around, 'director', parseInstant(`${day}T14:00:00Z`))
    expect(['2016-05-07', '2016-05-08', '2016-05-11', '2016-05-13', '2016-05-20', '2016-05-21'].map(there)).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ])
    expect(formatDay(backOn(around, 'director', parseInstant('2016-05-09T14:00:00Z')))).toBe('2016-05-21')
    expect(formatInstant(slotPresent(around, 'director', parseInstant('2016-05-09T14:00:00Z')))).toBe(
      '2016-05-23T12:00:00Z',
    )
  })
})

describe('the moment somebody says that they are away', () => {
  const away = { from: '2016-05-05', to: '2016-05-20', at: '2016-05-05T09:00:00Z', via: 'link' as const }
  const at = parseInstant(away.at)
  const slot = { person: 'owner', slot: leavingSlot(away.at, away.to), urgent: true }
  const many = (n: number) => {
    const world = new World(organisation())
    for (let i = 0; i < n; i++) world.open(openedDecision(world.plan, START + i, { episode: `e${i}` }), 'decide', START)
    world.run(START + DAY, false)
    world.states = [{ person: 'owner', away }]
    world.planSlot(slot)
    return world
  }
  const leadsWith = (world: World, person: string) =>
    [...world.asks.values()].filter((ask) => ask.person === person && ask.state === 'open' && ask.leads).length

  it('what they were asked goes to the deputy at once, taken up or not, and nobody writes to them', () => {
    const world = many(2)
    const [first] = [...world.asks.values()]
    world.asks.set(first!.id, {
      ...first!,
      acknowledgedAt: '2016-05-04T09:00:00Z',
      step: 'escalate',
      stepAt: '2016-05-11T07:00:00Z',
    })
    world.run(at + DAY, false)
    expect([leadsWith(world, 'owner'), leadsWith(world, 'deputy')]).toEqual([0, 2])
    expect(world.sent.map(({ person, slot: when }) => `${person} ${when}`)).toEqual([
      'owner 2016-05-04T07:00:00Z',
      'deputy 2016-05-06T07:00:00Z',
    ])
    expect(world.mails.get(`owner ${slot.slot}`)).toMatchObject({
      state: 'skipped',
      reasons: expect.arrayContaining([expect.stringContaining('handed on to deputy deputy: Name of owner is away')]),
    })
  })

  it('fifty questions are more than one transaction holds, and all go', () => {
    const world = many(50)
    world.run(at + 60_000, false)
    expect([leadsWith(world, 'owner'), leadsWith(world, 'deputy')]).toEqual([0, 50])
  })

  it('taken back before it happens, nothing is handed on', () => {
    const world = many(2)
    world.states = []
    world.run(at + 60_000, false)
    expect(leadsWith(world, 'owner')).toBe(2)
  })
})
