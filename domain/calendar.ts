/**
 * Working time: which days count, and what "two working days from now, at eight" is as an instant.
 * A calendar is data of the plan (working days, hours, holidays); the zone is always given beside it, because one calendar
 * serves people in several zones. Absences are a person's and may be laid over the calendar.
 */
import { formatDay, isoWeekday, parseDay } from './civil.ts'
import type { Absence } from './plan/organisation.ts'
import { WEEKDAYS } from './plan/organisation.ts'
import type { ResolvedCalendar } from './plan/resolved.ts'
import { instantOf, parseClock, wallOf } from './zone.ts'

/** What of a calendar the arithmetic needs. */
export type WorkingCalendar = Pick<ResolvedCalendar, 'workingDays' | 'holidays' | 'hours'>

/** No calendar keeps people away for more than three years on end; a longer search is a plan that cannot work. */
const SEARCH_DAYS = 1100

interface Compiled {
  /** By ISO weekday − 1. */
  week: boolean[]
  holidays: Set<number>
  opens: number
}

const compiled = new WeakMap<WorkingCalendar, Compiled>()

const compile = (calendar: WorkingCalendar): Compiled => {
  const known = compiled.get(calendar)
  if (known) return known
  const result = {
    week: WEEKDAYS.map((day) => calendar.workingDays.includes(day)),
    holidays: new Set(calendar.holidays.map(parseDay)),
    opens: parseClock(calendar.hours.from),
  }
  compiled.set(calendar, result)
  return result
}

/** Whether an epoch day is worked: a working weekday, no holiday. */
export const isWorkingDay = (calendar: WorkingCalendar, day: number): boolean => {
  const { week, holidays } = compile(calendar)
  return week[isoWeekday(day) - 1]! && !holidays.has(day)
}

/** Whether somebody is away on an epoch day; first and last day of an absence included. */
export const isAway = (absences: readonly Absence[], day: number): boolean => {
  const date = formatDay(day)
  return absences.some((absence) => absence.from <= date && date <= absence.to)
}

/** The first day, from `day` on, that satisfies `fits`. */
const searchDay = (day: number, fits: (day: number) => boolean): number => {
  for (let d = day; d < day + SEARCH_DAYS; d++) if (fits(d)) return d
  throw new RangeError(`no working day within ${SEARCH_DAYS} days of ${formatDay(day)}: check the calendar's holidays`)
}

/** The `n`-th working day after an epoch day (`n` ≥ 1), or with `n` = 0 the day itself if worked, else the next one that is. */
export const addWorkingDaysTo = (calendar: WorkingCalendar, day: number, n: number): number => {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`${n} working days: a whole number of 0 or more expected`)
  const worked = (d: number) => isWorkingDay(calendar, d)
  if (n === 0) return searchDay(day, worked)
  let d = day
  for (let left = n; left > 0; left--) d = searchDay(d + 1, worked)
  return d
}

/** The day itself if worked, else the last one before it that is. */
export const workingDayUpTo = (calendar: WorkingCalendar, day: number): number => {
  for (let d = day; d > day - SEARCH_DAYS; d--) if (isWorkingDay(calendar, d)) return d
  throw new RangeError(
    `no working day within ${SEARCH_DAYS} days before ${formatDay(day)}: check the calendar's holidays`,
  )
}

/**
 * The instant `n` working days later in a zone: same time on the clock, or `atTime` (`08:00`).
 * Counting starts with the day after; a Saturday plus one working day is the Monday. A clock time that a change of
 * clocks removes moves forward by the gap, one that happens twice means the first.
 */
export const addWorkingDays = (
  at: number,
  n: number,
  calendar: WorkingCalendar,
  zone: string,
  atTime?: string,
): number => {
  const wall = wallOf(at, zone)
  const day = addWorkingDaysTo(calendar, wall.day, n)
  if (atTime === undefined && day === wall.day) return at
  return instantOf(day, atTime === undefined ? wall.minute : parseClock(atTime), zone)
}

/** `at` itself when it falls on a working day, else the opening hour of the next working day. */
export const nextWorkingInstant = (at: number, calendar: WorkingCalendar, zone: string): number => {
  const { day } = wallOf(at, zone)
  if (isWorkingDay(calendar, day)) return at
  const next = searchDay(day + 1, (d) => isWorkingDay(calendar, d))
  return instantOf(next, compile(calendar).opens, zone)
}

/**
 * The first `slot` (`08:00` on a working day, in the zone) strictly after an instant. Days of `absences` are passed over,
 * so that whoever is away has no slot; leave them out to ask when a slot would have been.
 */
export const nextSlot = (
  calendar: WorkingCalendar,
  zone: string,
  slot: string,
  after: number,
  absences: readonly Absence[] = [],
): number => {
  const minute = parseClock(slot)
  const { day } = wallOf(after, zone)
  // A gap of the clocks can push today's slot past `after` though the wall already shows a later time: always try today.
  const found = searchDay(
    day,
    (d) => isWorkingDay(calendar, d) && !isAway(absences, d) && instantOf(d, minute, zone) > after,
  )
  return instantOf(found, minute, zone)
}

/** Working days from one epoch day to another: those after `from`, up to and including `to`; 0 when `to` is not later. */
export const workingDaysBetween = (calendar: WorkingCalendar, from: number, to: number): number => {
  let count = 0
  for (let d = from + 1; d <= to; d++) if (isWorkingDay(calendar, d)) count++
  return count
}
