import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunFacts } from '../../local/invariants/facts.ts'
import { violationsOf } from '../../local/invariants/invariants.ts'
import { type Ledger, ledgerOf } from '../../local/invariants/ledger.ts'
import { wallAt } from './clock.ts'
import { BEGINS, LEO_LEAVES, liveThrough } from './half-year-world.ts'
import type { Stage } from './stage.ts'

/**
 * `HALF_YEAR=1 vitest run test/stories/half-year.test.ts` tells the whole of it, October to April: four changes of clocks,
 * Christmas and Easter, and takes half a minute. Otherwise its last five weeks.
 */
let stage: Stage
let facts: RunFacts
let ledger: Ledger

beforeAll(async () => {
  ;({ stage, facts } = await liveThrough())
  ledger = ledgerOf(facts)
}, 240_000)
afterAll(() => stage?.runner.close())

const held = (review: string) =>
  ledger.cycles
    .filter((one) => one.review === review)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, heldOn }) => (date === heldOn ? date : `${date} on ${heldOn}`))
const sinceThen = (dates: string[]) => dates.filter((date) => date > BEGINS)
const slotsOf = (person: string) =>
  ledger.mails.filter((mail) => mail.person === person && mail.state === 'sent' && !mail.slot.includes('#'))
const entered = (cycle: string) => ledger.cycleItems.filter((one) => one.cycle === cycle)
const zoneOf = (person: string) =>
  facts.plans.flatMap(({ plan }) => plan.people).find(({ id }) => id === person)!.timezone

test('the weekly review is held every Monday, and left out where Monday is a day off', () => {
  const mondays = Array.from({ length: 27 }, (_, i) =>
    new Date(Date.UTC(2026, 9, 5 + 7 * i)).toISOString().slice(0, 10),
  )
  expect(held('weekly')).toEqual(sinceThen(mondays.filter((day) => day !== '2026-12-28' && day !== '2027-03-29')))
})

test('the monthly review waits for the first working day, the quarterly one comes before the days off', () => {
  expect(held('monthly')).toEqual(
    sinceThen([
      '2026-11-01 on 2026-11-02',
      '2026-12-01',
      '2027-01-01 on 2027-01-04',
      '2027-02-01',
      '2027-03-01',
      '2027-04-01',
    ]),
  )
  expect(held('quarterly')).toEqual(sinceThen(['2026-12-28 on 2026-12-24', '2027-03-28 on 2027-03-25']))
})

test('seven o’clock is seven o’clock of the review’s own place, whatever the clocks did', () => {
  const opened = (review: string, zone: string) =>
    new Set(ledger.cycles.filter((one) => one.review === review).map(({ opensAt }) => wallAt(opensAt, zone).slice(-5)))
  expect(opened('weekly', 'Europe/London')).toEqual(new Set(['07:00']))
  expect(opened('monthly', 'America/New_York')).toEqual(new Set(['07:00']))
  const utc = (id: string) => ledger.cycles.find((one) => one.id === id)!.opensAt
  expect([utc('weekly@2027-03-22'), utc('weekly@2027-04-05'), utc('monthly@2027-04-01')]).toEqual([
    '2027-03-22T07:00:00Z',
    '2027-04-05T06:00:00Z',
    '2027-04-01T11:00:00Z',
  ])
})

test('every cycle but those still under way closed with its pack; nothing was asked twice, nothing lost', () => {
  const reviews = [
    'each occurrence once',
    'cycles close with one pack',
    'asked once a cycle',
    'answers count',
    'promises once',
  ]
  const mails = ['one mail a person and slot', 'no mail lost', 'asked by mail', 'asks go on', 'ladders end at the desk']
  expect(violationsOf(facts).filter(({ invariant }) => [...reviews, ...mails].includes(invariant))).toEqual([])
  expect(ledger.cycles.filter(({ state }) => state !== 'closed').map(({ id }) => id)).toEqual([])
})

test('a mail a slot at most, at eight of the reader’s own clock, before and after each change', () => {
  for (const person of ['omar', 'sita', 'lars', 'abby', 'dina', 'lena', 'nina', 'office']) {
    const walls = slotsOf(person).map(({ slot }) => wallAt(slot, zoneOf(person)))
    expect(new Set(walls.map((wall) => wall.slice(-5))), person).toEqual(new Set(walls.length > 0 ? ['08:00'] : []))
    expect(new Set(walls).size, person).toBe(walls.length)
  }
  const boxes = Map.groupBy(facts.delivered, ({ to }) => to.join())
  const sent = ledger.mails.filter(({ state }) => state === 'sent').length
  expect([...boxes.values()].flat()).toHaveLength(sent)
})

