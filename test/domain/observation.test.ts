import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPosted } from '../../domain/check-posted.ts'
import { parseInstant } from '../../domain/instant.ts'
import { MAX_REVISIONS, ObservationItem, type PostedObservation, SEEN_KEPT } from '../../domain/observation.ts'
import { currentView, slotOf, viewAsOf } from '../../domain/observation-view.ts'
import { calendarOf, kpiOf } from '../../domain/plan/lookup.ts'
import { applyRevision, type PostingFacts } from '../../domain/revise.ts'
import { planText, soundPlan, trigger } from './a-series.ts'

const value = soundPlan(planText('cadence: monthly\ndecimals: 1\nlock: 90 d', trigger('silent', 'freshness')))
const ratio = soundPlan(
  planText(
    'cadence: monthly\nper: 100\ndecimals: 1\ndimensions: [org]\nseries: [{ dimensions: { org: RJ1 } }]',
    trigger('silent', 'freshness'),
  )
    .replace('aggregation: last', 'aggregation: ratio')
    .replace('pts', "'%'"),
)
const kpi = kpiOf(value, 'flow')!
const calendar = calendarOf(value, 'uk')!
const now = parseInstant('2016-05-10T12:00:00Z')
const index = (2016 - 1970) * 12 + 3

const facts = (over: Partial<PostingFacts> = {}): PostingFacts => ({
  now,
  source: 'feed',
  series: 'flow',
  kpi,
  calendar,
  index,
  ...over,
})
const post = (over: Partial<PostedObservation> = {}): PostedObservation => ({
  kpi: 'flow',
  period: '2016-04',
  value: 12.34,
  ...over,
})

describe('what is refused', () => {
  const rj1 = { dimensions: { org: 'RJ1' }, numerator: 1, denominator: 2 }
  const rows: [string, unknown, string, number][] = [
    ['not an object', 'flow', 'malformed', 422],
    ['a misspelt key', { ...post(), vaule: 1 }, 'malformed', 422],
    ['text for a number', { ...post(), value: '12' }, 'malformed', 422],
    ['not a number', post({ value: Number.NaN }), 'not-finite', 422],
    ['infinity', post({ value: Number.POSITIVE_INFINITY }), 'not-finite', 422],
    ['an unknown KPI', post({ kpi: 'flo' }), 'unknown-kpi', 422],
    ['a KPI with a name of JavaScript', post({ kpi: 'constructor' }), 'unknown-kpi', 422],
    ['dimensions the KPI has not', post({ dimensions: { org: 'RJ1' } }), 'unknown-series', 422],
    ['another unit', post({ unit: 'hours' }), 'wrong-unit', 422],
    ['a period of another cadence', post({ period: '2016-W10' }), 'wrong-period', 422],
    ['a period that has not begun', post({ period: '2016-06' }), 'future-period', 422],
    ['a figure from tomorrow', post({ asOf: '2016-05-11T12:00:00Z' }), 'future-as-of', 422],
    ['no figure', post({ value: undefined }), 'value-required', 422],
    ['a ratio for a plain KPI', post({ numerator: 1, denominator: 2 }), 'value-required', 422],
    ['what cannot be kept exactly', post({ value: 1e16 }), 'out-of-range', 422],
    ['what a record cannot hold', post({ value: 1e-200 }), 'out-of-range', 422],
  ]
  test.each(rows)('%s', (_, input, code, status) => {
    const checked = checkPosted(value, 'feed', input, now)
    expect(checked).toMatchObject({ ok: false, problem: { code, status } })
  })

  const ratioRows: [string, unknown, string][] = [
    [
      'a value for a ratio',
      { kpi: 'flow', period: '2016-04', dimensions: { org: 'RJ1' }, value: 90 },
      'ratio-required',
    ],
    ['half a ratio', { ...rj1, kpi: 'flow', period: '2016-04', denominator: undefined }, 'ratio-required'],
    ['a ratio over zero', { ...rj1, kpi: 'flow', period: '2016-04', denominator: 0 }, 'zero-denominator'],
    [
      'a series not in the plan',
      { ...rj1, kpi: 'flow', period: '2016-04', dimensions: { org: 'RJ2' } },
      'unknown-series',
    ],
    ['no dimensions', { ...rj1, kpi: 'flow', period: '2016-04', dimensions: undefined }, 'unknown-series'],
  ]
  test.each(ratioRows)('%s', (_, input, code) => {
    expect(checkPosted(ratio, 'feed', input, now)).toMatchObject({ ok: false, problem: { code } })
  })

  test('a source that may not post this KPI, or that nobody knows', () => {
    expect(checkPosted(value, 'other', post(), now)).toMatchObject({
      ok: false,
      problem: { code: 'may-not-post', status: 403 },
    })
  })

  test('a period that runs, and a retraction without figures, are fine', () => {
    expect(checkPosted(value, 'feed', post({ period: '2016-05', status: 'provisional' }), now).ok).toBe(true)
    expect(checkPosted(value, 'feed', post({ value: undefined, status: 'retracted' }), now).ok).toBe(true)
    expect(checkPosted(ratio, 'feed', { ...rj1, kpi: 'flow', period: '2016-04' }, now)).toMatchObject({
      series: { key: 'flow#org=RJ1' },
    })
  })

  test('nothing at all makes it throw', () => {
    fc.assert(fc.property(fc.anything(), (input) => checkPosted(value, 'feed', input, now).ok === false))
  })
})

