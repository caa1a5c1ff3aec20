import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ForecastQuestion, forecastOf, shownProbability } from '../../../domain/signal/forecast.ts'
import { forecastErrors } from '../../../domain/signal/forecast-error.ts'
import { deseasonalise } from '../../../domain/signal/seasonality.ts'
import { thetaOf } from '../../../domain/signal/theta.ts'
import { times } from './series.ts'

const NIST = [71, 70, 69, 68, 64, 65, 72, 78, 75, 75, 75, 70]
const ask = (history: readonly number[], more: Partial<ForecastQuestion> = {}): ForecastQuestion => ({
  history,
  remaining: 3,
  aggregation: 'sum',
  target: 0,
  direction: 'up',
  season: 1,
  ...more,
})
const judged = (question: ForecastQuestion) => {
  const forecast = forecastOf(question)
  if (forecast.state !== 'judged') throw new Error(forecast.state)
  return forecast
}

describe('vector F1 of the design: the series of NIST/SEMATECH pmc431.htm, α 0.1, three to come', () => {
  const smoothing = { alpha: 0.1, start: 'first' as const }
  test.each([
    [205, 0.192099],
    [220, 0.692986],
    [225, 0.832102],
  ])('P(miss) of %i is %f', (target, miss) => {
    const forecast = judged(ask(NIST, { target, smoothing }))
    expect(forecast.mean).toBeCloseTo(214.496263, 5)
    expect(forecast.sd).toBeCloseTo(10.912917, 5)
    expect(Math.abs(forecast.miss - miss)).toBeLessThan(1e-6)
  })

  test('the parts of its spread: model 8.730333 · 1.25, random walk 13.300718 · 0.75', () => {
    const horizon = { remaining: 3, aggregation: 'sum' as const, indexAt: () => 1 }
    const of = (sse: number) => forecastErrors(NIST, { alpha: 0.1, sse, parameters: 2 }, horizon)
    expect(of(208.81841)).toBeCloseTo(8.730333 * 1.25, 5)
    expect(of(0)).toBeCloseTo(9.975538, 5)
  })

  test('what was reached counts towards the target', () => {
    const [whole, part] = [ask(NIST, { target: 220 }), ask(NIST, { target: 320, reached: 100 })]
    expect(judged(part).miss).toBeCloseTo(judged(whole).miss, 12)
  })
})

describe('spread', () => {
  const series = [1, 3, 2, 4, 3, 5, 4, 6]
  const horizon = { remaining: 3, aggregation: 'sum' as const, indexAt: (h: number) => [0.5, 1, 1.5][h - 1]! }
  test('seasonal weights worked out by hand: w = 0.5 + 0.2·2.5, 1 + 0.2·1.5, 1.5', () => {
    const sd = forecastErrors(series, { alpha: 0.2, sse: 600, parameters: 2 }, horizon)
    expect(sd).toBeCloseTo(1.25 * Math.sqrt(100 * (1 + 1.69 + 2.25)), 10)
  })

  test('the last period alone: α·1.5, α·1.5, 1.5', () => {
    const last = { ...horizon, aggregation: 'last' as const }
    const sd = forecastErrors(series, { alpha: 0.2, sse: 600, parameters: 2 }, last)
    expect(sd).toBeCloseTo(1.25 * Math.sqrt(100 * (0.09 + 0.09 + 2.25)), 10)
  })

  test('the floor is three quarters of a random walk below 24 points, half from there on', () => {
    const walk = (n: number) => Array.from({ length: n }, (_, i) => (i % 2) * 2)
    const one = { remaining: 1, aggregation: 'sum' as const, indexAt: () => 1 }
    expect(forecastErrors(walk(23), { alpha: 0.2, sse: 0, parameters: 2 }, one)).toBeCloseTo(1.5, 12)
    expect(forecastErrors(walk(24), { alpha: 0.2, sse: 0, parameters: 3 }, one)).toBeCloseTo(1, 12)
  })

  test('as many parameters as points leave the random walk only', () =>
    expect(forecastErrors(series, { alpha: 0.2, sse: 600, parameters: 8 }, horizon)).toBeLessThan(10))
})

