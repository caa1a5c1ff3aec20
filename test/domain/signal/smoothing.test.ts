import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { autocorrelations } from '../../../domain/signal/autocorrelation.ts'
import { smooth } from '../../../domain/signal/exponential-smoothing.ts'
import { deseasonalise, isSeasonal, seasonalIndices } from '../../../domain/signal/seasonality.ts'
import { thetaOf } from '../../../domain/signal/theta.ts'
import { times } from './series.ts'

const values = (least: number) => fc.array(fc.integer({ min: -100, max: 100 }), { minLength: least, maxLength: 40 })
const rounded = (numbers: number[]) => numbers.map((x) => Math.round(x * 100) / 100)

describe('simple exponential smoothing', () => {
  test('NIST/SEMATECH handbook, pmc431.htm and pmc432.htm: fits, MSE and next value with α 0.1', () => {
    const { fitted, sse, level } = smooth([71, 70, 69, 68, 64, 65, 72, 78, 75, 75, 75, 70], {
      alpha: 0.1,
      start: 'first',
    })
    expect(rounded(fitted)).toEqual([71, 71, 70.9, 70.71, 70.44, 69.8, 69.32, 69.58, 70.43, 70.88, 71.29, 71.67])
    expect(sse / 11).toBeCloseTo(18.983492, 6)
    expect(level).toBeCloseTo(71.498754, 6)
  })

  test('NIST/SEMATECH handbook, pmc434.htm: α .977 and forecast 22.4 for a series that climbs', () => {
    const { alpha, level } = smooth([6.4, 5.6, 7.8, 8.8, 11.0, 11.6, 16.7, 15.3, 21.6, 22.4], { start: 'first' })
    expect(alpha).toBeCloseTo(0.977, 2)
    expect(level).toBeCloseTo(22.4, 1)
  })

  test('no α and start on a fine grid fit better than what least squares found', () => {
    fc.assert(
      fc.property(values(3), (series) => {
        const { sse, start } = smooth(series)
        for (let alpha = 0.025; alpha < 1; alpha += 0.025)
          for (const from of [start, start - 1, start + 1, series[0]!])
            expect(sse).toBeLessThanOrEqual(smooth(series, { alpha, start: from }).sse * (1 + 1e-6) + 1e-6)
      }),
      { numRuns: 20 },
    )
  })

  test('the best start of a fixed α is where the errors stop getting less', () => {
    fc.assert(
      fc.property(values(2), fc.constantFrom(0.1, 0.5, 0.9), (series, alpha) => {
        const { sse, start } = smooth(series, { alpha })
        for (const off of [-0.5, 0.5])
          expect(smooth(series, { alpha, start: start + off }).sse).toBeGreaterThanOrEqual(sse)
      }),
    )
  })

  test.each([1, 2, 3, 30])('a constant series of %i is forecast as itself', (n) => {
    const { level, sse } = smooth(times(n, 4.2))
    expect(level).toBeCloseTo(4.2, 10)
    expect(sse).toBeCloseTo(0, 10)
  })
})

describe('Theta', () => {
  test('worked out by hand: 1, 3, 2, 4 has the line 0.5 + 0.8 t and smooths 0.7, 3.9, 1.1, 4.3', () => {
    const doubled = [0.7, 3.9, 1.1, 4.3]
    const own = smooth(doubled)
    const { forecast, sse } = thetaOf([1, 3, 2, 4])
    expect(forecast(1)).toBeCloseTo((0.5 + 0.8 * 5 + own.level) / 2, 10)
    expect(forecast(3)).toBeCloseTo((0.5 + 0.8 * 7 + own.level) / 2, 10)
    expect(sse).toBeCloseTo(own.sse / 4, 10)
  })

  test('a straight line goes on at half its slope at least: half of it is level by design', () => {
    const { forecast } = thetaOf(Array.from({ length: 30 }, (_, i) => 10 + 2 * i))
    expect(forecast(2) - forecast(1)).toBeCloseTo(1, 8)
    expect(forecast(1)).toBeGreaterThan(68)
  })

  test('a constant series is forecast as itself, a mirrored one mirrored', () => {
    expect(thetaOf(times(30, 0.1)).forecast(5)).toBeCloseTo(0.1, 10)
    fc.assert(
      fc.property(values(4), (series) => {
        const [plain, mirrored] = [thetaOf(series), thetaOf(series.map((x) => -x))]
        expect(mirrored.forecast(3)).toBeCloseTo(-plain.forecast(3), 4)
      }),
      { numRuns: 40 },
    )
  })
})

