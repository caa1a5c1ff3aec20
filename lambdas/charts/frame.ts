import { nice, ticks as ticksOf } from 'd3-array'
import type { Chart } from './chart.ts'

/** Drawing area in viewBox units; the text keeps its size because the drawing is never scaled far. */
export const AREA = { width: 360, height: 170, left: 4, right: 58, top: 18, bottom: 24 } as const

/** Where the plot ends on each side. */
export const PLOT = {
  left: AREA.left,
  right: AREA.width - AREA.right,
  top: AREA.top,
  bottom: AREA.height - AREA.bottom,
} as const

/** Lines across the drawing, at most about. */
const LINES = 4

/** Up to so many slots a tenth of a unit can be seen; many charts of many slots weigh a fifth less without it. */
const FINE = 24

/** Smaller than any figure: what a computer can no longer divide by. */
const NOTHING = 1e-200

/** Room left of the first and right of the last slot. */
const INSET = 6

/** Where slots and values fall in the drawing. */
export interface Frame {
  x: (at: number) => number
  y: (value: number) => number
  /** Whether a value lies inside the drawing. */
  holds: (value: number) => boolean
  /** Values of the lines across, round numbers. */
  ticks: number[]
  /** Decimals without which two lines would be named alike. */
  decimals: number
}

const round = (n: number): number => Math.round(n * 10) / 10

/** A frame round everything drawn. It need not start at zero: a line is read by its slope, not by its height. */
export function frameOf(chart: Chart): Frame {
  const values = valuesOf(chart)
  const least = Math.min(...values)
  const most = Math.max(...values)
  // A level line lies in the middle of a drawing of some height.
  const span = [most - least, Math.abs(most)].find((size) => size > NOTHING) ?? 1
  const [low, high] = nice(least - span * 0.06, most + span * 0.06, LINES)
  const across = linear(low, high, PLOT.bottom, PLOT.top)
  const count = Math.max(chart.slots.length + (chart.fan?.path.length ?? 0) - 1, 1)
  const along = linear(0, count, PLOT.left + INSET, PLOT.right - INSET)
  const ticks = ticksOf(low, high, LINES)
  return {
    x: (at) => (count > FINE ? Math.round(along(at)) : round(along(at))),
    y: (value) => round(Math.min(PLOT.bottom, Math.max(PLOT.top, across(value)))),
    holds: (value) => across(value) <= PLOT.bottom && across(value) >= PLOT.top,
    ticks,
    decimals: ticks.every(Number.isInteger) ? 0 : Math.max(chart.decimals, decimalsOf(ticks)),
  }
}

/** Maps `from`…`to` onto `start`…`end`. */
const linear = (from: number, to: number, start: number, end: number) => (at: number) =>
  start + ((at - from) / (to - from)) * (end - start)

function valuesOf({ slots, references = [], limits, fan }: Chart): number[] {
  const known = [
    ...slots.flatMap(({ value, low, high }) => [value, low, high]),
    ...references,
    ...(limits?.leading ? [limits.centre, limits.lower, limits.upper] : []),
    ...(fan ? fan.path.flatMap((value, i) => [value - fan.spread[i]!, value + fan.spread[i]!]) : []),
  ].filter((value) => value !== null)
  return known.length > 0 ? known : [0]
}

/** Places behind the point that tell neighbours of the axis apart. */
function decimalsOf(ticks: readonly number[]): number {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) || 1
  return Math.min(9, Math.max(0, Math.ceil(-Math.log10(step))))
}
