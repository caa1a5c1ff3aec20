/** Simple exponential smoothing: the forecast is a level that follows each value by the share α. NIST/SEMATECH handbook 6.4.3.1. */

/** α and the level before the first value. Either may be given; what is not given is chosen by least squares. */
export interface SmoothingChoice {
  /** 0 … 1. */
  alpha?: number | undefined
  /** In the KPI's unit. `first`: the first value itself, whose error then is 0. */
  start?: number | 'first' | undefined
}

/** Levels and errors in the KPI's unit; `sse` in its square. */
export interface Smoothing {
  alpha: number
  start: number
  /** After the last value: the forecast of every period to come. */
  level: number
  /** One-step forecasts of each value, known before it. */
  fitted: number[]
  /** Sum of the squared one-step errors, that of the first value included. */
  sse: number
}

/** Bounds of α in the search, those of R's `forecast::ses`. */
const [LEAST, MOST] = [1e-4, 0.9999]

/** Steps of the first look over α: errors can have more than one valley. */
const GRID = 40

/** Smooths a series, oldest first, at least one value. Two values or fewer are smoothed with α as given or 0.9999. */
export const smooth = (values: readonly number[], { alpha, start }: SmoothingChoice = {}): Smoothing => {
  const startAt = (share: number) =>
    start === undefined ? bestStart(values, share) : start === 'first' ? values[0]! : start
  const sseAt = (share: number) => run(values, share, startAt(share)).sse
  const chosen = alpha ?? (values.length <= 2 ? MOST : lowest(sseAt))
  const from = startAt(chosen)
  return { alpha: chosen, start: from, ...run(values, chosen, from) }
}

const run = (values: readonly number[], alpha: number, start: number) => {
  let [level, sse] = [start, 0]
  const fitted = values.map((value) => {
    const forecast = level
    sse += (value - forecast) ** 2
    level = alpha * value + (1 - alpha) * level
    return forecast
  })
  return { level, fitted, sse }
}

/** For one α the errors are linear in the start, so the best start is a division: error of start 0 against its fading share. */
const bestStart = (values: readonly number[], alpha: number): number => {
  let [level, share, up, down] = [0, 1, 0, 0]
  for (const value of values) {
    up += (value - level) * share
    down += share * share
    level = alpha * value + (1 - alpha) * level
    share *= 1 - alpha
  }
  return up / down
}

/** The α of the smallest sum: the best of a grid, then golden sections between its neighbours. Deterministic. */
const lowest = (sseAt: (alpha: number) => number): number => {
  const step = (MOST - LEAST) / GRID
  const sums = Array.from({ length: GRID + 1 }, (_, i) => sseAt(LEAST + i * step))
  const best = sums.indexOf(Math.min(...sums))
  let [low, high] = [LEAST + Math.max(0, best - 1) * step, LEAST + Math.min(GRID, best + 1) * step]
  const golden = (Math.sqrt(5) - 1) / 2
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [leftSum, rightSum] = [sseAt(left), sseAt(right)]
  while (high - low > 1e-7) {
    if (leftSum <= rightSum) {
      ;[high, right, rightSum] = [right, left, leftSum]
      left = high - golden * (high - low)
      leftSum = sseAt(left)
    } else {
      ;[low, left, leftSum] = [left, right, rightSum]
      right = low + golden * (high - low)
      rightSum = sseAt(right)
    }
  }
  const found = (low + high) / 2
  // The edges of the range are no valley: where they are lowest the search only comes close.
  return [LEAST, MOST, found].reduce((a, b) => (sseAt(b) < sseAt(a) ? b : a), LEAST + best * step)
}
