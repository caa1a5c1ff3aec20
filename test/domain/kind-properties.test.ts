/** What holds for every kind of trigger, whatever it looks at: units and signs, gaps, and values within the hysteresis band. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SeriesDefinition } from '../../domain/definition.ts'
import { foldSeries } from '../../domain/fold.ts'
import { isActive } from '../../domain/machine.ts'
import { definitionOf, monthly, planText, trigger } from './a-series.ts'

const BEGIN = '2010-01'
const begun = Date.UTC(2010, 0, 1)

/** A plan with every kind that judges values, for a KPI measured in `unit`s of what it is measured in elsewhere. */
const everyKind = (unit: number, direction: 'up' | 'down', decimals: number): SeriesDefinition => {
  const way = direction === 'up' ? 1 : -1
  const triggers =
    trigger('low', 'threshold', 'level: amber\n        m: 2\n        n: 3\n        k: 2') +
    trigger('red', 'threshold') +
    trigger('slow', 'pace', 'window: year') +
    trigger('drop', 'change', `by: 10\n        floor: ${50 * unit}\n        against: last-year`) +
    trigger('odd', 'control-chart') +
    trigger('strange', 'control-chart', 'side: both\n        rules: western-electric\n        classic: true') +
    trigger('able', 'capability') +
    trigger('ahead', 'forecast', 'window: year') +
    trigger('both', 'composite', 'any: [odd, drop]\n        none: [slow]')
  const kpi = `cadence: monthly
    decimals: ${decimals}
    target: ${way * 100 * unit}
    bands: { amber: ${5 * unit}, red: ${10 * unit} }`
  const text = planText(kpi, triggers).replace('aggregation: last', 'aggregation: sum')
  return definitionOf(text.replace('direction: up', `direction: ${direction}`), new Date(begun).toISOString())
}

type Values = readonly (number | null)[]

/** The state after all months, and for each trigger what became of it in words that know no unit. */
const courseOf = (definition: SeriesDefinition, values: Values) => {
  const now = Date.UTC(2010, values.length, 20)
  const { checkpoint } = foldSeries({ slots: monthly(BEGIN, [...values]), definitions: [definition], now })
  return Object.entries(checkpoint.base.triggers).map(([id, { machines, episode, past, flapSince }]) => {
    const { first, fired, level, flap } = episode ?? {}
    return { id, machines, first, fired, level, flap, past, flapSince }
  })
}

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 94, max: 104 }) },
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 130 }) },
)
const history = fc.array(fc.option(value, { freq: 25 }), { minLength: 20, maxLength: 64 })
/** A level that shifts once: charts, forecasts and capability have something to find. */
const shifted = fc
  .tuple(history, fc.oneof(fc.constant(0), fc.nat({ max: 60 })), fc.constantFrom(0, -4, -12, -25, 8))
  .map(([values, at, by]) => values.map((v, i) => (v === null ? null : i < at ? v : v + by)))

const plain = everyKind(1, 'up', 0)

test.each([
  ['in hundredths', everyKind(0.01, 'up', 2), (v: number) => v / 100],
  ['in tenths', everyKind(0.1, 'up', 1), (v: number) => v / 10],
  ['negated, with its direction turned', everyKind(1, 'down', 0), (v: number) => -v],
])('the same KPI %s makes every kind fire and recover on the same slots', (_, other, turn) => {
  fc.assert(
    fc.property(shifted, (values) => {
      const turned = values.map((v) => (v === null ? null : turn(v)))
      expect(courseOf(other, turned)).toEqual(courseOf(plain, values))
    }),
    { numRuns: 40 },
  )
})

test('every kind fires somewhere in such histories: the properties are about something', () => {
  const fired = new Set<string>()
  for (const values of fc.sample(shifted, { numRuns: 100, seed: 1 }))
    for (const { id, past, fired: at } of courseOf(plain, values))
      if (at !== undefined || past.length > 0) fired.add(id)
  expect([...fired].sort()).toEqual(['able', 'ahead', 'both', 'drop', 'low', 'odd', 'red', 'slow', 'strange'])
})

test('a missing slot begins no episode and ends none, of any kind', () => {
  fc.assert(
    fc.property(shifted, (values) => {
      const going = (all: Values) =>
        courseOf(plain, all).map(({ id, machines, past }) => [id, Object.values(machines).some(isActive), past.length])
      expect(going([...values, null])).toEqual(going(values))
    }),
    { numRuns: 40 },
  )
})

test('values that go back and forth within the hysteresis band make one episode at most', () => {
  const within = fc.array(fc.constantFrom(94, 94.9, 95, 95.5, 96, 96.24), { minLength: 1, maxLength: 40 })
  const kpi = 'cadence: monthly\ndecimals: 2\ntarget: 100\nbands: { amber: 5, red: 10 }'
  const levels =
    trigger('low', 'threshold', 'level: amber') +
    trigger('once', 'threshold', 'level: amber\n        m: 1\n        n: 1')
  const definition = definitionOf(planText(kpi, levels), new Date(begun).toISOString())
  fc.assert(
    fc.property(within, (values) => {
      for (const { past } of courseOf(definition, values)) expect(past).toEqual([])
    }),
  )
})
