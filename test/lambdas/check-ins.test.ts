import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CheckInAsk } from '../../domain/ask.ts'
import { joinCheckIn } from '../../domain/ask-check-in.ts'
import { passedAsk } from '../../domain/ask-opening.ts'
import { parseInstant } from '../../domain/instant.ts'
import { type CheckInAnswer, recordCheckIn } from '../../lambdas/answering/record-check-in.ts'
import { changeAsk, newAsk, readAsk } from '../../lambdas/aws/asks.ts'
import { changeCycle, changeCycleItem, readCycle, readItemsOf } from '../../lambdas/aws/cycles.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { lastCheckIns, openCommitments } from '../../lambdas/aws/items.ts'
import { openCycle } from '../../lambdas/reviewing/open.ts'
import { stageOfCycle } from '../../lambdas/reviewing/stage.ts'
import { withTables } from '../aws/tables.ts'
import { reviewAsks } from './a-review.ts'
import { smallPlan } from './small-plan.ts'

withTables()
for (const name of ['info', 'warn', 'log'] as const) vi.spyOn(console, name).mockReturnValue()
const plan = smallPlan()
const DAY = 86_400_000
const start = parseInstant('2026-03-02T08:00:00Z')
let now = start
let count = 0
let item = ''
beforeEach(() => {
  count += 1
  now = start
  item = `kpi:four-hour#org=A${count}`
})

const open = (review = 'weekly', date = '2026-03-02', facts = {}) =>
  reviewAsks(plan, { review: `${review}-${count}`, date, item, facts }, now)

const answer = (ask: CheckInAsk, more: Partial<CheckInAnswer> = {}): CheckInAnswer => ({
  input: { action: 'check-in', epoch: ask.epoch, by: ask.person, via: 'link' },
  said: { how: 'page', status: 'on-track', confidence: 8, nextStep: { text: 'Open the ward', by: '2026-03-06' } },
  ...more,
})
const record = (ask: CheckInAsk, more?: Partial<CheckInAnswer>) =>
  recordCheckIn(plan, { person: ask.person, ask: ask.id }, answer(ask, more), now)
const itemIn = async (cycle: string) => (await readItemsOf([{ cycle, item }]))[0]!

