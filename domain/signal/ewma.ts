/** Exponentially weighted moving average chart: finds small lasting shifts that single points do not show. NIST/SEMATECH handbook 6.3.2.4. */
import { exceeds } from './exceeds.ts'

export interface EwmaChart {
  /** Mean and standard deviation of the process, in the KPI's unit, from its history. */
  centre: number
  sigma: number
  /** Weight of the newest value, 0 … 1 (0 excluded). @default 0.3 */
  lambda?: number
  /** Width of the limits in standard deviations of the average. @default 3 */
  width?: number
}

/** The average after a value, its limits there (they widen to those of a long series), and whether it lies beyond them. */
export interface EwmaPoint {
  average: number
  lower: number
  upper: number
  signal: boolean
}

/** The chart of a series, oldest first, begun at the centre; missing slots are left out before. */
export const ewmaOf = (
  values: readonly number[],
  { centre, sigma, lambda = 0.3, width = 3 }: EwmaChart,
): EwmaPoint[] => {
  let average = centre
  return values.map((value, i) => {
    average = lambda * value + (1 - lambda) * average
    const reach = width * sigma * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (i + 1))))
    const [lower, upper] = [centre - reach, centre + reach]
    return { average, lower, upper, signal: exceeds(average, upper) || exceeds(lower, average) }
  })
}

/** Limits of a long series, as handbooks print them: centre ± width·σ·√(λ/(2 − λ)). */
export const ewmaLimits = ({ centre, sigma, lambda = 0.3, width = 3 }: EwmaChart): { lower: number; upper: number } => {
  const reach = width * sigma * Math.sqrt(lambda / (2 - lambda))
  return { lower: centre - reach, upper: centre + reach }
}
