import { afterAll, beforeAll, expect, test } from 'vitest'
import { driven } from '../../bin/faulting/operator.ts'
import { auditEvery } from '../../bin/faulting/set-up.ts'
import type { S3 } from '../../local/services/s3.ts'
import type { Scheduler } from '../../local/services/scheduler.ts'
import { instantAt, wallAt } from './clock.ts'
import { reviewPlan } from './review-world.ts'
import { Stage } from './stage.ts'

const review = (id: string, schedule: string, participants = 'omar, sita') =>
  `\n  - { id: ${id}, name: ${id}, schedule: '${schedule}', chair: lena, participants: [${participants}], closesAfter: 2 wd }`
const WEEKLY = review('weekly', '0 7 * * mon')
const EMPTY = review('empty', '0 7 * * thu', 'dina')
const HUDDLE = review('huddle', '0 7 * * wed')

let stage: Stage
const at = (wall: string) => stage.runner.run(instantAt(wall))
const cycles = async () =>
  (await stage.everything('LedgerTable')).filter(({ pk, sk }) => pk.startsWith('CYCLE#') && sk === 'META')
const cycle = async (id: string) => (await cycles()).find((one) => one.id === id)
const ids = async () => (await cycles()).map(({ id }) => id).sort()
const scheduler = () => stage.runner.world.service<Scheduler>('scheduler')
const openings = () =>
  scheduler()
    .all()
    .filter(({ name }) => name.startsWith('plan-review-'))
    .map(({ name, enabled }) => [name.split('-')[2], enabled])
/** Invokes functions at the same instant. */
const call = (name: string, inputs: object[]) =>
  driven(stage.runner, Promise.all(inputs.map((one) => stage.runner.world.invoke(`Throughline-${name}`, one))))
const writes = () =>
  [...stage.runner.counts].reduce((n, [name, by]) => (/^calls:scheduler:(?!GET)/.test(name) ? n + by : n), 0)

beforeAll(async () => {
  stage = await Stage.open(instantAt('2026-03-06 12:00'))
  await stage.apply(reviewPlan({ reviews: WEEKLY + HUDDLE }))
  auditEvery(stage.runner, '30 days')
})
afterAll(() => stage?.runner.close())

test('schedules that somebody deleted, disabled or added are put right by the audit, and a second look changes nothing', async () => {
  await at('2026-03-08 12:00')
  const [huddle, weekly] = scheduler()
    .all()
    .filter(({ name }) => name.startsWith('plan-review-'))
  scheduler().delete(weekly!.group, weekly!.name)
  scheduler().put({ ...huddle!, enabled: false }, stage.runner.world)
  scheduler().put({ ...huddle!, name: 'plan-review-ghost-0000000000000000' }, stage.runner.world)
  await at('2026-03-10 06:30')
  expect(await ids()).toEqual([])
  await call('audit', [{}])
  expect(openings()).toEqual([
    ['huddle', true],
    ['weekly', true],
  ])
  const made = writes()
  await call('audit', [{}, {}])
  expect(writes()).toBe(made)
})

test('the Monday nobody looked is caught up by the next look, once, and its owners have all of their time', async () => {
  await at('2026-03-10 07:01')
  await call('open-cycle', [{ review: 'weekly' }, { review: 'weekly' }])
  await at('2026-03-11 06:00')
  expect(await ids()).toEqual(['weekly@2026-03-09'])
  const { missed, opensAt, closesAt, state } = (await cycle('weekly@2026-03-09'))!
  expect([state, missed, wallAt(String(opensAt)), wallAt(String(closesAt))]).toEqual([
    'open',
    [],
    '2026-03-09 07:00',
    '2026-03-12 17:00',
  ])
})

test('reviews that overlap ask one question of one person: the second joins it', async () => {
  await at('2026-03-11 08:30')
  const asks = (await stage.ledger('PERSON#sita')).filter(({ sk }) => sk.startsWith('ASK#'))
  expect(asks.map((ask) => ask.cycles)).toEqual(asks.map(() => ['weekly@2026-03-09', 'huddle@2026-03-11']))
  expect(asks.length).toBeGreaterThan(0)
  expect([(await cycle('weekly@2026-03-09'))!.waiting, (await cycle('huddle@2026-03-11'))!.waiting]).toEqual([4, 4])
})

test('a review that leaves the plan in the middle of its cycle is closed and packed, and held no more', async () => {
  await at('2026-03-11 12:00')
  await stage.apply(reviewPlan({ reviews: HUDDLE }))
  expect(openings()).toEqual([['huddle', true]])
  await at('2026-03-12 17:30')
  expect(await cycle('weekly@2026-03-09')).toMatchObject({ state: 'closed', closedBecause: 'deadline' })
  const subjects = (await stage.mails('lena@example.org')).map(({ subject }) => subject)
  expect(subjects).toContainEqual(expect.stringMatching(/^Conclude by .*: weekly — /))
  await at('2026-03-17 12:00')
  expect(await ids()).toEqual(['huddle@2026-03-11', 'weekly@2026-03-09'])
})

test('brought back, it is not held for the Monday on which it was not there, and asks who takes part by now', async () => {
  await stage.apply(reviewPlan({ reviews: review('weekly', '0 7 * * mon', 'omar, sita, lena') + HUDDLE + EMPTY }))
  await at('2026-03-23 08:30')
  const held = ['huddle@2026-03-11', 'huddle@2026-03-18', 'weekly@2026-03-09', 'weekly@2026-03-23']
  expect((await ids()).filter((id) => !String(id).startsWith('empty'))).toEqual(held)
  const entered = (await stage.ledger('CYCLE#weekly@2026-03-23')).filter(({ sk }) => sk.startsWith('ITEM#'))
  expect(new Set(entered.map(({ owner }) => owner))).toEqual(new Set(['lena', 'omar', 'sita']))
})

test('a review whose people own nothing closes at once, with a pack that says so', async () => {
  expect(await cycle('empty@2026-03-19')).toMatchObject({ state: 'closed', closedBecause: 'all-answered', items: 0 })
  const pack = (await stage.mails('lena@example.org')).find(({ subject }) => subject.includes(': empty — '))
  expect(pack?.subject).toMatch(/^Conclude by \w+ \d+ Mar: empty — nothing was asked$/)
})

test('a cycle is packed, and figures are told, although nothing is kept of the cycle before', async () => {
  const figures = async () => {
    const [answer] = await call('apply-plan', [{ read: 'figures', cycles: 8 }])
    const told = JSON.parse(answer!.payload) as { reviews: { id: string; cycles: number }[] }
    return Object.fromEntries(told.reviews.map(({ id, cycles }) => [id, cycles]))
  }
  const kept = stage.runner.world.service<S3>('s3').buckets.get(stage.output('ArchiveBucket'))!
  // Weekly is open, and its figures are those of the cycle before.
  expect(await figures()).toEqual({ weekly: 1, huddle: 2, empty: 1 })
  const before = [...kept.keys()].filter((key) => key.startsWith('cycles/weekly@2026-03-09/'))
  expect(before).toHaveLength(3)
  for (const key of before) kept.delete(key)
  await at('2026-03-25 17:30')
  expect(await cycle('weekly@2026-03-23')).toMatchObject({ state: 'closed', closedBecause: 'deadline' })
  expect(await figures()).toEqual({ weekly: 1, huddle: 2, empty: 1 })
})
