import { instantOf, wallOf } from '../../domain/zone.ts'

/** Hours at which the example's functions are at work: the look for silence, the mail slot, deadlines. */
const BUSY_HOURS = [7, 8, 17]
const ZONE = 'Europe/London'

/** How many come at such an hour exactly. Calls take no simulated time, so only what begins at one instant can race. */
const SHARE = 0.4

/** An instant, or for two in five the next busy hour after it; `x` is uniform in [0, 1). */
export function meeting(instant: number, x: number): number {
  if (x >= SHARE) return instant
  const { day } = wallOf(instant, ZONE)
  const hours = [day, day + 1].flatMap((one) => BUSY_HOURS.map((hour) => instantOf(one, hour * 60, ZONE)))
  const coming = hours.filter((hour) => hour >= instant)
  return coming[Math.floor((x / SHARE) * 2)] ?? instant
}
