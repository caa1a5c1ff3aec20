/** Seasons: whether a series has one, and the series without it. Both as the M4 competition's benchmarks have them. */
import { autocorrelations } from './autocorrelation.ts'

/** Normal quantile of a 90 % interval. */
const CRITICAL = 1.645

/** Whole seasons the test needs. */
const SEASONS = 3

/**
 * Whether values one season apart go together more than chance has it (90 %): |r_m| > 1.645·√((1 + 2Σ_{i<m} r_i²)/n), from
 * three seasons on. `season` is in slots; 1 is no season. The competition's own code never finds one longer than 10·log₁₀ n slots, as far
 * as R's `acf` looks; its files have none.
 */
export const isSeasonal = (values: readonly number[], season: number): boolean => {
  if (season <= 1 || values.length < SEASONS * season) return false
  const r = autocorrelations(values, season)
  const spread = 1 + 2 * r.slice(0, -1).reduce((sum, x) => sum + x * x, 0)
  return Math.abs(r.at(-1)!) > CRITICAL * Math.sqrt(spread / values.length)
}

/**
 * Seasonal indices by classical multiplicative decomposition, the first for the first slot of the series: how many times its
 * ordinary level a slot of the season has, mean 1. Values of one sign, two whole seasons at least. Each index is the mean of the
 * ratios of its slots to a centred moving average over one season.
 */
export const seasonalIndices = (values: readonly number[], season: number): number[] => {
  const ratios: number[][] = Array.from({ length: season }, () => [])
  const half = Math.floor(season / 2)
  for (let t = half; t < values.length - half; t++)
    ratios[t % season]!.push(values[t]! / centredMean(values, t, season))
  const indices = ratios.map((of) => of.reduce((sum, x) => sum + x, 0) / of.length)
  const mean = indices.reduce((sum, x) => sum + x, 0) / season
  return indices.map((index) => index / mean)
}

/** Over an even season the two ends, which are the same slot of it, count half each. */
const centredMean = (values: readonly number[], t: number, season: number): number => {
  const half = Math.floor(season / 2)
  let sum = 0
  for (let i = t - half; i <= t + half; i++) sum += values[i]!
  return season % 2 === 0 ? (sum - (values[t - half]! + values[t + half]!) / 2) / season : sum / season
}

/** A series freed of its season where it has one that can be told, else as it is with an index of 1 throughout. */
export interface Deseasonalised {
  values: readonly number[]
  seasonal: boolean
  /** Index of the `h`-th slot after the series, h from 1. */
  indexAt: (h: number) => number
}

/** Tests and decomposes. Only series that are above 0 throughout, or below, are divided by anything. */
export const deseasonalise = (values: readonly number[], season: number): Deseasonalised => {
  const oneSign = values.every((x) => x > 0) || values.every((x) => x < 0)
  if (!oneSign || !isSeasonal(values, season)) return { values, seasonal: false, indexAt: () => 1 }
  const indices = seasonalIndices(values, season)
  return {
    values: values.map((x, t) => x / indices[t % season]!),
    seasonal: true,
    indexAt: (h) => indices[(values.length + h - 1) % season]!,
  }
}
