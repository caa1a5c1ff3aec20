/** Forecast of a target window: how probable is it that the target will be missed? */
import { exceeds, sizeOf } from './exceeds.ts'
import { type SmoothingChoice, smooth } from './exponential-smoothing.ts'
import { forecastErrors } from './forecast-error.ts'
import { normalCdf } from './normal.ts'
import { deseasonalise } from './seasonality.ts'
import { thetaOf } from './theta.ts'

/** Points a forecast needs, and points from which a series has a trend worth following: Theta in place of plain smoothing. Our settings. */
const [FEWEST, THETA_FROM] = [8, 24]

/** Probabilities of a miss that breach, that recover, and that are worth telling. Our settings. */
export const MISS = { breach: 0.8, recovery: 0.6 } as const

export interface ForecastQuestion {
  /** Values of the complete periods so far, oldest first, none missing, in the KPI's unit. */
  history: readonly number[]
  /** Periods of the window that are still to come. */
  remaining: number
  /** Sum: the window's total counts, and `reached` is what it has brought. Last: its last period counts. A mean's target is asked as a sum, times its periods. */
  aggregation: 'sum' | 'last'
  reached?: number
  target: number
  direction: 'up' | 'down'
  /** Slots of a season; 1 for none. */
  season: number
  /** True for KPIs that cannot be negative: neither will their forecasts be. */
  nonNegative?: boolean
  /** Fixed smoothing, where a published example has one; used by plain smoothing only. */
  smoothing?: SmoothingChoice
}

/** Why there is no forecast (`pace` can still tell something), or the forecast: `mean` and `sd` of what the target is about, without `reached`. */
export type Forecast =
  | { state: 'insufficient-history' | 'horizon-too-long' | 'window-over' }
  | {
      state: 'judged'
      model: 'ses' | 'theta'
      seasonal: boolean
      path: number[]
      mean: number
      sd: number
      miss: number
    }

/**
 * Forecasts what remains of a window. Needs 8 complete periods and no more periods to come than there were. Below 24 points
 * simple exponential smoothing, from there on Theta; both on a series freed of its season where it shows one.
 */
export const forecastOf = (question: ForecastQuestion): Forecast => {
  const { history, remaining, aggregation, season, nonNegative = false } = question
  if (remaining < 1) return { state: 'window-over' }
  if (history.length < FEWEST) return { state: 'insufficient-history' }
  if (remaining > history.length) return { state: 'horizon-too-long' }
  const { values, seasonal, indexAt } = deseasonalise(history, season)
  const model = history.length < THETA_FROM ? 'ses' : 'theta'
  const fit = model === 'ses' ? plain(values, question.smoothing) : { ...thetaOf(values), parameters: 3 }
  const path = Array.from({ length: remaining }, (_, i) => {
    const level = fit.forecast(i + 1)
    return (nonNegative ? Math.max(0, level) : level) * indexAt(i + 1)
  })
  const mean = aggregation === 'last' ? path.at(-1)! : path.reduce((sum, x) => sum + x, 0)
  const sd = forecastErrors(
    values,
    { ...fit, parameters: fit.parameters + (seasonal ? season - 1 : 0) },
    { remaining, aggregation, indexAt },
  )
  return { state: 'judged', model, seasonal, path, mean, sd, miss: missOf(question, mean, sd) }
}

const plain = (values: readonly number[], choice: SmoothingChoice | undefined) => {
  const { alpha, level, sse } = smooth(values, choice)
  return { alpha, sse, forecast: () => level, parameters: 2 }
}

/** Probability of ending worse than the target. Without any spread it is certain, and reaching the target exactly is no miss. */
const missOf = ({ target, reached = 0, direction }: ForecastQuestion, mean: number, sd: number): number => {
  const needed = target - reached
  const short = direction === 'up' ? needed - mean : mean - needed
  const noise = sizeOf(target, reached, mean)
  if (!exceeds(sd, 0, noise)) return exceeds(short, 0, noise) ? 1 : 0
  return normalCdf(short / sd)
}

/** A probability as it is shown: in steps of 5 %, finer than which no back-test has confirmed it. */
export const shownProbability = (p: number): number => Math.round(p * 20) / 20
