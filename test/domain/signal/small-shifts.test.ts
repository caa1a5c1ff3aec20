import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cusumOf } from '../../../domain/signal/cusum.ts'
import { ewmaLimits, ewmaOf } from '../../../domain/signal/ewma.ts'
import { times } from './series.ts'

const rounded = (numbers: number[]) => numbers.map((x) => Math.round(x * 100) / 100)

// NIST/SEMATECH handbook, pmc323.htm
describe('CUSUM', () => {
  const NIST = [
    324.925, 324.675, 324.725, 324.35, 325.35, 325.225, 324.125, 324.525, 325.225, 324.6, 324.625, 325.15, 328.325,
    327.25, 327.825, 328.5, 326.675, 327.775, 326.875, 328.35,
  ]
  const chart = { centre: 325, allowance: 0.3175, decision: 4.1959 }

  test('the handbook: sums on both sides, first signal at 14', () => {
    const points = cusumOf(NIST, chart)
    const high = [0, 0, 0, 0, 0.03, 0, 0, 0, 0, 0, 0, 0, 3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16, 19.04]
    const low = [0, 0.01, 0, 0.33, 0, 0, 0.56, 0.72, 0.17, 0.25, 0.31, ...times(9, 0)]
    points.forEach((point, i) => {
      // The page prints sums of rounded sums.
      expect(Math.abs(point.high - high[i]!)).toBeLessThan(0.0101)
      expect(Math.abs(point.low - low[i]!)).toBeLessThan(0.0101)
    })
    expect(points.findIndex(({ signal }) => signal !== 'none') + 1).toBe(14)
    expect(points[13]!.signal).toBe('high')
  })

  test('mirrored, high and low change places', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 })), (values) => {
        const [plain, mirrored] = [values, values.map((x) => -x)].map((of) =>
          cusumOf(of, { centre: 0, allowance: 0.5, decision: 4 }),
        )
        expect(mirrored!.map(({ high, low }) => [low, high])).toEqual(plain!.map(({ high, low }) => [high, low]))
      }),
    )
  })

  test('the decision value itself is no signal', () => {
    const signals = (last: number) => cusumOf([5, last], { centre: 0, allowance: 1, decision: 8 }).at(-1)!.signal
    expect([signals(5), signals(5.01), signals(-20)]).toEqual(['none', 'high', 'low'])
  })
})

// NIST/SEMATECH handbook, pmc324.htm
describe('EWMA', () => {
  const NIST = [
    52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
  ]
  const chart = { centre: 50, sigma: 2.0539 }

  test('the handbook: averages, limits of a long series, no signal against them', () => {
    const averages = [
      50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92,
      50.73, 51.23, 51.94, 51.99,
    ]
    const points = ewmaOf(NIST, chart)
    expect(rounded(points.map(({ average }) => average))).toEqual(averages)
    const { lower, upper } = ewmaLimits(chart)
    expect(upper).toBeCloseTo(52.58843, 5)
    expect(lower).toBeCloseTo(47.41157, 5)
    expect(points.some(({ signal }) => signal)).toBe(false)
  })

  test('limits begin at λ·width·σ and widen to those of a long series', () => {
    const points = ewmaOf(times(60, 50), chart)
    expect(points[0]!.upper - 50).toBeCloseTo(0.3 * 3 * 2.0539, 10)
    expect(points.at(-1)!.upper).toBeCloseTo(ewmaLimits(chart).upper, 6)
    for (const [i, { upper }] of points.entries()) expect(upper).toBeGreaterThanOrEqual(points[i - 1]?.upper ?? 0)
  })

  test('a lasting shift of one and a half σ, which no single point shows, is found', () => {
    const points = ewmaOf([...times(10, 50), ...times(10, 53)], chart)
    expect(points.findIndex(({ signal }) => signal)).toBe(15)
    expect(ewmaOf([...times(10, 50), ...times(10, 47)], chart).findIndex(({ signal }) => signal)).toBe(15)
  })
})
