/** Forecasts and their scores as the M4 competition defines them. S. Makridakis, E. Spiliotis, V. Assimakopoulos, Int. J. Forecasting 36 (2020). */
import { deseasonalise } from '../domain/signal/seasonality.ts'
import { thetaOf } from '../domain/signal/theta.ts'

/** Forecasts of the next `horizon` slots; `period` is the season in slots, 1 for none. No forecast is below 0, as in the competition. */
export type Method = (history: readonly number[], period: number, horizon: number) => number[]

const ahead = (horizon: number, at: (h: number) => number): number[] =>
  Array.from({ length: horizon }, (_, i) => Math.max(0, at(i + 1)))

/** The Theta of this project's forecasts, on the series freed of its season where the 90 % test finds one. */
export const theta: Method = (history, period, horizon) => {
  const { values, indexAt } = deseasonalise(history, period)
  const { forecast } = thetaOf(values)
  return ahead(horizon, (h) => forecast(h) * indexAt(h))
}

/** The competition's yardstick: the last value goes on, with its season. */
export const naive2: Method = (history, period, horizon) => {
  const { values, indexAt } = deseasonalise(history, period)
  return ahead(horizon, (h) => values.at(-1)! * indexAt(h))
}

/** Symmetric mean absolute percentage error, 0 … 200. Where both are 0 there is no error. */
export const smapeOf = (actual: readonly number[], forecast: readonly number[]): number =>
  meanOf(
    actual.map((x, i) => {
      const size = Math.abs(x) + Math.abs(forecast[i]!)
      return size === 0 ? 0 : (200 * Math.abs(x - forecast[i]!)) / size
    }),
  )

/**
 * Mean absolute error in units of what repeating the last season would have missed by within the history. Undefined where
 * that is 0 or the history is no longer than a season.
 */
export const maseOf = (
  history: readonly number[],
  actual: readonly number[],
  forecast: readonly number[],
  period: number,
): number | undefined => {
  const scale = meanOf(history.slice(period).map((x, i) => Math.abs(x - history[i]!)))
  return scale > 0 ? meanOf(actual.map((x, i) => Math.abs(x - forecast[i]!))) / scale : undefined
}

/** One series: what was known and what came. */
export interface Case {
  history: readonly number[]
  actual: readonly number[]
}

/** Means over series; `unscaled` counts those that have no MASE. */
export interface Scores {
  smape: number
  mase: number
  unscaled: number
}

/** Scores of a method over series. */
export const scoresOf = (cases: readonly Case[], method: Method, period: number): Scores => {
  const forecasts = cases.map(({ history, actual }) => method(history, period, actual.length))
  const mases = cases.map(({ history, actual }, i) => maseOf(history, actual, forecasts[i]!, period))
  const scaled = mases.filter((mase) => mase !== undefined)
  return {
    smape: meanOf(cases.map(({ actual }, i) => smapeOf(actual, forecasts[i]!))),
    mase: meanOf(scaled),
    unscaled: mases.length - scaled.length,
  }
}

/** Overall weighted average: mean of both scores, each over that of Naive2. Below 1 is better than Naive2. */
export const owaOf = (scores: Scores, yardstick: Scores): number =>
  (scores.smape / yardstick.smape + scores.mase / yardstick.mase) / 2

/** NaN of none. */
const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length
