/** A back-test is the fold again, as it would have gone: what it says of alarms, false ones, misses and mails. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Arrival } from '../../domain/backtest/arrival.ts'
import { backtestPlan, type SeriesBacktest } from '../../domain/backtest/backtest.ts'
import { roundUp } from '../../domain/backtest/passing-dips.ts'
import { replaySeries } from '../../domain/backtest/replay.ts'
import { peopleOf, summarize } from '../../domain/backtest/summary.ts'
import { leadsOf } from '../../domain/backtest/verdict.ts'
import { dueAt } from '../../domain/deadline.ts'
import { deadlineOf } from '../../domain/definition.ts'
import { foldSeries } from '../../domain/fold.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { formatPeriod, parsePeriod } from '../../domain/period.ts'
import { definitionOf, planText, soundPlan, trigger } from './a-series.ts'

const RED = trigger('red', 'threshold', 'level: red\n        m: 1\n        n: 1\n        effectCheck: 2')
const text = (cadence: string, triggers = RED) =>
  planText(`cadence: ${cadence}\ntarget: 100\nbands: { amber: 5, red: 10 }`, triggers)
const FIRST = parsePeriod('monthly', '2016-04')

/** Months from April 2016, each known when it is due; `null` is missing. */
const months = (values: readonly (number | null)[]): Arrival[] => {
  const definition = definitionOf(text('monthly'), '2016-04-01T00:00:00Z')
  return values.flatMap((value, i) => {
    const index = FIRST + i
    const posted = { kpi: 'flow', period: formatPeriod('monthly', index), ...(value === null ? {} : { value }) }
    return value === null ? [] : [{ at: deadlineOf(definition, dueAt, index), index, posted }]
  })
}

const run = (values: readonly (number | null)[], triggers = RED): SeriesBacktest & { text: string } => {
  const plan = soundPlan(text('monthly', triggers))
  const [series] = backtestPlan(plan, [{ series: plan.series[0]!, arrivals: months(values) }]).series
  return { ...series!, text: series!.alarms.map((a) => `${formatPeriod('monthly', a.fired)} ${a.verdict}`).join(', ') }
}

const posting = fc.record({
  offset: fc.nat({ max: 120 }),
  value: fc.constantFrom(80, 88, 94, 96, 100),
  status: fc.constantFrom('final' as const, 'provisional' as const, 'retracted' as const),
  days: fc.nat({ max: 60 }),
})

test('a replay of any arrivals comes to the state of one fold, and hears of no episode before it was known', () => {
  const triggers =
    trigger('low', 'threshold', 'level: amber') +
    trigger('silent', 'freshness') +
    trigger('drop', 'change', 'by: 10\n        floor: 1')
  const definition = definitionOf(text('daily', triggers), '2016-04-01T00:00:00Z')
  const first = parsePeriod('daily', '2016-04-01')
  fc.assert(
    fc.property(fc.array(posting, { minLength: 1, maxLength: 30 }), (postings) => {
      const arrivals = postings.map(({ offset, value, status, days }): Arrival => {
        const index = first + offset
        const posted = { kpi: 'flow', period: formatPeriod('daily', index), value, status, reason: 'corrected' }
        return { at: deadlineOf(definition, dueAt, index) + days * 86_400_000, index, posted }
      })
      const until = Math.max(...arrivals.map(({ at }) => at)) + 20 * 86_400_000
      const replay = replaySeries(definition, arrivals, until)
      const once = foldSeries({ slots: replay.slots, definitions: [definition], now: until })
      expect(replay.checkpoint!.head.status).toBe(once.checkpoint.head.status)
      const states = ({ triggers: all }: typeof once.checkpoint.head) =>
        Object.entries(all).map(([id, t]) => [id, t.state])
      expect(states(replay.checkpoint!.head)).toEqual(states(once.checkpoint.head))
      for (const { at, fired, ended } of replay.alarms) {
        expect(at).toBeGreaterThanOrEqual(deadlineOf(definition, dueAt, fired))
        if (ended) expect(ended.at).toBeGreaterThanOrEqual(at)
      }
    }),
    { numRuns: 15 },
  )
})