describe('seasons', () => {
  const quarters = [0.8, 1.2, 1.1, 0.9]
  const seasonal = (n: number) => Array.from({ length: n }, (_, i) => (100 + i) * quarters[i % 4]!)

  test('autocorrelations worked out by hand: 1 2 3 4 has r₁ = 1.25/5, r₂ = −1.5/5, r₃ = −2.25/5', () =>
    expect(autocorrelations([1, 2, 3, 4], 4)).toEqual([0.25, -0.3, -0.45, 0]))

  test.each([
    [11, 4, false, 'three whole seasons are needed'],
    [12, 4, true, 'here they are'],
    [40, 1, false, 'a season of one slot is none'],
    [40, 5, false, 'not the season it has'],
  ])('%i slots, season %i: %s, %s', (n, season, found) => expect(isSeasonal(seasonal(n), season)).toBe(found))

  test('one slot short of three seasons is too few, however plain the season', () => {
    const january = (n: number) => Array.from({ length: n }, (_, i) => (i % 12 === 0 ? 10 : 1))
    expect([24, 35, 36].map((n) => isSeasonal(january(n), 12))).toEqual([false, false, true])
  })

  test('noise and constants have none', () => {
    expect(isSeasonal(times(48, 3), 12)).toBe(false)
    expect(isSeasonal([3, 9, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3], 4)).toBe(false)
  })

  test('the threshold worked out by hand, for 16 slots of 0 0 0 1 in turn', () => {
    // Mean 1/4, Σd² = 3. Products of lag 1: 8 pairs 0·0, 4 pairs 0·1, 3 pairs 1·0 → 8/16 − 7·3/16 = −13/16, r₁ = −13/48.
    const series = Array.from({ length: 16 }, (_, i) => (i % 4 === 3 ? 1 : 0))
    const r = autocorrelations(series, 4)
    expect(r[0]).toBeCloseTo(-13 / 48, 12)
    expect(r[3]).toBeCloseTo(0.75, 12)
    // 1.645·√((1 + 2·Σ r²)/16) is .48 here: .75 is beyond it; with the last slots off the rhythm it is not.
    expect(isSeasonal(series, 4)).toBe(true)
    expect(isSeasonal(series.with(3, 0).with(12, 1).with(9, 1), 4)).toBe(false)
  })

  test('a pure season of four round a constant is found exactly', () => {
    const pure = Array.from({ length: 16 }, (_, i) => 50 * quarters[i % 4]!)
    for (const [i, index] of seasonalIndices(pure, 4).entries()) expect(index).toBeCloseTo(quarters[i]!, 12)
    const { values: level, seasonal, indexAt } = deseasonalise(pure, 4)
    expect(seasonal).toBe(true)
    for (const x of level) expect(x).toBeCloseTo(50, 10)
    expect([1, 2, 3, 4, 5].map((h) => Number(indexAt(h).toFixed(10)))).toEqual([...quarters, 0.8])
  })

  test('an odd season, and a series that ends within one', () => {
    const weekdays = [0.5, 1, 1.5]
    const pure = Array.from({ length: 13 }, (_, i) => 10 * weekdays[i % 3]!)
    for (const [i, index] of seasonalIndices(pure, 3).entries()) expect(index).toBeCloseTo(weekdays[i]!, 12)
    expect(deseasonalise(pure, 3).indexAt(1)).toBeCloseTo(1, 12)
  })

  test('indices of any series have the mean 1', () => {
    const positive = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 12, maxLength: 40 })
    fc.assert(
      fc.property(positive, fc.constantFrom(3, 4, 5), (series, season) => {
        const indices = seasonalIndices(series, season)
        expect(indices.reduce((sum, x) => sum + x, 0)).toBeCloseTo(season, 8)
      }),
    )
  })

  test('a series that touches 0 or changes its sign is left alone; one below 0 is not', () => {
    const pure = seasonal(24)
    expect(deseasonalise(pure.with(3, 0), 4).seasonal).toBe(false)
    expect(deseasonalise(pure.with(3, -1), 4).seasonal).toBe(false)
    expect(
      deseasonalise(
        pure.map((x) => -x),
        4,
      ),
    ).toMatchObject({ seasonal: true })
  })
})
