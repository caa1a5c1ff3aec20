/** Readings: now, and as of any instant. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldSeries } from '../../domain/fold.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { ObservationItem, PostedObservation } from '../../domain/observation.ts'
import { foldedSlotOf, sameSlot, slotOf } from '../../domain/observation-view.ts'
import { formatPeriod, parsePeriod } from '../../domain/period.ts'
import { applyRevision } from '../../domain/revise.ts'
import { readSeries } from '../../domain/series-reading.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const kpi = 'cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }'
const triggers = trigger('low', 'threshold', 'level: amber') + trigger('silent', 'freshness')
const text = planText(kpi, triggers).replace('aggregation: last', 'aggregation: sum')
const first = definitionOf(text, '2016-04-01T00:00:00Z')
const stricter = definitionOf(text.replace('target: 100', 'target: 120'), '2016-07-04T12:00:00Z', 2)
const definitions = [first, stricter]
const april = parsePeriod('monthly', '2016-04')

/** What is stored, as the intake writes it. */
class Items {
  readonly #items = new Map<number, ObservationItem>()

  /** Whether triggers see something else now. */
  post(offset: number, posted: Partial<PostedObservation>, now: number): boolean {
    const index = april + offset
    const period = formatPeriod('monthly', index)
    const facts = { now, source: 'feed', series: 'flow', kpi: first.kpi, calendar: first.calendar, index }
    const before = this.#items.get(index)
    const revised = applyRevision(before, { kpi: 'flow', period, ...posted }, facts)
    if (revised.item) this.#items.set(index, revised.item)
    return !sameSlot(
      before && slotOf(before, index, first.kpi),
      revised.item && slotOf(revised.item, index, first.kpi),
      first.kpi,
    )
  }