describe('verdicts: a red trigger, its effect looked at two slots after the one in which it was told', () => {
  // April is known in May, so that a decision of May is checked in July.
  test.each([
    ['back on track the month after: false', [89, 100, 100, 100], '2016-04 false'],
    ['still off track at the check: true', [89, 89, 89, 89, 89], '2016-04 true'],
    ['back only at the check: false, for the check would have found it recovered', [89, 89, 89, 97], '2016-04 false'],
    ['at risk at the check has not recovered: true', [89, 89, 89, 94, 94], '2016-04 true'],
    ['the history ends before the check: open', [100, 89, 89], '2016-05 open'],
    ['a missing check slot clears nothing: true', [89, 89, 89, null, 89], '2016-04 true'],
    ['off track again at the check: true', [89, 100, 100, 89, 100, 100, 100], '2016-04 true, 2016-07 false'],
    ['never below: none', [100, 96, 100], ''],
  ])('%s', (_, values, said) => {
    expect(run(values).text).toBe(said)
  })

  test('a silent source is no matter of opinion', () => {
    const silent = run([100, null, null, null, null, 100], trigger('silent', 'freshness'))
    expect(silent.text).toBe('2016-05 none')
    expect(formatInstant(silent.alarms[0]!.at)).toBe('2016-06-10T23:00:00Z')
    expect(silent.alarms[0]!.ended!.why).toBe('data-arrived')
  })

  test('the third episode within eight months asks about the trigger instead', () => {
    const { alarms } = run([89, 100, 89, 100, 89, 100, 100])
    expect(alarms.map(({ about }) => about)).toEqual(['episode', 'episode', 'flap'])
  })
})

describe('misses: from off track until on track again', () => {
  const spans = (values: (number | null)[]) =>
    run(values).misses.map(({ first, last }) => [first - FIRST, last - FIRST])
  test.each([
    ['one month off track is one', [100, 89, 100], [[1, 1]]],
    [
      'at risk in between belongs to it, on track ends it',
      [89, 94, 89, 100, 89],
      [
        [0, 2],
        [4, 4],
      ],
    ],
    ['missing months are passed over', [89, null, 89, 100], [[0, 2]]],
    ['at risk alone is none', [94, 94, 94], []],
  ])('%s', (_, values, expected) => {
    expect(spans(values)).toEqual(expected)
  })

  const alarm = (fired: number, through?: number) => ({
    trigger: 'red',
    series: 'flow',
    about: 'episode' as const,
    level: 'red' as const,
    severity: 'S2' as const,
    at: 0,
    first: fired,
    fired,
    ...(through === undefined ? {} : { ended: { at: 0, through, why: 'recovered' as const } }),
  })
  test.each([
    ['an episode under way when the miss begins told of it early', [alarm(2)], [3]],
    ['an alarm within the miss is late', [alarm(7, 9)], [-2]],
    ['one that fired two slots before and cleared still told of it', [alarm(3, 4)], [2]],
    ['one that fired earlier and cleared told of something else', [alarm(1, 4)], [undefined]],
    ['one after the miss told of the next one', [alarm(9)], [undefined]],
  ])('%s', (_, alarms, leads) => {
    expect(leadsOf([{ first: 5, last: 8 }], alarms, 2)).toEqual(leads)
  })
})

describe('windows: what pace and forecast are about', () => {
  const year = (values: (number | null)[]) => {
    const plan = soundPlan(
      planText('cadence: monthly\ntarget: 100\nbands: { amber: 50, red: 60 }', trigger('behind', 'pace')).replace(
        'aggregation: last',
        'aggregation: sum',
      ),
    )
    const arrivals = months([...Array.from({ length: 9 }, () => 100), ...values])
    const backtest = backtestPlan(plan, [{ series: plan.series[0]!, arrivals }])
    const { judged, falseAlarms, misses, told, lead, decisions } = summarize(plan, backtest)[0]!
    return { decisions, judged, falseAlarms, misses, told, ...(lead ? { lead: lead.median } : {}) }
  }
  const slow = [80, 80, 80, 80]
  const full = (n: number, value: number) => Array.from({ length: n }, () => value)
  test.each([
    [
      'a year that stays behind is a miss, told of many slots before its end',
      [...slow, ...full(8, 80)],
      { decisions: 1, judged: 1, falseAlarms: 0, misses: 1, told: 1, lead: 10 },
    ],
    [
      'one that is made up for is none, and the alarm was false',
      [...slow, ...full(8, 115)],
      { decisions: 1, judged: 1, falseAlarms: 1, misses: 0, told: 0 },
    ],
    [
      'a year that is not over is judged by nobody',
      [...slow, ...full(3, 80)],
      { decisions: 1, judged: 0, falseAlarms: 0, misses: 0, told: 0 },
    ],
    [
      'nor is one with a hole',
      [...slow, null, ...full(7, 80)],
      { decisions: 1, judged: 0, falseAlarms: 0, misses: 0, told: 0 },
    ],
    ['exactly on target is no miss', full(12, 100), { decisions: 0, judged: 0, falseAlarms: 0, misses: 0, told: 0 }],
  ])('%s', (_, values, said) => {
    expect(year(values)).toEqual(said)
  })
})

