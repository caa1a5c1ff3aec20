/** How much a value says about the next one. */
import { isLevel } from './exceeds.ts'
import type { ChartPoint } from './slots.ts'

/** Correlation of more than this would widen limits beyond use. */
const MOST = 0.9

/**
 * Autocorrelation r of a series at lags 1 … `most` (the first at 0), without a unit, −1 … 1; sums over n as usual (Box and
 * Jenkins; NIST/SEMATECH handbook 1.3.3.1). Lags of n and more are 0, and so are all lags of a constant series.
 */
export const autocorrelations = (values: readonly number[], most: number): number[] => {
  const level = isLevel(values)
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  const off = values.map((x) => x - mean)
  const variation = off.reduce((sum, d) => sum + d * d, 0)
  return Array.from({ length: most }, (_, i) => {
    let sum = 0
    for (let t = i + 1; t < off.length; t++) sum += off[t]! * off[t - i - 1]!
    return level ? 0 : sum / variation
  })
}

/**
 * φ̂, the share of its distance from the mean that a KPI keeps from slot to slot, 0 … 0.9: r₁ over neighbouring slots,
 * plus (1 + 4 r₁)/n because short series show too little of it (Marriott and Pope, Biometrika 41, 1954). Where slots are
 * missing, the mean product of the pairs there are stands for the others. A constant series, or one without neighbours, has 0.
 */
export const persistence = (points: readonly ChartPoint[]): number => {
  const n = points.length
  const mean = points.reduce((sum, { value }) => sum + value, 0) / n
  let [products, pairs, variation] = [0, 0, 0]
  points.forEach(({ index, value }, i) => {
    variation += (value - mean) ** 2
    const before = points[i - 1]
    if (!before || index - before.index !== 1) return
    products += (value - mean) * (before.value - mean)
    pairs++
  })
  if (pairs === 0 || isLevel(points.map(({ value }) => value))) return 0
  const r = ((products / pairs) * (n - 1)) / variation
  return Math.min(MOST, Math.max(0, r + (1 + 4 * r) / n))
}