describe('revisions', () => {
  const first = applyRevision(undefined, post(), facts({ key: 'a#0' }))
  const item = first.item!

  test('the first is recorded, rounded only where it is looked at', () => {
    expect(first).toMatchObject({ outcome: 'recorded', changed: true, write: true })
    expect(item.revisions[0]).toMatchObject({
      value: 12.34,
      status: 'final',
      source: 'feed',
      asOf: '2016-05-10T12:00:00Z',
    })
    expect(ObservationItem.parse(JSON.parse(JSON.stringify(item)))).toEqual(item)
    expect(currentView(item, kpi)?.value).toBe(12.3)
    expect(slotOf(item, index, kpi)).toEqual({ index, value: 12.3, final: true })
  })

  test('the same key gives the same answer; with other figures it is refused', () => {
    expect(applyRevision(item, post(), facts({ key: 'a#0', now: now + 1e6 }))).toMatchObject({
      outcome: 'replayed',
      write: false,
    })
    const reused = applyRevision(item, post({ value: 1 }), facts({ key: 'a#0' }))
    expect(reused).toMatchObject({ outcome: 'rejected', problem: { code: 'key-reused', status: 422 } })
  })

  test('the same figures under another key change nothing, and that key is remembered', () => {
    const again = applyRevision(item, post(), facts({ key: 'b#0' }))
    expect(again).toMatchObject({ outcome: 'unchanged', changed: false, write: true })
    const corrected = applyRevision(again.item, post({ value: 20 }), facts({ key: 'c#0', now: now + 1000 }))
    expect(corrected).toMatchObject({ outcome: 'recorded', changed: true })
    const replay = applyRevision(corrected.item, post(), facts({ key: 'b#0', now: now + 2000 }))
    expect(replay).toMatchObject({ outcome: 'replayed', write: false })
    expect(currentView(replay.item!, kpi)?.value).toBe(20)
  })

  test('without a key, the same figures are no write at all', () => {
    expect(applyRevision(item, post(), facts())).toMatchObject({ outcome: 'unchanged', write: false })
  })

  test('keys without effect are kept up to a bound', () => {
    let current: ObservationItem = item
    for (let i = 0; i < 50; i++) current = applyRevision(current, post(), facts({ key: `k${i}` })).item!
    expect([current.seen?.length, current.revisions.length]).toEqual([SEEN_KEPT, 1])
  })

  test('provisional becoming final with the same figure is a change', () => {
    const provisional = applyRevision(undefined, post({ status: 'provisional' }), facts()).item
    expect(applyRevision(provisional, post(), facts({ now: now + 1000 }))).toMatchObject({
      outcome: 'recorded',
      changed: true,
    })
  })

  test('an older figure that arrives late is kept and changes nothing', () => {
    const late = applyRevision(item, post({ value: 5, asOf: '2016-05-01T00:00:00Z' }), facts({ now: now + 1000 }))
    expect(late).toMatchObject({ outcome: 'recorded', changed: false })
    expect(currentView(late.item!, kpi)?.value).toBe(12.3)
  })

  test('retracted is missing, and can be stated again', () => {
    const gone = applyRevision(item, post({ value: undefined, status: 'retracted' }), facts({ now: now + 1000 }))
    expect([gone.outcome, gone.changed, slotOf(gone.item!, index, kpi)]).toEqual(['recorded', true, undefined])
    expect(viewAsOf(gone.item!, kpi, now)?.value).toBe(12.3)
    expect(viewAsOf(gone.item!, kpi, now - 1)).toBeUndefined()
    const back = applyRevision(gone.item, post(), facts({ now: now + 2000 }))
    expect([back.outcome, back.changed]).toEqual(['recorded', true])
  })

  test('after the lock date a correction needs a reason and changes no trigger; first data does', () => {
    const later = parseInstant('2016-09-01T00:00:00Z')
    const refused = applyRevision(item, post({ value: 1 }), facts({ now: later }))
    expect(refused).toMatchObject({ outcome: 'rejected', problem: { code: 'locked-without-reason', status: 409 } })
    const corrected = applyRevision(item, post({ value: 1, reason: 'recount' }), facts({ now: later }))
    expect(corrected).toMatchObject({ outcome: 'recorded', changed: false })
    expect([currentView(corrected.item!, kpi)?.value, slotOf(corrected.item!, index, kpi)?.value]).toEqual([1, 12.3])
    expect(applyRevision(undefined, post(), facts({ now: later }))).toMatchObject({
      outcome: 'recorded',
      changed: true,
    })
  })

  test('of two figures of the same instant the later in the list counts', () => {
    const second = applyRevision(item, post({ value: 30 }), facts({ key: 'd#1' }))
    expect([second.changed, currentView(second.item!, kpi)?.value]).toEqual([true, 30])
  })

  test('an item never grows without bound', () => {
    let current: ObservationItem = item
    for (let i = 1; i < MAX_REVISIONS; i++)
      current = applyRevision(current, post({ value: 20 + i }), facts({ now: now + i })).item!
    const full = applyRevision(current, post({ value: 1 }), facts({ now: now + 1e6 }))
    expect(full).toMatchObject({ outcome: 'rejected', write: false, problem: { code: 'too-many-revisions' } })
    expect(JSON.stringify(current).length).toBeLessThan(100_000)
  })
})

