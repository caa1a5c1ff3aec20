/** When the clocks of a zone change, and which times on the wall that removes or repeats. */
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime'
import type { Wall } from './zone.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Times on the wall from `from` until just before `to` that never come, or come twice. */
export interface ClockChange {
  kind: 'removed' | 'repeated'
  from: Wall
  to: Wall
}

/** Changes of clocks in a zone between two instants, earliest first. Most zones have two a year, many none. */
export const clockChanges = (zone: string, after: number, before: number): ClockChange[] => {
  const changes: ClockChange[] = []
  let at: ZonedDateTime.Record | null = ZonedDateTime.create(BigInt(Math.floor(after)) * 1_000_000n, zone)
  for (;;) {
    at = ZonedDateTime.getTimeZoneTransition(at, 'next')
    if (at === null || at.epochMilliseconds >= before) return changes
    const instant = at.epochMilliseconds
    const was = ZonedDateTime.create(BigInt(instant - 1) * 1_000_000n, zone)
    const [ended, began] = [was, at].map((side) => wall(instant + ZonedDateTime.offsetNanoseconds(side) / 1e6))
    const forward = ZonedDateTime.offsetNanoseconds(at) > ZonedDateTime.offsetNanoseconds(was)
    changes.push(
      forward ? { kind: 'removed', from: ended!, to: began! } : { kind: 'repeated', from: began!, to: ended! },
    )
  }
}

const wall = (local: number): Wall => {
  const day = Math.floor(local / DAY)
  return { day, minute: Math.floor((local - day * DAY) / MINUTE) }
}
