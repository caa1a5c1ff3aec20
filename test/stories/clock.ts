import { formatDay, pad, parseDay } from '../../domain/civil.ts'
import { instantOf, parseClock, wallOf } from '../../domain/zone.ts'

/** The instant (epoch ms) of a wall clock: `2026-03-09 09:00`, with seconds if wanted. */
export function instantAt(wall: string, zone = 'Europe/London'): number {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?::(\d\d))?$/.exec(wall)
  if (!parts) throw new Error(`"${wall}" is no moment: write it like 2026-03-09 09:00`)
  return instantOf(parseDay(parts[1]!), parseClock(parts[2]!), zone) + Number(parts[3] ?? 0) * 1000
}

/** The wall clock of an instant, to the minute. */
export function wallAt(instant: number | string, zone = 'Europe/London'): string {
  const { day, minute } = wallOf(typeof instant === 'string' ? Date.parse(instant) : instant, zone)
  return `${formatDay(day)} ${pad(Math.floor(minute / 60), 2)}:${pad(minute % 60, 2)}`
}