describe('forecast', () => {
  const wave = (n: number) => Array.from({ length: n }, (_, i) => 50 + ((i * 7) % 11))
  test.each([
    [7, 3, 'insufficient-history', 'eight periods at least'],
    [8, 3, 'judged', 'here they are'],
    [8, 8, 'judged', 'as many to come as there were'],
    [8, 9, 'horizon-too-long', 'no more than that'],
    [8, 0, 'window-over', 'nothing to come'],
  ])('%i periods, %i to come: %s, %s', (n, remaining, state) =>
    expect(forecastOf(ask(wave(n), { remaining })).state).toBe(state),
  )

  test.each([
    [23, 'ses'],
    [24, 'theta'],
  ])('%i points: %s', (n, model) => expect(judged(ask(wave(n))).model).toBe(model))

  test('a seasonal series is forecast with its season', () => {
    const quarters = [0.8, 1.2, 1.1, 0.9]
    const history = Array.from({ length: 24 }, (_, i) => 100 * quarters[i % 4]!)
    const { seasonal, path } = judged(ask(history, { season: 4, remaining: 5 }))
    expect(seasonal).toBe(true)
    for (const [i, x] of path.entries()) expect(x).toBeCloseTo(100 * quarters[i % 4]!, 6)
    expect(judged(ask(history)).seasonal).toBe(false)
  })

  test('seasonal indices count as parameters of the fit', () => {
    const history = Array.from({ length: 24 }, (_, i) => (100 + ((i * 7) % 5) * 0.1) * [0.8, 1.2, 1.1, 0.9][i % 4]!)
    const { values, indexAt } = deseasonalise(history, 4)
    const fit = { ...thetaOf(values), parameters: 3 + 3 }
    const sd = forecastErrors(values, fit, { remaining: 1, aggregation: 'sum', indexAt })
    expect(judged(ask(history, { season: 4, remaining: 1 })).sd).toBeCloseTo(sd, 12)
    expect(
      forecastErrors(values, { ...fit, parameters: 3 }, { remaining: 1, aggregation: 'sum', indexAt }),
    ).toBeLessThan(sd)
  })

  test('a constant series is forecast as itself, surely; reaching the target exactly is no miss', () => {
    for (const n of [8, 23, 24, 60]) {
      const of = (target: number, direction: 'up' | 'down') =>
        judged(ask(times(n, 0.1), { target, direction, season: 4 }))
      expect(of(0.3, 'up').mean).toBeCloseTo(0.3, 10)
      expect([of(0.3, 'up').miss, of(0.2, 'up').miss, of(0.4, 'up').miss]).toEqual([0, 0, 1])
      expect([of(0.3, 'down').miss, of(0.2, 'down').miss, of(0.4, 'down').miss]).toEqual([0, 1, 0])
    }
  })

  test('the last period counts where the target is about it', () => {
    const climbing = Array.from({ length: 30 }, (_, i) => 10 + i + (i % 3))
    const { path, mean } = judged(ask(climbing, { aggregation: 'last' }))
    expect(mean).toBe(path[2])
  })

  test('what cannot be negative is not forecast so', () => {
    const falling = Array.from({ length: 24 }, (_, i) => 46 - 2 * i + (i % 2))
    const lowest = (nonNegative: boolean) => Math.min(...judged(ask(falling, { remaining: 20, nonNegative })).path)
    expect(lowest(false)).toBeLessThan(0)
    expect(lowest(true)).toBe(0)
  })

  const histories = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 8, maxLength: 30 })
  const targets = fc.integer({ min: -50, max: 300 })

  test('a higher target is never less probably missed upwards, nor more probably downwards', () => {
    fc.assert(
      fc.property(histories, targets, fc.nat(100), (history, target, more) => {
        const miss = (aim: number, direction: 'up' | 'down') => judged(ask(history, { target: aim, direction })).miss
        expect(miss(target + more, 'up')).toBeGreaterThanOrEqual(miss(target, 'up'))
        expect(miss(target + more, 'down')).toBeLessThanOrEqual(miss(target, 'down'))
      }),
      { numRuns: 40 },
    )
  })

  test('scaled, or mirrored with the direction turned, the same probability', () => {
    fc.assert(
      fc.property(histories, targets, fc.constantFrom(-1, -4, 0.5), (history, target, factor) => {
        const plain = judged(ask(history, { target, season: 4 }))
        const direction = factor < 0 ? 'down' : 'up'
        const changed = judged(
          ask(
            history.map((x) => x * factor),
            { target: target * factor, direction, season: 4 },
          ),
        )
        expect(changed.miss).toBeCloseTo(plain.miss, 6)
        expect(changed.seasonal).toBe(plain.seasonal)
      }),
      { numRuns: 50 },
    )
  })

  test.each([
    [0.024, 0],
    [0.026, 0.05],
    [0.8, 0.8],
    [0.832102, 0.85],
    [1, 1],
  ])('%f is shown as %f', (p, shown) => expect(shownProbability(p)).toBe(shown))
})
