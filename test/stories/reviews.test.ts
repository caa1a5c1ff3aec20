import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantAt, wallAt } from './clock.ts'
import { reviewPlan } from './review-world.ts'
import { Stage } from './stage.ts'

let stage: Stage
const at = (wall: string) => stage.runner.run(instantAt(wall))
const cycle = async (id: string) => (await stage.ledger(`CYCLE#${id}`)).find(({ sk }) => sk === 'META')!
const items = async (id: string) => (await stage.ledger(`CYCLE#${id}`)).filter(({ sk }) => sk.startsWith('ITEM#'))
const subjects = async (who: string) =>
  (await stage.mails(`${who}@example.org`)).map(({ subject, at }) => `${wallAt(at)} ${subject}`)

beforeAll(async () => {
  stage = await Stage.open(instantAt('2026-03-06 12:00'))
  await stage.apply(reviewPlan())
})
afterAll(() => stage?.runner.close())

test('a weekly review opens on Monday, asks each owner, closes on time and brings the chair its pack', async () => {
  await at('2026-03-09 06:59')
  expect(await stage.ledger('CYCLE#weekly@2026-03-09')).toEqual([])
  await at('2026-03-09 07:30')
  expect(await cycle('weekly@2026-03-09')).toMatchObject({ state: 'open', items: 4, waiting: 4 })
  expect((await items('weekly@2026-03-09')).map(({ item, owner, state }) => [item, owner, state])).toEqual([
    ['initiative:line-two', 'omar', 'waiting'],
    ['kpi:on-time', 'omar', 'waiting'],
    ['kpi:scrap', 'sita', 'waiting'],
    ['milestone:line-two-live', 'sita', 'waiting'],
  ])
  await at('2026-03-11 18:00')
  expect(await cycle('weekly@2026-03-09')).toMatchObject({ state: 'closed', closedBecause: 'deadline' })
  const packs = (await stage.mails('lena@example.org')).filter(({ subject }) => subject.startsWith('Weekly check-in'))
  expect(packs.map(({ subject }) => subject)).toEqual(['Weekly check-in, Mon 9 Mar: 4 silent'])
  expect(packs[0]!.text).toContain('NOBODY ANSWERED')
})

test('the next cycle joins the questions that still wait: nobody is asked twice', async () => {
  await at('2026-03-16 07:30')
  expect(await cycle('weekly@2026-03-16')).toMatchObject({ state: 'open', waiting: 4, previous: 'weekly@2026-03-09' })
  const asks = (await stage.ledger('PERSON#sita')).filter(({ sk }) => sk.startsWith('ASK#'))
  expect(asks.map(({ cycles }) => cycles)).toEqual([
    ['weekly@2026-03-09', 'weekly@2026-03-16'],
    ['weekly@2026-03-09', 'weekly@2026-03-16'],
  ])
})

test('nobody gets two mails in one slot', async () => {
  for (const who of ['omar', 'sita', 'lena', 'office']) {
    const slots = (await subjects(who))
      .filter((line) => line.slice(11, 16) === '08:00')
      .map((line) => line.slice(0, 16))
    expect(new Set(slots).size, who).toBe(slots.length)
  }
})