  get all(): ObservationItem[] {
    return [...this.#items.values()]
  }

  slot(offset: number) {
    const item = this.#items.get(april + offset)
    return item && foldedSlotOf(item, april + offset, first.kpi)
  }
}

describe('a series read', () => {
  const items = new Items()
  items.post(0, { value: 101 }, parseInstant('2016-05-02T08:00:00Z'))
  items.post(1, { value: 94, status: 'provisional' }, parseInstant('2016-06-02T08:00:00Z'))
  items.post(1, { value: 88 }, parseInstant('2016-06-20T08:00:00Z'))
  items.post(2, { value: 110 }, parseInstant('2016-07-02T08:00:00Z'))
  items.post(3, { value: 110 }, parseInstant('2016-08-02T08:00:00Z'))
  items.post(4, { value: 40, status: 'provisional' }, parseInstant('2016-08-20T08:00:00Z'))
  const readable = { items: items.all, definitions }

  test('now: values, targets of their time, statuses, and what the year comes to', () => {
    const read = readSeries(readable, parseInstant('2016-08-25T00:00:00Z'))!
    expect(read.slots.map(({ period, value, low, status }) => [period, value, low, status])).toEqual([
      ['2016-04', 101, 100, 'on-track'],
      ['2016-05', 88, 100, 'off-track'],
      ['2016-06', 110, 100, 'on-track'],
      ['2016-07', 110, 120, 'at-risk'],
      ['2016-08', undefined, undefined, undefined],
    ])
    expect(read.slots.at(-1)?.posted).toMatchObject({ value: 40, status: 'provisional' })
    expect(read.window).toMatchObject({ known: 4, value: 409 })
    expect(read.head.status).toBe('at-risk')
  })

  test.each<[string, string, unknown[][] | undefined]>([
    ['before the plan had it', '2016-03-01T00:00:00Z', undefined],
    ['before anything was due', '2016-04-20T00:00:00Z', []],
    [
      'before the correction',
      '2016-06-15T00:00:00Z',
      [
        ['2016-04', 101, 100, 'on-track'],
        ['2016-05', 94, 100, 'at-risk'],
      ],
    ],
    [
      'after it',
      '2016-06-21T00:00:00Z',
      [
        ['2016-04', 101, 100, 'on-track'],
        ['2016-05', 88, 100, 'off-track'],
      ],
    ],
  ])('%s', (_, at, slots) => {
    const read = readSeries(readable, parseInstant(at))
    expect(read?.slots.map(({ period, value, low, status }) => [period, value, low, status])).toEqual(slots)
  })

  test('a correction after the lock is shown and judges nothing', () => {
    const locked = new Items()
    locked.post(0, { value: 101 }, parseInstant('2016-05-02T08:00:00Z'))
    locked.post(0, { value: 50, reason: 'recount' }, parseInstant('2017-05-02T08:00:00Z'))
    const [slot] = readSeries({ items: locked.all, definitions }, parseInstant('2017-05-03T00:00:00Z'))!.slots
    expect(slot).toMatchObject({ posted: { value: 50 }, value: 101, status: 'on-track' })
  })
})

const posting = fc.record({
  offset: fc.nat(9),
  value: fc.constantFrom(80, 92, 97, 110),
  status: fc.constantFrom('final' as const, 'final' as const, 'provisional' as const, 'retracted' as const),
  // When it was true in the source: some revisions are older than what they arrive after.
  asOf: fc.option(fc.nat(300)),
  days: fc.nat(25),
})

test('as of any instant a series reads as it was then: what was told live, from what was known', () => {
  fc.assert(
    fc.property(fc.array(posting, { minLength: 1, maxLength: 16 }), (postings) => {
      const items = new Items()
      const store = new SeriesStore()
      const lived: { at: number; base: unknown; head: unknown; states: unknown }[] = []
      let now = Date.UTC(2016, 4, 1)
      const standing = (head: NonNullable<typeof store.checkpoint>['head']) =>
        Object.entries(head.triggers).map(([id, { state, level }]) => [id, state, level])
      for (const { offset, value, status, asOf, days } of postings) {
        now += days * 86_400_000
        const held = definitions.filter(({ appliedAt }) => appliedAt <= now)
        const stated = asOf === null ? {} : { asOf: new Date(Math.min(now, Date.UTC(2016, 3, 1 + asOf))).toISOString() }
        const changed = items.post(
          offset,
          { ...(status === 'retracted' ? {} : { value }), status, ...stated, reason: 'recount' },
          now,
        )
        store.fold(held, now, changed ? [{ index: april + offset, slot: items.slot(offset) }] : [])
        const { base, head } = store.checkpoint!
        lived.push({ at: now, base, head: head.status, states: standing(head) })
        now += 1000
      }
      for (const { at, head, states } of lived) {
        const read = readSeries({ items: items.all, definitions }, at)!
        expect([read.head.status, standing(read.head)]).toEqual([head, states])
        const last = read.slots.find(({ period }) => period === read.head.period)
        if (last) expect(last.status).toBe(head)
      }
    }),
    { numRuns: 60 },
  )
})

test('a revision and its reverse restore the state: figures changed and changed back, taken away and stated again', () => {
  const values = fc.array(fc.constantFrom(80, 92, 94, 97, 110), { minLength: 2, maxLength: 14 })
  const mischief = fc.array(fc.tuple(fc.nat(13), fc.constantFrom(null, 60, 96, 130)), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(values, mischief, fc.nat(40), (months, changes, days) => {
      const now = Date.UTC(2016, 4 + months.length, 1) + days * 86_400_000
      const at = (i: number, value: number | null) => ({
        index: april + i,
        slot: value === null ? undefined : { index: april + i, value, final: true },
      })
      const store = new SeriesStore()
      store.fold(
        definitions,
        now,
        months.map((value, i) => at(i, value)),
      )
      const before = structuredClone(store.checkpoint!)
      const touched = changes.filter(([i]) => i < months.length)
      for (const [i, value] of touched) store.fold(definitions, now, [at(i, value)])
      for (const [i] of touched) store.fold(definitions, now, [at(i, months[i]!)])
      expect(store.checkpoint!.base).toEqual(before.base)
      expect(store.checkpoint!.wakeAt).toBe(before.wakeAt)
      const open = (checkpoint: typeof before) =>
        Object.entries(checkpoint.announced).map(([id, { episode }]) => [id, episode?.first, episode?.level])
      const firing = (checkpoint: typeof before) => open(checkpoint).filter(([, episode]) => episode !== undefined)
      expect(firing(store.checkpoint!)).toEqual(firing(before))
    }),
    { numRuns: 60 },
  )
})

test('what is read now is what a replay of everything comes to', () => {
  const items = new Items()
  items.post(0, { value: 80 }, parseInstant('2016-05-02T08:00:00Z'))
  const at = parseInstant('2016-06-20T00:00:00Z')
  const replay = foldSeries({ slots: [items.slot(0)!], definitions: [first], now: at })
  expect(readSeries({ items: items.all, definitions: [first] }, at)!.head).toEqual(replay.checkpoint.head)
})