test('who is prompt is asked at eight of the day it opens, once a question, and never reminded', () => {
  const asks = ledger.checkInAsks.filter(({ person }) => person === 'omar')
  expect(asks.length).toBeGreaterThan(3)
  for (const { id, openedAt, mails, state } of asks) {
    expect([state, mails.length], id).toEqual(['answered', 1])
    const [day, time] = wallAt(openedAt).split(' ') as [string, string]
    // Seven in New York is noon in London, which changes its clocks on other days: the mail of that day has gone.
    if (time === '07:00') expect(wallAt(mails[0]!), id).toBe(`${day} 08:00`)
    else expect([time, wallAt(mails[0]!) > `${day} 08:00`], id).toEqual([expect.stringMatching(/^1[12]:00$/), true])
  }
})

test('each question is opened once and told once, and every item of every cycle has one, or what was just said', () => {
  const first = ledger.checkInAsks.filter(({ asked, person }) => asked[0] === person)
  const told = ledger.history.filter(({ what }) => what === 'Check-in asked')
  expect(told).toHaveLength(first.length)
  const [carried, asked] = [ledger.cycleItems.filter(({ ask }) => !ask), ledger.cycleItems.filter(({ ask }) => ask)]
  expect(new Set(carried.map(({ state }) => state))).toEqual(new Set(['carried']))
  // What was passed on is joined where it lies, and takes the cycles that waited with it when it comes back.
  const places = ledger.checkInAsks.flatMap(({ item, cycles }) => cycles.map((cycle) => `${item} ${cycle}`))
  expect(asked).toHaveLength(new Set(places).size)
  expect(ledger.cycleItems).toHaveLength(5 * ledger.cycles.length)
})

test('who is silent is asked once a cycle and reminded once, by one question that all cycles join; then others are asked', () => {
  const asks = ledger.checkInAsks.filter(({ person }) => person === 'sita')
  expect(asks.map(({ state }) => state)).toEqual(['open'])
  expect(asks[0]!.mails).toHaveLength(ledger.cycles.length + 1)
  // Whoever was asked too sees what the newest cycle froze.
  const copies = ledger.checkInAsks.filter(({ owner, leads }) => owner === 'sita' && !leads)
  expect(copies.map(({ person, cycles }) => [person, cycles.length])).toEqual([
    ['lena', ledger.cycles.length],
    ['office', ledger.cycles.length],
  ])
  expect(asks[0]!.cycles).toHaveLength(ledger.cycles.length)
  expect(asks[0]!.asked).toEqual(['sita', 'lena', 'office'])
  const states = ledger.cycleItems.filter(({ owner }) => owner === 'sita').map(({ state }) => state)
  expect(new Set(states)).toEqual(new Set(['silent']))
})

test('who is late is late for the short cycles; the long ones wait', () => {
  const states = (review: string) =>
    ledger.cycleItems.filter((one) => one.owner === 'lars' && one.cycle.startsWith(review)).map(({ state }) => state)
  expect(states('weekly')).toContain('late')
  expect(states('quarterly').filter((state) => state !== 'answered' && state !== 'carried')).toEqual([])
})

test('who is away hears nothing; the deputy is asked and answers', () => {
  const away = (slot: string) => '2027-03-15' <= slot && slot < '2027-04-03'
  expect(slotsOf('abby').filter(({ slot }) => away(slot))).toEqual([])
  expect(slotsOf('dina').filter(({ slot }) => away(slot)).length).toBeGreaterThan(0)
  const during = entered('weekly@2027-03-22').find(({ owner }) => owner === 'abby')!
  expect([during.state, during.checkIn?.by]).toEqual(['answered', 'dina'])
})

test('who leaves mid-cycle is asked nothing more, the cycle stays whole, and who follows is asked from the next on', () => {
  const mid = entered('weekly@2027-03-08')
  expect(mid.map(({ owner }) => owner).sort()).toEqual(['abby', 'lars', 'leo', 'omar', 'sita'])
  expect(slotsOf('leo').filter(({ slot }) => wallAt(slot) > LEO_LEAVES)).toEqual([])
  expect(ledger.checkInAsks.filter(({ person, state }) => person === 'leo' && state === 'open')).toEqual([])
  expect(
    entered('weekly@2027-03-15')
      .map(({ owner }) => owner)
      .sort(),
  ).toEqual(['abby', 'lars', 'nina', 'omar', 'sita'])
  expect(entered('weekly@2027-03-22').find(({ owner }) => owner === 'nina')).toMatchObject({ state: 'answered' })
  // What Leo left unanswered had gone to Lena: it goes with its item.
  const left = ledger.checkInAsks.filter(({ item, owner }) => item === 'kpi:stock' && owner === 'leo')
  expect(left.map(({ state }) => state)).not.toContain('open')
  expect(left.find(({ person }) => person === 'lena')!.closedBecause).toBe('nina answers for it now.')
})
