import { area, line } from 'd3-shape'
import type { Chart, ChartSlot } from './chart.ts'
import { type Frame, PLOT } from './frame.ts'

/** A value and its position. */
type Corner<T> = readonly [at: number, value: T | null]

/** Values at their positions, without those on a level stretch: a target of ten years is two points. */
function corners<T>(values: readonly (T | null)[], first: number, same: (a: T, b: T) => boolean): Corner<T>[] {
  const level = (a: T | null | undefined, b: T | null) => a != null && b !== null && same(a, b)
  return values.flatMap((value, i): Corner<T>[] =>
    level(values[i - 1], value) && level(values[i + 1], value) ? [] : [[first + i, value]],
  )
}

/** Path of some values; a gap stays a gap. Positions are one further with each value, from `first`. */
export function linePath(values: readonly (number | null)[], { x, y }: Frame, first = 0): string {
  const path = line<Corner<number>>(
    ([at]) => x(at),
    ([, value]) => y(value!),
  ).digits(1)
  const points = corners(values, first, (a, b) => a === b)
  return path.defined(([, value]) => value !== null)(points) ?? ''
}

/** Dots of no length, which a round cap makes visible. One path, however many they are. */
export const dotsPath = (
  slots: readonly ChartSlot[],
  { x, y }: Frame,
  chosen: (slot: ChartSlot, at: number) => boolean,
) => slots.map((slot, at) => (slot.value !== null && chosen(slot, at) ? `M${x(at)} ${y(slot.value)}h0` : '')).join('')

/** A surface between two values of each slot; null closes it. */
export function surfacePath(edges: readonly (readonly [number, number] | null)[], { x, y }: Frame, first = 0): string {
  const path = area<Corner<readonly [number, number]>>(
    ([at]) => x(at),
    ([, edge]) => y(edge![0]),
    ([, edge]) => y(edge![1]),
  ).digits(1)
  const points = corners(edges, first, (a, b) => a[0] === b[0] && a[1] === b[1])
  return path.defined(([, edge]) => edge !== null)(points) ?? ''
}

/** The zones in which a value is at risk, or off track: below the target, above it, or on both sides of a range. */
export function zones({ slots, bands, direction }: Chart, frame: Frame): { amber: string[]; red: string[] } {
  if (!bands) return { amber: [], red: [] }
  const { amber, red } = bands
  const unit = (target: number) => (bands.as === 'percent' ? Math.abs(target) / 100 : 1)
  const away = (side: 'low' | 'high', way: 1 | -1) => (from: number, to: number) =>
    surfacePath(
      slots.map(({ [side]: end }) =>
        end === null ? null : ([end + way * from * unit(end), end + way * to * unit(end)] as const),
      ),
      frame,
    )
  const [below, above] = [away('low', -1), away('high', 1)]
  const sides = direction === 'up' ? [below] : direction === 'down' ? [above] : [below, above]
  // Red goes on to the edge of the drawing: the frame holds what lies beyond it there.
  const far = Number.MAX_SAFE_INTEGER
  return {
    amber: red > amber ? sides.map((side) => side(amber, red)) : [],
    red: sides.map((side) => side(Math.max(amber, red), far)),
  }
}

/** Upright stripe of a stretch of slots, half a slot wider on each side, never beyond the plot. */
export function stripe({ from, to }: { from: number; to: number }, { x }: Frame): { x: number; width: number } {
  const half = (x(1) - x(0)) / 2
  const left = Math.max(PLOT.left, x(from) - half)
  const right = Math.min(PLOT.right, x(to) + half)
  return { x: Math.round(left * 10) / 10, width: Math.max(2, Math.round((right - left) * 10) / 10) }
}
