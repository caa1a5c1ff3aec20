/**
 * The Theta method in the form of the M4 competition's benchmark: the mean of a straight line through the series and of
 * simple exponential smoothing of the series with its distance from that line doubled. V. Assimakopoulos and
 * K. Nikolopoulos, Int. J. Forecasting 16, 2000; S. Makridakis et al., Int. J. Forecasting 36, 2020.
 */
import { linearRegression } from 'simple-statistics'
import { smooth } from './exponential-smoothing.ts'

/** In the KPI's unit; `sse` in its square. */
export interface Theta {
  /** Of the smoothing. An error of one unit moves all later forecasts by α. */
  alpha: number
  /** Forecast of the `h`-th period after the series, h from 1. Not floored. */
  forecast: (h: number) => number
  /** Sum of the squared one-step errors. */
  sse: number
}

/** Fits a series, oldest first, at least two values; the series has no season, or was freed of it before. */
export const thetaOf = (values: readonly number[]): Theta => {
  const { m: slope, b: intercept } = linearRegression(values.map((value, i) => [i + 1, value]))
  const line = (t: number) => intercept + slope * t
  const doubled = values.map((value, i) => 2 * value - line(i + 1))
  const { alpha, level, sse } = smooth(doubled)
  // A value is the mean of its line and its doubled distance, and so is each error half of the smoothing's.
  return { alpha, sse: sse / 4, forecast: (h) => (line(values.length + h) + level) / 2 }
}
