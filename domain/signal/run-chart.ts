/** Run chart: is a series random round its median? Needs no limits and no normal distribution. J. Anhøj, PLoS ONE 10(3), 2015. */
import { median as medianOf } from 'simple-statistics'
import { exceeds, sizeOf } from './exceeds.ts'

/** Points off the median from which on the two rules mean anything. */
const FEWEST = 10

/** `none`: fewer than ten points off the median. Counts are of points, `median` is in the KPI's unit. */
export type RunChart =
  | { state: 'none'; useful: number }
  | {
      state: 'judged'
      median: number
      /** Points off the median: those on it say nothing. */
      useful: number
      longestRun: number
      runLimit: number
      crossings: number
      crossingLimit: number
      /** The longest run is longer than chance makes it: the level moved. */
      shift: boolean
      /** The median is crossed more seldom than chance has it: the series drifts or swings. */
      seldomCrossed: boolean
    }

/** Judges a series of values, oldest first; missing slots are left out before. */
export const runChartOf = (values: readonly number[]): RunChart => {
  if (values.length === 0) return { state: 'none', useful: 0 }
  const median = medianOf([...values])
  const noise = sizeOf(...values)
  const above = values.flatMap((x) => (exceeds(x, median, noise) ? [true] : exceeds(median, x, noise) ? [false] : []))
  const useful = above.length
  if (useful < FEWEST) return { state: 'none', useful }
  let [run, longestRun, crossings] = [0, 0, 0]
  above.forEach((side, i) => {
    const goesOn = i > 0 && side === above[i - 1]
    run = goesOn ? run + 1 : 1
    longestRun = Math.max(longestRun, run)
    if (i > 0 && !goesOn) crossings++
  })
  const [runLimit, crossingLimit] = [longestByChance(useful), fewestByChance(useful)]
  const [shift, seldomCrossed] = [longestRun > runLimit, crossings < crossingLimit]
  return { state: 'judged', median, useful, longestRun, runLimit, crossings, crossingLimit, shift, seldomCrossed }
}

/** Upper limit of the longest run among `useful` points: log₂ n, rounded, plus 3. */
export const longestByChance = (useful: number): number => Math.round(Math.log2(useful)) + 3

/** Lower limit of the crossings among `useful` points: the 5 % point of a binomial distribution of n − 1 tosses. */
export const fewestByChance = (useful: number): number => {
  const tosses = useful - 1
  // In logarithms: 2^-n of a long series is smaller than any double.
  let logarithm = -tosses * Math.LN2
  let below = Math.exp(logarithm)
  let crossings = 0
  while (below < 0.05) {
    crossings++
    logarithm += Math.log((tosses - crossings + 1) / crossings)
    below += Math.exp(logarithm)
  }
  return crossings
}
