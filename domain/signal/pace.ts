/** Pace: at the rate so far, is the target of a window (a year, a quarter) still within reach? For sums over the window. */
import { exceeds } from './exceeds.ts'

/** Behind is below 95 % of what was due so far and needing over 110 % of the recent rate. Our settings. */
export const PACE = { behind: 0.05, speedUp: 0.1 } as const

/** Below this share of the window a single period decides too much. */
const EARLY = 0.15

/** Periods whose mean is the recent rate. */
export const RECENT_PERIODS = 3

export interface PaceWindow {
  /** Target of every period of the window, in calendar order, in the KPI's unit. */
  targets: readonly number[]
  /** What was reached so far, period by period; `undefined`: due and missing, or not due yet. */
  actuals: readonly (number | undefined)[]
  /** Up: falling short is bad. Down: using up more than planned is. */
  direction: 'up' | 'down'
  /** Target of the whole window; by default the sum of its periods' targets. */
  target?: number
}

/** `too-early` and `over` make no statement: pace needs max(2, ⌈15 % of the periods⌉) periods with data, and one left. */
export type Pace =
  | { state: 'too-early' | 'over'; periods: number }
  | {
      state: 'judged'
      breach: boolean
      /** Sum so far, and the targets of the same periods. */
      actual: number
      expected: number
      /** actual / expected; absent where nothing was due yet. */
      pace?: number
      /** What each remaining period has to bring, and what the last three brought on average. */
      required: number
      recent: number
      /** required / recent; absent where the recent rate is 0. */
      ratio?: number
      /** Where the window ends at the recent rate. */
      projection: number
    }

/**
 * Compares what a window has brought with its target. A missing period counts as still to come. With a recent rate of 0 or
 * less there is a breach upwards whenever the sum is behind and the target not reached. Both conditions are differences, so
 * that negating every number and turning the direction changes nothing; equality is no breach.
 */
export const paceOf = ({ targets, actuals, direction, target }: PaceWindow): Pace => {
  const reached = actuals.flatMap((value, i) => (value === undefined ? [] : [{ value, due: targets[i] ?? 0 }]))
  return paceOfTotals({
    periods: targets.length,
    reached: reached.length,
    actual: sum(reached.map(({ value }) => value)),
    expected: sum(reached.map(({ due }) => due)),
    recent: reached.slice(-RECENT_PERIODS).map(({ value }) => value),
    target: target ?? sum(targets),
    direction,
  })
}

/** A window as its sums, for whoever adds up period by period. */
export interface PaceTotals {
  /** Periods of the window, and those with data. */
  periods: number
  reached: number
  /** Sum so far, and of the targets of the same periods. */
  actual: number
  expected: number
  /** The newest values, at most three. */
  recent: readonly number[]
  /** Target of the whole window. */
  target: number
  direction: 'up' | 'down'
}

/** The same comparison from the sums alone. */
export const paceOfTotals = ({
  periods: n,
  reached: k,
  actual,
  expected,
  recent: last,
  target,
  direction,
}: PaceTotals): Pace => {
  if (k >= n) return { state: 'over', periods: k }
  if (k < Math.max(2, Math.ceil(EARLY * n))) return { state: 'too-early', periods: k }
  const recent = sum(last) / last.length
  const required = (target - actual) / (n - k)
  const way = direction === 'up' ? 1 : -1
  const isBehind = exceeds(way * (expected - actual), PACE.behind * Math.abs(expected))
  const mustSpeedUp = exceeds(way * (required - recent), PACE.speedUp * Math.abs(recent))
  return {
    state: 'judged',
    breach: isBehind && mustSpeedUp,
    actual,
    expected,
    ...(expected === 0 ? {} : { pace: actual / expected }),
    required,
    recent,
    ...(recent === 0 ? {} : { ratio: required / recent }),
    projection: actual + recent * (n - k),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0)