test('postings that state their asOf give the same view in any order, doubled or not', () => {
  const one = fc.record({
    value: fc.integer({ min: 0, max: 3 }),
    status: fc.constantFrom('provisional' as const, 'final' as const, 'retracted' as const),
  })
  const cases = fc.array(one, { minLength: 1, maxLength: 8 }).chain((list) => {
    const stamped = list.map((p, i) => ({ ...p, asOf: `2016-05-0${i + 1}T00:00:00Z` }))
    return fc.tuple(
      fc.constant(stamped),
      fc.shuffledSubarray([...stamped, ...stamped], { minLength: stamped.length * 2 }),
    )
  })
  fc.assert(
    fc.property(cases, ([stamped, shuffled]) => {
      const settle = (list: typeof stamped) => {
        let item: ObservationItem | undefined
        for (const [i, { value: v, status, asOf }] of list.entries()) {
          item = applyRevision(item, post({ value: v, status, asOf }), facts({ now: now + i, key: `${i}` })).item
        }
        return slotOf(item!, index, kpi)
      }
      const newest = stamped.at(-1)!
      const expected =
        newest.status === 'retracted' ? undefined : { index, value: newest.value, final: newest.status === 'final' }
      expect(settle(stamped)).toEqual(expected)
      expect(settle(shuffled)).toEqual(expected)
    }),
    { numRuns: 1000 },
  )
})

test('a ratio is rounded after dividing', () => {
  const rated = kpiOf(ratio, 'flow')!
  const posted: PostedObservation = { kpi: 'flow', period: '2016-04', numerator: 2, denominator: 3 }
  const made = applyRevision(undefined, posted, facts({ kpi: rated, series: 'flow#org=RJ1' }))
  expect(currentView(made.item!, rated)).toMatchObject({ value: 66.7, numerator: 2, denominator: 3 })
})
