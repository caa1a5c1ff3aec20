/** How wrong the forecast of a window may be: standard deviation of the error of a sum, or of the last period. */

/** A fitted model as far as its errors go. */
export interface Fit {
  /** Share of an error that stays in all later forecasts. */
  alpha: number
  sse: number
  /** Numbers the fit has chosen, seasonal indices included. */
  parameters: number
}

/** What is forecast: periods to come, whether their sum or the last one counts, and their seasonal indices (h from 1). */
export interface Horizon {
  remaining: number
  aggregation: 'sum' | 'last'
  indexAt: (h: number) => number
}

/** Model errors are widened by this much: models fit their own past too well. */
const WIDENED = 1.25

/** Share of a random walk's error below which no forecast is believed: more of it while the series is short. */
const [SHORT, SHORT_FLOOR, FLOOR] = [24, 0.75, 0.5]

/**
 * sd = max(1.25·σ̂·√Σw², f·σ_Δ·√Σv²) in the KPI's unit. σ̂² is SSE/(n − p); w_j is what an error in the j-th period to come
 * does to the total (1 for itself, α for each later period, each times its seasonal index), v_j the same with α = 1: a random
 * walk with steps of σ_Δ, the root mean square difference of neighbours. f is .75 below 24 points, .5 from there on.
 * `values` are free of their season. With as many parameters as points only the random walk is left.
 */
export const forecastErrors = (values: readonly number[], fit: Fit, horizon: Horizon): number => {
  const free = values.length - fit.parameters
  const sigma = free > 0 ? Math.sqrt(fit.sse / free) : 0
  const steps = values.slice(1).map((value, i) => (value - values[i]!) ** 2)
  const step = Math.sqrt(steps.reduce((sum, x) => sum + x, 0) / steps.length)
  const floor = values.length < SHORT ? SHORT_FLOOR : FLOOR
  return Math.max(WIDENED * sigma * reach(fit.alpha, horizon), floor * step * reach(1, horizon))
}

/** √Σw²: by how much more than one error the whole may be off. */
const reach = (alpha: number, { remaining, aggregation, indexAt }: Horizon): number => {
  const left = (h: number, j: number) => (h === j ? 1 : alpha) * indexAt(h)
  let squares = 0
  // From the last period back, so that what later periods keep of an error is summed once.
  let later = 0
  for (let j = remaining; j >= 1; j--) {
    squares += aggregation === 'last' ? left(remaining, j) ** 2 : (indexAt(j) + alpha * later) ** 2
    later += indexAt(j)
  }
  return Math.sqrt(squares)
}
