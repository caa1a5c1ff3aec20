/** Cumulative reporting, fiscal years, and what a window comes to. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { replaySeries } from '../../domain/backtest/replay.ts'
import { FoldState } from '../../domain/checkpoint.ts'
import { ownSlots } from '../../domain/cumulative.ts'
import { dueAt } from '../../domain/deadline.ts'
import { deadlineOf } from '../../domain/definition.ts'
import { foldSeries } from '../../domain/fold.ts'
import { type Slot, sameSlot } from '../../domain/observation-view.ts'
import { formatPeriod, parsePeriod } from '../../domain/period.ts'
import type { ResolvedKpi } from '../../domain/plan/resolved.ts'
import { targetWindowOf } from '../../domain/target-window.ts'
import { readWindow } from '../../domain/window-reading.ts'
import { definitionOf, planText, SeriesStore, soundPlan, trigger } from './a-series.ts'

const applied = '2016-04-01T00:00:00Z'
const kpiText = 'cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }'
const triggers = trigger('low', 'threshold', 'level: amber') + trigger('silent', 'freshness') + trigger('slow', 'pace')
const fiscal = (text: string) => text.replace('desk: desk }', 'desk: desk, yearBegins: 4 }')
const summed = (text: string) => fiscal(text).replace('aggregation: last', 'aggregation: sum')
const period = definitionOf(summed(planText(kpiText, triggers)), applied)
const total = definitionOf(summed(planText(`${kpiText}\nreporting: cumulative`, triggers)), applied)
const month = (key: string) => parsePeriod('monthly', key)
const posted = (from: string, totals: (number | null)[], final = true): Slot[] =>
  totals.flatMap((value, i) => (value === null ? [] : [{ index: month(from) + i, value, final }]))

describe('a total is judged by what its own period added', () => {
  const own = (from: string, totals: (number | null)[], kpi: ResolvedKpi = total.kpi) =>
    ownSlots(kpi, posted(from, totals)).map(({ value }) => value)

  test.each<[string, string, (number | null)[], (number | undefined)[]]>([
    ['the first month of the year is its own total', '2016-04', [90, 185, 285], [90, 95, 100]],
    ['a total that falls takes something back', '2016-04', [90, 80], [90, -10]],
    ['a gap leaves the month after it unknown, and only that', '2016-04', [90, null, 285, 385], [90, undefined, 100]],
    ['what begins within a year has no month before', '2016-06', [300, 400], [undefined, 100]],
    ['the next year begins anew', '2017-02', [1100, 1200, 95, 195], [undefined, 100, 95, 100]],
  ])('%s', (_, from, totals, values) => {
    expect(own(from, totals)).toEqual(values)
  })

  test('quarters of a year from April begin in April, July, October and January', () => {
    const quarterly = definitionOf(
      summed(planText(`${kpiText}\nreporting: cumulative\nwindow: quarter`, triggers)),
      applied,
    )
    expect(own('2016-12', [300, 90, 190], quarterly.kpi)).toEqual([undefined, 90, 100])
  })

  test('a ratio subtracts numerator and denominator; a month that counted nothing has no value', () => {
    const rated: ResolvedKpi = { ...total.kpi, aggregation: 'ratio', per: 100, decimals: 1 }
    const slots = [
      [90, 100],
      [150, 200],
      [150, 200],
    ].map((figures, i) => ({
      index: month('2016-04') + i,
      value: 0,
      final: true,
      figures,
    }))
    expect(ownSlots(rated, slots).map(({ value }) => value)).toEqual([90, 60, undefined])
  })

  test('it is final when both totals are', () => {
    const slots = [...posted('2016-04', [90], false), ...posted('2016-05', [185])]
    expect(ownSlots(total.kpi, slots).map(({ final }) => final)).toEqual([false, false])
  })

  test('totals of what does not add up, in a plan from before they were refused, stay as they are', () => {
    const newest: ResolvedKpi = { ...total.kpi, aggregation: 'last' }
    expect(own('2016-04', [90, 185], newest)).toEqual([90, 185])
  })

  test('a total that moves within its rounding is another one', () => {
    const slot = (figure: number) => ({ index: 0, value: 90, final: true, figures: [figure] })
    expect(sameSlot(slot(90.1), slot(90.2), total.kpi)).toBe(false)
    expect(sameSlot(slot(90.1), slot(90.2), period.kpi)).toBe(true)
  })
})

test('posting totals comes to the same as posting periods: any values, any order, any batches', () => {
  const values = fc.array(fc.constantFrom(80, 88, 94, 97, 100, 110), { minLength: 1, maxLength: 30 })
  const plain = (state: FoldState) => {
    const { cumulative, total: _, ...rest } = FoldState.parse(JSON.parse(JSON.stringify(state)))
    return rest
  }
  fc.assert(
    fc.property(values, fc.infiniteStream(fc.nat()), (months, dice) => {
      const totals = months.map((_, i) => months.slice(i - (i % 12), i + 1).reduce((sum, value) => sum + value, 0))
      const order = months.map((_, i) => ({ i, key: dice.next().value as number })).sort((a, b) => a.key - b.key)
      const now = Date.UTC(2016, 4 + months.length, 20)
      const store = new SeriesStore()
      const at = (i: number, value: number) => ({ index: month('2016-04') + i, value, final: true })
      for (const { i } of order) {
        // A wrong total first, so that the right one corrects this month and the next.
        if (dice.next().value! % 3 === 0) store.fold([total], now, [{ index: at(i, 0).index, slot: at(i, 7) }])
        store.fold([total], now, [{ index: at(i, 0).index, slot: at(i, totals[i]!) }])
      }
      const asPeriods = foldSeries({ slots: months.map((value, i) => at(i, value)), definitions: [period], now })
      expect(plain(store.checkpoint!.base)).toEqual(plain(asPeriods.checkpoint.base))
      expect(store.checkpoint!.head.status).toBe(asPeriods.checkpoint.head.status)
    }),
    { numRuns: 60 },
  )
})

test('a back-test of totals tells what one of periods tells', () => {
  const arrivals = (values: readonly number[], of: typeof total) =>
    values.map((value, i) => {
      const index = month('2016-04') + i
      const posted = { kpi: 'flow', period: formatPeriod('monthly', index), value }
      return { at: deadlineOf(of, dueAt, index), index, posted }
    })
  const months = [100, 80, 99, 100, 94, 93, 100, 100, 70, 71, 100, 100, 88, 100]
  const totals = months.map((_, i) => months.slice(i - (i % 12), i + 1).reduce((sum, value) => sum + value, 0))
  const until = Date.UTC(2017, 6, 30)
  const [byPeriod, byTotal] = [
    replaySeries(period, arrivals(months, period), until),
    replaySeries(total, arrivals(totals, total), until),
  ]
  expect(byPeriod.alarms.length).toBeGreaterThan(2)
  expect(byTotal.alarms).toEqual(byPeriod.alarms)
})

test('a figure that cannot be told yet is there: its source is not asked for it, and it neither fires nor clears', () => {
  const folded = foldSeries({
    slots: posted('2016-06', [250]),
    definitions: [{ ...total, appliedAt: Date.parse('2016-06-05T00:00:00Z') }],
    now: Date.UTC(2016, 6, 28),
  })
  expect(folded.checkpoint.head.triggers).toMatchObject({ low: { state: 'ok' }, silent: { state: 'ok' } })
  expect(folded.effects).toEqual([])
})

test('a plan that turns to totals folds its series again from the beginning', () => {
  const store = new SeriesStore()
  const slots = posted('2016-04', [90, 185, 285])
  store.fold(
    [period],
    Date.UTC(2016, 6, 20),
    slots.map((slot) => ({ index: slot.index, slot })),
  )
  const turned = { ...total, version: 2, appliedAt: Date.UTC(2016, 6, 21) }
  const folded = store.fold([period, turned], Date.UTC(2016, 6, 22))
  expect(folded.checkpoint.base.recent.map(([, value]) => value)).toEqual([90, 95, 100])
})

describe('what a window comes to so far', () => {
  const kpi = (aggregation: ResolvedKpi['aggregation'], more: Partial<ResolvedKpi> = {}): ResolvedKpi => ({
    ...period.kpi,
    aggregation,
    decimals: 1,
    ...more,
  })
  const slots = [
    { index: month('2016-03'), value: 1000, final: true, figures: [1000, 1] },
    { index: month('2016-04'), value: 50, final: true, figures: [1, 2] },
    { index: month('2016-06'), value: 90, final: true, figures: [90, 100] },
    { index: month('2016-07'), value: 10, final: true, figures: [1, 10] },
  ]
  test.each<[string, ResolvedKpi, string, { known: number; value?: number }]>([
    ['a sum', kpi('sum'), '2016-06', { known: 2, value: 140 }],
    ['a mean of what is known', kpi('mean'), '2016-07', { known: 3, value: 50 }],
    ['the newest', kpi('last'), '2016-08', { known: 3, value: 10 }],
    ['the largest', kpi('max'), '2016-07', { known: 3, value: 90 }],
    ['the smallest', kpi('min'), '2016-06', { known: 2, value: 50 }],
    ['a ratio of the sums, not a mean of ratios', kpi('ratio', { per: 100 }), '2016-06', { known: 2, value: 89.2 }],
    ['nothing where nothing is known', kpi('sum'), '2017-04', { known: 0 }],
    ['nor does a ratio of nothing', kpi('ratio'), '2017-04', { known: 0 }],
  ])('%s', (_, of, through, wanted) => {
    const { first, last, ...read } = readWindow(of, slots, month(through))
    expect(read).toEqual(wanted)
    expect(last - first).toBe(11)
  })
})

test('a year begins with the month the organisation says, for windows and pace alike; a trigger may differ', () => {
  expect([targetWindowOf(period.kpi), period.kpi.triggers.at(-1)?.pace]).toEqual([
    { window: 'year', yearBegins: 4 },
    { window: 'year', yearBegins: 4 },
  ])
  const own = soundPlan(summed(planText(`${kpiText}\nwindow: quarter`, trigger('slow', 'pace', 'yearBegins: 2'))))
  expect(own.kpis[0]?.triggers[0]?.pace).toEqual({ window: 'quarter', yearBegins: 2 })
  const calendar = soundPlan(planText(kpiText, trigger('silent', 'freshness')))
  expect([calendar.kpis[0]?.targetWindow, calendar.organisation.yearBegins]).toEqual([undefined, undefined])
})
