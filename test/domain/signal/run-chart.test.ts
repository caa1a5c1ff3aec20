import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Direction } from '../../../domain/plan/measure.ts'
import { type Capability, capabilityOf } from '../../../domain/signal/capability.ts'
import { normalCdf } from '../../../domain/signal/normal.ts'
import { fewestByChance, longestByChance, runChartOf } from '../../../domain/signal/run-chart.ts'
import { times } from './series.ts'

// qicharts2, crsignal, computed from the formula in Anhøj, PLoS ONE 10(3), 2015.
test.each([
  [10, 6, 2],
  [12, 7, 3],
  [16, 7, 4],
  [20, 7, 6],
  [24, 8, 8],
  [30, 8, 10],
  [36, 8, 13],
  [48, 9, 18],
  [52, 9, 20],
])('%i useful points: runs up to %i, crossings from %i', (n, run, crossings) => {
  expect(longestByChance(n)).toBe(run)
  expect(fewestByChance(n)).toBe(crossings)
})

test('twelve years of daily points: the 5 % point is 1.645 standard deviations below half of the tosses', () =>
  expect(Math.abs(fewestByChance(4401) - (2200 - 1.645 * Math.sqrt(1100)))).toBeLessThan(1))

describe('run chart', () => {
  test('too few points off the median say nothing', () => {
    expect(runChartOf([])).toEqual({ state: 'none', useful: 0 })
    expect(runChartOf([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual({ state: 'none', useful: 8 })
    expect(runChartOf(times(50, 0.1))).toEqual({ state: 'none', useful: 0 })
  })

  test('a step half way is a shift that crosses once', () => {
    const chart = runChartOf([...times(8, 1), ...times(8, 2)])
    expect(chart).toMatchObject({ state: 'judged', median: 1.5, useful: 16, longestRun: 8, runLimit: 7 })
    expect(chart).toMatchObject({ crossings: 1, crossingLimit: 4, shift: true, seldomCrossed: true })
  })

  test('up and down in turn is neither', () => {
    const values = Array.from({ length: 16 }, (_, i) => i % 2)
    expect(runChartOf(values)).toMatchObject({ longestRun: 1, crossings: 15, shift: false, seldomCrossed: false })
  })

  test('points on the median are left out of runs and crossings', () => {
    const values = [...times(5, 1), 2, ...times(3, 1), ...times(8, 3)]
    expect(runChartOf(values)).toMatchObject({ median: 2, useful: 16, longestRun: 8, crossings: 1 })
  })

  test('mirrored and scaled it reads the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 }), (values) => {
        const read = (of: number[]) => ({ ...runChartOf(of), median: undefined })
        expect(read(values.map((x) => x * -0.1))).toEqual(read(values))
      }),
    )
  })
})

describe('capability', () => {
  const limits = {
    centre: 90,
    lower: 80,
    upper: 100,
    meanRange: 3.76,
    rangeLimit: 12,
    persistence: 0,
    points: 24,
    from: 0,
    to: 23,
  }
  test.each<[Direction, number, number, Capability, string]>([
    ['up', 100.1, 100.1, 'CONSISTENT_FAIL', 'even the best of ordinary values misses'],
    ['up', 100, 100, 'HIT_OR_MISS', 'the limit itself is within reach'],
    ['up', 80, 80, 'HIT_OR_MISS', 'the lower limit still may be missed'],
    ['up', 79.9, 79.9, 'CONSISTENT_PASS', 'even the worst of ordinary values meets it'],
    ['down', 79.9, 79.9, 'CONSISTENT_FAIL', 'mirrored'],
    ['down', 80, 80, 'HIT_OR_MISS', 'mirrored'],
    ['down', 100.1, 100.1, 'CONSISTENT_PASS', 'mirrored'],
    ['range', 79, 101, 'CONSISTENT_PASS', 'the range holds all that is ordinary'],
    ['range', 85, 95, 'HIT_OR_MISS', 'the range is narrower than the process'],
    ['range', 79, 95, 'HIT_OR_MISS', 'one edge within the limits'],
    ['range', 101, 110, 'CONSISTENT_FAIL', 'the range lies above'],
    ['range', 60, 79, 'CONSISTENT_FAIL', 'the range lies below'],
  ])('%s %f–%f: %s, %s', (direction, low, high, capability) =>
    expect(capabilityOf(limits, { low, high }, direction)).toBe(capability),
  )

  test('mirrored, the other direction says the same', () => {
    const tenths = fc.integer({ min: -50, max: 50 }).map((n) => n / 10)
    fc.assert(
      fc.property(tenths, tenths, fc.nat(40), (target, centre, width) => {
        const of = (sign: number) => ({
          ...limits,
          centre: sign * centre,
          lower: sign * centre - width,
          upper: sign * centre + width,
        })
        const up = capabilityOf(of(1), { low: target, high: target }, 'up')
        expect(capabilityOf(of(-1), { low: -target, high: -target }, 'down')).toBe(up)
      }),
    )
  })
})

describe('Φ', () => {
  // NIST/SEMATECH handbook 1.3.6.7.1 to five places; the rest to the digits that double precision gives.
  test.each([
    [0, 0.5],
    [0.5, 0.69146],
    [1, 0.8413447],
    [-1, 0.1586553],
    [1.2815516, 0.9],
    [1.6448536, 0.95],
    [-2.5, 0.0062097],
    [3, 0.9986501],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.POSITIVE_INFINITY, 1],
  ])('Φ(%f) = %f', (z, p) => expect(Math.abs(normalCdf(z) - p)).toBeLessThan(p === 0.69146 ? 5e-6 : 1e-7))

  test('rises, stays within 0 and 1, and is its own mirror', () => {
    const z = fc.oneof(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ min: -1e-6, max: 1e-6, noNaN: true }))
    fc.assert(
      fc.property(z, z, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(normalCdf(low)).toBeLessThanOrEqual(normalCdf(high))
        expect(normalCdf(low)).toBeGreaterThanOrEqual(0)
        expect(normalCdf(high)).toBeLessThanOrEqual(1)
        expect(Math.abs(normalCdf(a) + normalCdf(-a) - 1)).toBeLessThan(1e-7)
      }),
    )
  })
})
