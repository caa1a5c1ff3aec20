/** How a slot stands against its target. Getting worse shows at once, getting better needs some way back over the boundary. */
import type { Direction } from './plan/measure.ts'
import type { Level } from './plan/trigger.ts'
import { fromUnits, toUnits } from './rounding.ts'
import type { Yardstick } from './target.ts'

/** A slot that was judged. */
export type Judged = 'on-track' | 'at-risk' | 'off-track'

/** What is shown: `stale` (due, missing, past its grace) and `no-target` (informative only) are never green. */
export type Status = Judged | 'stale' | 'no-target'

/**
 * Signed distance from target in the KPI's unit, 0 or more is good: value − target upwards, target − value downwards, the
 * nearer edge for a range. Computed on whole units of the last decimal place, so that equality is equality.
 */
export const distanceOf = (direction: Direction, decimals: number, value: number, yardstick: Yardstick): number => {
  const x = toUnits(value, decimals)
  const above = x - toUnits(yardstick.low, decimals)
  const below = toUnits(yardstick.high, decimals) - x
  const units = direction === 'up' ? above : direction === 'down' ? below : Math.min(above, below)
  return fromUnits(units, decimals)
}

/** Whether a distance breaches a level. Equality is never a breach. */
export const breaches = (distance: number, { edges }: Yardstick, level: Level): boolean =>
  distance < (level === 'red' ? edges.red : edges.amber)

/** Whether a distance lies beyond the recovery threshold of a level: its boundary plus the way back. */
export const recovers = (distance: number, { edges }: Yardstick, level: Level): boolean =>
  distance >= (level === 'red' ? edges.redBack : edges.amberBack)

/** Status of a slot after the status of the last judged slot before it, if there was one. */
export const statusOf = (distance: number, yardstick: Yardstick, before?: Judged): Judged => {
  const raw = breaches(distance, yardstick, 'red')
    ? 'off-track'
    : breaches(distance, yardstick, 'amber')
      ? 'at-risk'
      : 'on-track'
  if (before === undefined || RANK[raw] >= RANK[before]) return raw
  if (raw === 'on-track' && recovers(distance, yardstick, 'amber')) return 'on-track'
  // Out of red a step short of green is still a step, if the red boundary is passed by enough.
  if (before === 'off-track' && recovers(distance, yardstick, 'red')) return 'at-risk'
  return before
}

const RANK: Record<Judged, number> = { 'on-track': 0, 'at-risk': 1, 'off-track': 2 }