test('a trigger that only serves a composite asks nobody and has no line', () => {
  const plan = soundPlan(
    text(
      'monthly',
      RED +
        trigger('part', 'threshold', 'level: amber\n        opensDecision: false') +
        trigger('both', 'composite', 'all: [red, part]'),
    ),
  )
  const backtest = backtestPlan(plan, [{ series: plan.series[0]!, arrivals: months([100, 80, 80, 100]) }])
  expect(summarize(plan, backtest).map((one) => [one.trigger, one.decisions])).toEqual([
    ['red', 1],
    ['both', 1],
  ])
})

test('two questions of one morning are one mail; the sums are those of the alarms', () => {
  const plan = soundPlan(text('monthly', RED + trigger('low', 'threshold', 'level: amber\n        m: 1\n        n: 1')))
  const backtest = backtestPlan(plan, [{ series: plan.series[0]!, arrivals: months([100, 89, 100, 100, 100]) }])
  expect(peopleOf(plan, backtest)).toEqual([{ person: 'dora', decisions: 2, mails: 1 }])
  const [red] = summarize(plan, backtest)
  expect(red).toMatchObject({ decisions: 1, falseAlarms: 1, judged: 1, misses: 1, told: 1, lead: { median: 0 } })
  expect(red!.quarters).toEqual({ '2016-Q2': 1, '2016-Q3': 0 })
})

test('an episode that one correction unsays and another brings back is one alarm, told once', () => {
  const plan = soundPlan(text('monthly', RED))
  const [april, may] = months([100, 80])
  const corrected = (value: number, at: string): Arrival => ({
    ...may!,
    at: parseInstant(at),
    posted: { ...may!.posted, value },
  })
  const arrivals = [april!, may!, corrected(100, '2016-06-20T09:00:00Z'), corrected(80, '2016-07-01T09:00:00Z')]
  const alarmsOf = (some: Arrival[]) =>
    backtestPlan(plan, [{ series: plan.series[0]!, arrivals: some }]).series[0]!.alarms
  expect(alarmsOf(arrivals.slice(0, 3))).toMatchObject([{ ended: { why: 'withdrawn' }, verdict: 'false' }])
  const [alarm, ...more] = alarmsOf(arrivals)
  expect(more).toEqual([])
  expect(alarm).toMatchObject({ at: may!.at, fired: FIRST + 1, verdict: 'open' })
  expect(alarm).not.toHaveProperty('ended')
})

test('a figure recorded late is known late, and silence until then is asked about', () => {
  const plan = soundPlan(text('monthly', RED + trigger('silent', 'freshness')))
  const [april, may] = months([100, 89])
  const late = { ...may!, at: parseInstant('2016-07-01T09:00:00Z') }
  const [series] = backtestPlan(plan, [{ series: plan.series[0]!, arrivals: [april!, late] }]).series
  expect(series!.alarms.map((one) => `${one.trigger} ${formatInstant(one.at)} ${one.ended?.why}`)).toEqual([
    'silent 2016-06-10T23:00:00Z data-arrived',
    'red 2016-07-01T09:00:00Z undefined',
  ])
})

test('a band is rounded up to a number a person would write, never past half as much again', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), (x) => {
      const rounded = roundUp(x, 6)
      expect(rounded).toBeGreaterThanOrEqual(x - 1e-6)
      expect(rounded).toBeLessThanOrEqual(x * 1.5)
      expect(
        String(rounded)
          .replace(/\D|0+$|^0+/g, '')
          .replace(/^0+/, '').length,
      ).toBeLessThanOrEqual(3)
    }),
  )
  expect(roundUp(8.000000000500002, 6)).toBe(8)
  expect([1.83, 4.61, 8123, 0, 0.04].map((x) => roundUp(x, 1))).toEqual([2, 4.8, 8200, 0, 0.1])
})