describe('a check-in', () => {
  test('fills the cycle, is counted off once and leaves a promise', async () => {
    const { ask, cycle } = await open()
    const recorded = await record(ask)
    expect(recorded?.ask).toMatchObject({ state: 'answered', answer: { action: 'check-in', option: 'on-track' } })
    expect(await itemIn(cycle.id)).toMatchObject({ state: 'answered', checkIn: { status: 'on-track', lateFor: [] } })
    expect((await readCycle(cycle.id))?.waiting).toBe(0)
    expect(await openCommitments(item)).toMatchObject([{ text: 'Open the ward', by: '2026-03-06' }])
  })

  test('while others are still being asked is in time: the cycle waits for nobody when it is open', async () => {
    const { ask, cycle } = await reviewAsks(
      plan,
      { review: `early-${count}`, date: '2026-03-02', item, opening: true },
      now,
    )
    await record(ask)
    expect((await readCycle(cycle.id))?.waiting).toBe(-1)
    await openCycle((await readCycle(cycle.id))!, now)
    const opened = (await readCycle(cycle.id))!
    expect([opened.state, opened.waiting, stageOfCycle(opened, now).stage]).toEqual(['open', 0, 'close'])
    expect(await itemIn(cycle.id)).toMatchObject({ state: 'answered', checkIn: { lateFor: [] } })
  })

  test('after the close is late for it, and nothing is counted off', async () => {
    const { ask, cycle, item: waiting } = await open()
    await transact([changeCycleItem(waiting, { ...waiting, state: 'silent', revision: 2 })])
    now += 4 * DAY
    await record(ask)
    expect(await itemIn(cycle.id)).toMatchObject({ state: 'late', checkIn: { lateFor: [cycle.id] } })
    expect((await readCycle(cycle.id))?.waiting).toBe(1)
  })

  test('says everything that is wrong with it at once and records nothing', async () => {
    const { ask } = await open('weekly', '2026-03-02', {})
    const recorded = await record(ask, { said: { how: 'page', status: 'off-track', confidence: 11 } })
    expect(recorded?.problems?.map(({ field }) => field)).toEqual(['confidence', 'cause', 'wayBack'])
    expect(await lastCheckIns(item, 5)).toEqual([])
    expect((await readAsk(ask.person, ask.id))?.state).toBe('open')
  })

  test('given on one copy takes every other copy back, from wherever it is given', async () => {
    const { ask } = await open()
    const toMaria = passedAsk(plan, ask, { to: { person: 'maria', role: 'manager' }, how: 'copy' }, now) as CheckInAsk
    const asked = { ...ask, asked: [...ask.asked, 'maria', 'office'], revision: 2 }
    const toDesk = passedAsk(plan, asked, { to: { person: 'office', role: 'desk' }, how: 'copy' }, now) as CheckInAsk
    await transact([changeAsk(ask, asked), newAsk(toMaria), newAsk(toDesk)])
    await record(toMaria)
    expect((await readAsk('owen', ask.id))?.state).toBe('withdrawn')
    expect(await readAsk('office', toDesk.id)).toMatchObject({
      state: 'withdrawn',
      closedBecause: 'Maria Manager answered.',
    })
  })

  test('fills every cycle that joined, and a cycle that only the first copy knows', async () => {
    const first = await open()
    const copy = passedAsk(
      plan,
      first.ask,
      { to: { person: 'maria', role: 'manager' }, how: 'copy' },
      now,
    ) as CheckInAsk
    now += DAY
    const second = await open('monthly', '2026-03-03')
    const joined = { ...joinCheckIn(first.ask, second.cycle, now), asked: ['owen', 'maria'] }
    await transact([changeAsk(first.ask, joined), newAsk(copy)])
    await record(copy)
    expect((await itemIn(first.cycle.id)).state).toBe('answered')
    expect((await itemIn(second.cycle.id)).state).toBe('answered')
  })

  test('eight times at once is recorded once; the others are shown the first', async () => {
    const { ask, cycle } = await open()
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => recordCheckIn(plan, { person: 'owen', ask: ask.id }, answer(ask), now + i)),
    )
    expect(all.filter((one) => one?.refused?.code === 'already-answered')).toHaveLength(7)
    expect(await lastCheckIns(item, 30)).toHaveLength(1)
    expect((await readCycle(cycle.id))?.waiting).toBe(0)
  })

  test('is corrected by who saw it while the cycle is open: the newest counts, its promise replaces the first', async () => {
    const { ask, cycle } = await open()
    const first = (await record(ask))!.ask
    now += 60_000
    const said = {
      how: 'page' as const,
      status: 'at-risk',
      confidence: 4,
      nextStep: { text: 'Ask again', by: '2026-03-09' },
    }
    expect((await record(ask, { said }))?.refused?.code).toBe('already-answered')
    const again = await record(ask, { said, corrects: first.answer!.at })
    expect(again?.ask.answer?.option).toBe('at-risk')
    expect((await itemIn(cycle.id)).checkIn?.status).toBe('at-risk')
    expect((await readCycle(cycle.id))?.waiting).toBe(0)
    expect((await openCommitments(item)).map(({ text }) => text)).toEqual(['Ask again'])
  })

  test('is not corrected once its cycle is closed', async () => {
    const { ask, cycle } = await open()
    const first = (await record(ask))!.ask
    const { revision, ...rest } = (await readCycle(cycle.id))!
    await transact([changeCycle({ ...rest, revision }, { ...rest, state: 'closing', revision: revision + 1 })])
    const again = await record(ask, { corrects: first.answer!.at })
    expect(again?.refused?.refused).toMatchObject({ because: 'checked-in', correctable: false })
  })

  test('settles many promises in one transaction, each with its line', async () => {
    for (let week = 0; week < 17; week += 1) {
      now = start + week * 7 * DAY
      const date = new Date(now).toISOString().slice(0, 10)
      const { ask } = await open('weekly', date)
      const by = new Date(now + 300 * DAY).toISOString().slice(0, 10)
      const said = { how: 'page' as const, status: 'on-track', confidence: 7, nextStep: { text: `Step ${week}`, by } }
      expect((await record(ask, { said }))?.problems).toBeUndefined()
    }
    const { ask } = await open('weekly', '2026-12-28')
    const commitments = (await openCommitments(item)).sort((a, b) => (a.by < b.by ? -1 : 1)).slice(0, 15)
    const said = { how: 'page' as const, status: 'on-track', confidence: 7 }
    now += 7 * DAY
    const kept = commitments.map(({ id }) => ({ id, said: 'kept' as const }))
    expect((await record(ask, { said: { ...said, commitments: kept } }))?.problems).toBeUndefined()
    expect(await openCommitments(item)).toHaveLength(2)
  })
})

describe('not now, not mine', () => {
  test('an ask for a check-in is put off, and handed on with the words', async () => {
    const { ask } = await open()
    const base = { epoch: ask.epoch, by: 'owen', via: 'link' as const }
    const later = await record(ask, { input: { ...base, action: 'snooze', until: '2026-03-05' }, said: undefined })
    expect(later?.ask).toMatchObject({ state: 'open', snoozes: 1, snoozedUntil: '2026-03-05T00:00:00Z' })
    const handed = await record(ask, {
      input: { ...base, action: 'not-mine', text: 'Maria runs it.' },
      said: undefined,
    })
    expect(handed?.ask).toMatchObject({ state: 'handed-on', epoch: 2 })
    const passed = passedAsk(plan, handed!.ask, { to: { person: 'maria', role: 'manager' }, how: 'hand-on' }, now)
    expect(await readAsk('maria', passed.id)).toMatchObject({ state: 'open', leads: true })
    expect((await record(ask))?.refused?.code).toBe('not-yours')
  })

  test('an answer of another kind, an old epoch and an unknown ask change nothing', async () => {
    const { ask } = await open()
    const base = { epoch: ask.epoch, by: 'owen', via: 'link' as const }
    expect((await record(ask, { input: { ...base, action: 'dismiss' } }))?.refused?.code).toBe('wrong-action')
    expect((await record(ask, { input: { ...base, epoch: 7, action: 'check-in' } }))?.refused?.code).toBe('old-epoch')
    expect(await recordCheckIn(plan, { person: 'maria', ask: ask.id }, answer(ask), now)).toBeUndefined()
  })
})
