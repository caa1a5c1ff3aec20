/** Five-field cron in local time, as plans write it; `L`, `W` and `#` are understood too (`mon#1` is the first Monday). */
import { Cron } from 'croner'
import type { Wall } from '../zone.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/**
 * The pattern read as a wall clock: a zone of its own would make the library move or repeat times around a change of clocks.
 * An offset of 0 and not the zone UTC: that asks no zone database and is ten times as fast.
 */
const onTheWall = (text: string): Cron => new Cron(text, { mode: '5-part', utcOffset: 0, paused: true })

/** Whether a text is five cron fields that can come true. Shorthands such as `@daily` are not taken: they hide the time. */
export const isCron = (text: string): boolean => {
  if (text.startsWith('@')) return false
  try {
    return onTheWall(text).nextRun(new Date(0)) !== null
  } catch {
    return false
  }
}

/** The first `count` wall-clock times of a valid pattern on or after an epoch day. */
export const cronTimes = (text: string, fromDay: number, count: number): Wall[] =>
  onTheWall(text)
    .nextRuns(count, new Date(fromDay * DAY - 1))
    .map((at) => {
      const day = Math.floor(at.getTime() / DAY)
      return { day, minute: (at.getTime() - day * DAY) / MINUTE }
    })
