/** A series as the charts see it: calendar slots, some of them without a value. */

/** One calendar slot. `index` counts periods, so that neighbours differ by 1. */
export interface ChartSlot {
  index: number
  /** In the KPI's unit. Absent: missing. */
  value?: number | undefined
}

/** A slot with a value. */
export interface ChartPoint {
  index: number
  value: number
}

/** The slots that have values, in the order given (which is that of the calendar). */
export const pointsOf = (slots: readonly ChartSlot[]): ChartPoint[] =>
  slots.flatMap(({ index, value }) => (value === undefined ? [] : [{ index, value }]))

/** Values since the newest gap, oldest first: what may be read as an unbroken series. Missing slots at the end are left off. */
export const unbrokenValues = (slots: readonly ChartSlot[]): number[] => {
  const points = pointsOf(slots)
  let first = points.length - 1
  while (first > 0 && points[first]!.index - points[first - 1]!.index === 1) first--
  return points.slice(Math.max(first, 0)).map(({ value }) => value)
}
