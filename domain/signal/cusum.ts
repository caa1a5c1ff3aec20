/** Cumulative sums in tabular form: add up what goes beyond an allowance on either side, signal when it is too much. NIST/SEMATECH handbook 6.3.2.3. */
import { exceeds } from './exceeds.ts'

/** All in the KPI's unit. `allowance` (k) is half of the shift to be found, `decision` (h) the sum that signals. */
export interface CusumChart {
  centre: number
  allowance: number
  decision: number
}

/** Sums above and below the centre after a value, both 0 or more. */
export interface CusumPoint {
  high: number
  low: number
  signal: 'high' | 'low' | 'both' | 'none'
}

/** The sums of a series, oldest first, begun at 0 and never set back; missing slots are left out before. */
export const cusumOf = (values: readonly number[], { centre, allowance, decision }: CusumChart): CusumPoint[] => {
  let [high, low] = [0, 0]
  return values.map((value) => {
    high = Math.max(0, high + value - centre - allowance)
    low = Math.max(0, low + centre - allowance - value)
    const [isHigh, isLow] = [exceeds(high, decision), exceeds(low, decision)]
    return { high, low, signal: isHigh ? (isLow ? 'both' : 'high') : isLow ? 'low' : 'none' }
  })
}
