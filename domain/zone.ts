/**
 * Wall clocks of time zones. The only place that asks the zone database, through the function form of temporal-polyfill
 * (18 kB in a bundle against 55 kB for its classes; it uses the platform's Temporal where there is one).
 */
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime'
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime'
import { civilDate } from './civil.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** What clocks and calendars on the wall show: epoch day and minute of the day (0–1439). */
export interface Wall {
  day: number
  minute: number
}

/** Whether the zone database knows the name (`Europe/London`). */
export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return /^[A-Za-z]/.test(zone)
  } catch {
    return false
  }
}

/**
 * The instant at which clocks in `zone` show `minute` on `day`.
 * A time that a change of clocks removes is moved forward by the length of the gap (02:30 becomes 03:30, a mail still
 * goes out that day); a time that happens twice means the first, so that nothing is later than promised.
 */
export const instantOf = (day: number, minute: number, zone: string): number => {
  const { year, month, day: date } = civilDate(day)
  const wall = PlainDateTime.create(year, month, date, Math.floor(minute / 60), minute % 60)
  return PlainDateTime.toZonedDateTime(wall, zone, { disambiguation: 'compatible' }).epochMilliseconds
}

/** What the clocks of `zone` show at an instant; seconds are cut off. */
export const wallOf = (at: number, zone: string): Wall => {
  const zoned = ZonedDateTime.create(BigInt(Math.floor(at)) * 1_000_000n, zone)
  const local = at + ZonedDateTime.offsetNanoseconds(zoned) / 1e6
  const day = Math.floor(local / DAY)
  return { day, minute: Math.floor((local - day * DAY) / MINUTE) }
}

/** Minute of the day of `08:00`; throws a RangeError on anything else. */
export const parseClock = (text: string): number => {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (!parts) throw new RangeError(`"${text}" is no time of day: write it like 08:00`)
  return Number(parts[1]) * 60 + Number(parts[2])
}
