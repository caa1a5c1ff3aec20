/**
 * Individuals chart (XmR): how far a KPI moves when nothing special happens. Limits come from a baseline and are then
 * locked: new data never move them. D. J. Wheeler, Understanding Variation (1993); NIST/SEMATECH handbook 6.3.2.2.
 */
import { persistence } from './autocorrelation.ts'
import { exceeds } from './exceeds.ts'
import { type ChartPoint, type ChartSlot, pointsOf } from './slots.ts'

/** Points of a baseline: from 12 on limits are shown on trial, at 24 they are locked. Our settings. */
export const BASELINE = { trial: 12, locked: 24 } as const

/** Limits lie this many mean moving ranges from the centre: 3/d₂ with d₂ = 1.128, as Wheeler prints it. */
export const LIMIT_WIDTH = 2.66

/** Largest moving range that is nothing special, in mean moving ranges: D₄ as Wheeler prints it. */
export const RANGE_LIMIT = 3.268

/** Moving ranges from here on are left out of the mean, once (L. S. Nelson, J. Quality Technology 14, 1982; NHS Making Data Count). */
export const SCREEN = 3.267

/** Fewer points say too little about autocorrelation to correct for it. */
const CORRECTED_FROM = 20

/** All but `persistence`, `points`, `from` and `to` are in the KPI's unit. */
export interface Limits {
  centre: number
  lower: number
  upper: number
  /** mR̄ after screening. */
  meanRange: number
  /** A moving range above it is special. Never corrected: ranges of neighbours already are as small as persistence makes them. */
  rangeLimit: number
  /** φ̂ of the baseline, 0 … 0.9; 0 where no correction is made. */
  persistence: number
  /** Points of the baseline, and the indices of its first and last slot. */
  points: number
  from: number
  to: number
}

/** `none`: too few points, or no two neighbours among them. */
export type Xmr = { state: 'none'; points: number } | { state: 'trial' | 'locked'; limits: Limits }

export interface XmrOptions {
  /** False keeps large moving ranges in the mean, as spreadsheets do. */
  screen?: boolean
  /** True makes no correction for autocorrelation, to match published charts. */
  classic?: boolean
  /** Points of the baseline, where a published chart has other numbers. */
  baseline?: { trial: number; locked: number }
}

/**
 * Limits of a series from its first slot on (the first after the last rebase), slots in calendar order. Moving ranges are
 * taken between calendar neighbours only, never across a gap. A baseline without any variation has limits of no width.
 *
 * Unless `classic`, limits are divided by √(1 − φ̂) from 20 points on: neighbours of an AR(1) process differ with variance
 * 2σ²(1 − φ), so that mR̄ is too small by that factor.
 */
export const xmrOf = (slots: readonly ChartSlot[], options: XmrOptions = {}): Xmr => {
  const { screen = true, classic = false, baseline = BASELINE } = options
  const points = pointsOf(slots).slice(0, baseline.locked)
  const ranges = movingRanges(points).map(({ value }) => value)
  if (points.length < baseline.trial || ranges.length === 0) return { state: 'none', points: points.length }
  const phi = classic || points.length < CORRECTED_FROM ? 0 : persistence(points)
  const centre = mean(points.map(({ value }) => value))
  const meanRange = screen ? screened(ranges) : mean(ranges)
  const width = (LIMIT_WIDTH * meanRange) / Math.sqrt(1 - phi)
  const limits = {
    centre,
    lower: centre - width,
    upper: centre + width,
    meanRange,
    rangeLimit: RANGE_LIMIT * meanRange,
    persistence: phi,
    points: points.length,
    from: points[0]!.index,
    to: points.at(-1)!.index,
  }
  return { state: points.length < baseline.locked ? 'trial' : 'locked', limits }
}

/** Distance of each value from that of the slot just before it, under the later slot's index; none across a gap. */
export const movingRanges = (points: readonly ChartPoint[]): ChartPoint[] =>
  points.flatMap(({ index, value }, i) => {
    const before = points[i - 1]
    return before && index - before.index === 1 ? [{ index, value: Math.abs(value - before.value) }] : []
  })

/** Once only: screening until nothing is left to screen would narrow the limits of healthy series. */
const screened = (ranges: readonly number[]): number => {
  const bound = SCREEN * mean(ranges)
  const kept = ranges.filter((range) => exceeds(bound, range))
  return kept.length === 0 ? 0 : mean(kept)
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length
