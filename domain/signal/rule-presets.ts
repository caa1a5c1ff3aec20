/** The detection rules themselves and the sets of them that are in use. */
import { exceeds, sizeOf } from './exceeds.ts'
import { alternations, mOfN, type Side, shifts, trends, twoInThree } from './patterns.ts'
import type { RuleName } from './rule-names.ts'
import type { ChartPoint } from './slots.ts'
import { type Limits, movingRanges } from './xmr.ts'

/**
 * - `WHEELER` (default): beyond a limit; 3 of 4 nearer the limit than the centre; 8 on one side; a moving range beyond its limit (insight).
 * - `MDC`, NHS Making Data Count: beyond a limit; 7 on one side; 7 rising or falling; 2 of 3 in the outer third, all on one side.
 * - `WE`, Western Electric (1956): beyond a limit; 2 of 3 beyond 2σ; 4 of 5 beyond 1σ; 8 on one side.
 * - `NELSON` (J. Quality Technology 16, 1984), all eight: insight only, more than half of healthy KPIs set one off within a year.
 */
export type Preset = 'WHEELER' | 'MDC' | 'WE' | 'NELSON'

/** Which side of the chart a signal lies on; patterns about the spread have none. */
export type SignalSide = 'high' | 'low' | 'none'

/** What the rules look at. Missing slots are passed over: they neither make nor break a run. */
export interface Chart {
  points: readonly ChartPoint[]
  values: readonly number[]
  limits: Limits
  /** Side of every point that lies farther out than this share of the way from centre to limit (0: any side at all). */
  beyond: (share: number) => Side[]
}

export interface Rule {
  name: RuleName
  /** Points the pattern takes. */
  span: number
  find: (chart: Chart) => (SignalSide | undefined)[]
}

/** Points on the chart of these limits. */
export const chartOf = (points: readonly ChartPoint[], limits: Limits): Chart => {
  const { centre, lower, upper } = limits
  const noise = sizeOf(centre, lower, upper)
  const beyond = (share: number) => {
    const reach = share * (upper - centre)
    return points.map(
      ({ value }): Side => (exceeds(value, centre + reach, noise) ? 1 : exceeds(centre - reach, value, noise) ? -1 : 0),
    )
  }
  return { points, values: points.map(({ value }) => value), limits, beyond }
}

const sideName = (side: Side): SignalSide | undefined => (side === 0 ? undefined : side > 0 ? 'high' : 'low')
const where = (found: readonly boolean[], sides: readonly Side[]) =>
  found.map((is, i) => (is ? sideName(sides[i]!) : undefined))
const without = (found: readonly boolean[]) => found.map((is): SignalSide | undefined => (is ? 'none' : undefined))
const [THIRD, HALF, TWO_THIRDS] = [1 / 3, 1 / 2, 2 / 3]

/** The one rule that needs no row of points. */
export const LIMIT: Rule = { name: 'limit', span: 1, find: ({ beyond }) => beyond(1).map(sideName) }

const shift = (length: number): Rule => ({
  name: 'shift',
  span: length,
  find: ({ beyond }) => where(shifts(beyond(0), length), beyond(0)),
})

const trend = (length: number): Rule => ({
  name: 'trend',
  span: length,
  find: ({ values }) => trends(values, length).map(sideName),
})

const windowed = (name: RuleName, m: number, n: number, share: number): Rule => ({
  name,
  span: n,
  find: ({ beyond }) => mOfN(beyond(share), m, n).map(sideName),
})

const TWO_IN_THREE: Rule = {
  name: 'two-of-three',
  span: 3,
  find: ({ beyond }) => {
    const [outside, sides] = [beyond(1), beyond(0)]
    const close = beyond(TWO_THIRDS).map((side, i) => side !== 0 && outside[i] === 0)
    return where(twoInThree(close, sides), sides)
  },
}

/** Fifteen points within a third of the way: limits too wide for what is charted. */
const WITHIN_THIRD: Rule = {
  name: 'within-third',
  span: 15,
  find: ({ beyond }) =>
    without(
      shifts(
        beyond(THIRD).map((side): Side => (side === 0 ? 1 : 0)),
        15,
      ),
    ),
}

/** Eight points on either side with none near the centre: two processes on one chart. */
const OUTSIDE_THIRD: Rule = {
  name: 'outside-third',
  span: 8,
  find: ({ beyond }) =>
    without(
      shifts(
        beyond(THIRD).map((side): Side => (side === 0 ? 0 : 1)),
        8,
      ),
    ),
}

const ALTERNATION: Rule = { name: 'alternation', span: 14, find: ({ values }) => without(alternations(values, 13)) }

/** A jump between neighbours larger than the chart's ranges allow. */
const RANGE: Rule = {
  name: 'range',
  span: 2,
  find: ({ points, limits }) => {
    const large = new Set(
      movingRanges(points)
        .filter(({ value }) => exceeds(value, limits.rangeLimit, sizeOf(limits.lower, limits.upper)))
        .map(({ index }) => index),
    )
    return without(points.map(({ index }) => large.has(index)))
  },
}

export const PRESETS: Record<Preset, readonly Rule[]> = {
  WHEELER: [LIMIT, windowed('half-way', 3, 4, HALF), shift(8), RANGE],
  MDC: [LIMIT, shift(7), trend(7), TWO_IN_THREE],
  WE: [LIMIT, windowed('two-of-three', 2, 3, TWO_THIRDS), windowed('four-of-five', 4, 5, THIRD), shift(8)],
  NELSON: [
    LIMIT,
    shift(9),
    trend(6),
    ALTERNATION,
    windowed('two-of-three', 2, 3, TWO_THIRDS),
    windowed('four-of-five', 4, 5, THIRD),
    WITHIN_THIRD,
    OUTSIDE_THIRD,
  ],
}
