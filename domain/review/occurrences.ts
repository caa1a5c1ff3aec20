/**
 * When a review takes place. Its schedule gives *nominal* dates; on a day off the holiday rule leaves the date out or moves
 * it. Everything is counted in nominal dates: whoever asks daily, late, twice or not for a week gets each date once.
 */
import { addWorkingDaysTo, isWorkingDay, type WorkingCalendar, workingDayUpTo } from '../calendar.ts'
import { formatDay, parseDay } from '../civil.ts'
import { cronTimes } from '../plan/cron.ts'
import type { ResolvedReview } from '../plan/resolved.ts'
import { addSpan } from '../span.ts'
import { instantOf, parseClock, wallOf } from '../zone.ts'

/** What of a review its times need. */
export type Timetable = Pick<ResolvedReview, 'schedule' | 'timezone' | 'holidays'>

/** A review's date and what became of it. */
export interface Occurrence {
  /** Nominal date, `2026-03-02`: its identity. */
  date: string
  /** The day it takes place, which the holiday rule may have moved. */
  heldOn: string
  /** Epoch ms. */
  opensAt: number
  /** Earlier nominal dates that were moved onto the same day and are part of it. */
  merged: string[]
}

/** What to open now: the newest that is due; the ones before it were missed and are only recorded. */
export interface Due {
  due: Occurrence | undefined
  missed: Occurrence[]
}

/** Dates first asked of the cron library, which takes its time; twice as many at each further question. */
const FIRST_BATCH = 2
const LAST_BATCH = 64

/** How far ahead a next occurrence is looked for: a 29 February is found. */
const AHEAD_DAYS = 9 * 366

/**
 * The occurrences after the nominal date `lastOpened` that open at or after `since` (when the plan first had the review)
 * and not after `now`; both epoch ms. Missing none and doubling none needs only that the date of what was returned as due,
 * is given back as `lastOpened`.
 */
export const occurrencesDue = (
  review: Timetable,
  calendar: WorkingCalendar,
  lastOpened: string | undefined,
  since: number,
  now: number,
): Due => {
  const today = wallOf(now, review.timezone).day
  const from = firstNominal(review, calendar, lastOpened, since)
  const due: Occurrence[] = []
  for (const occurrence of occurrences(review, calendar, from, lastNominal(review, calendar, today))) {
    if (occurrence.opensAt >= since && occurrence.opensAt <= now) due.push(occurrence)
  }
  return { due: due.at(-1), missed: due.slice(0, -1) }
}

/** The first occurrence that opens after `now`, for showing; undefined when none comes within nine years. */
export const nextOccurrence = (
  review: Timetable,
  calendar: WorkingCalendar,
  lastOpened: string | undefined,
  since: number,
  now: number,
): Occurrence | undefined => {
  const from = firstNominal(review, calendar, lastOpened, Math.max(since, now))
  const until = wallOf(Math.max(since, now), review.timezone).day + AHEAD_DAYS
  for (const occurrence of occurrences(review, calendar, from, until)) {
    if (occurrence.opensAt > now && occurrence.opensAt >= since) return occurrence
  }
  return undefined
}

/**
 * When a cycle closes. Working days end with the calendar's closing hour; hours and days are exact. A cycle that is opened
 * late has its whole time: give the later of the occurrence's and the opening's instant.
 */
export const closesAt = (
  review: Pick<ResolvedReview, 'closesAfter' | 'timezone'>,
  calendar: WorkingCalendar,
  opensAt: number,
): number => {
  const { closesAfter, timezone } = review
  const end = addSpan(opensAt, closesAfter, calendar, timezone)
  if (closesAfter.unit !== 'wd' || closesAfter.count === 0) return end
  return Math.max(end, instantOf(wallOf(end, timezone).day, parseClock(calendar.hours.to), timezone))
}

/** The earliest nominal date that can open at or after `since`: `after` brings days off before it forward. */
const firstNominal = (
  { timezone, holidays }: Timetable,
  calendar: WorkingCalendar,
  lastOpened: string | undefined,
  since: number,
): number => {
  const { day } = wallOf(since, timezone)
  const first = holidays === 'after' ? workingDayUpTo(calendar, day - 1) + 1 : day
  return lastOpened === undefined ? first : Math.max(first, parseDay(lastOpened) + 1)
}

/** The latest nominal date that can be held by the end of `today`: `before` brings days off after it back. */
const lastNominal = ({ holidays }: Timetable, calendar: WorkingCalendar, today: number): number =>
  holidays === 'before' ? addWorkingDaysTo(calendar, today, 1) - 1 : today

/** In order, dates that fall on one day as one: the latest gives the name, so that all of them count as opened with it. */
function* occurrences(
  review: Timetable,
  calendar: WorkingCalendar,
  fromDay: number,
  untilDay: number,
): Generator<Occurrence> {
  let group: Occurrence | undefined
  for (const { day, minute } of nominalTimes(review, fromDay, untilDay)) {
    const held = heldOn(review, calendar, day)
    if (held === undefined) continue
    const opensAt = instantOf(held, minute, review.timezone)
    const date = formatDay(day)
    // A day that a zone left out altogether opens at the same instant as the day after it.
    const same = group && (group.heldOn === formatDay(held) || group.opensAt === opensAt)
    if (group && !same) yield group
    const merged = group && same ? [...group.merged, group.date] : []
    group = { date, heldOn: formatDay(held), opensAt, merged }
  }
  if (group) yield group
}

/** Nominal dates with their time of day: one a day, the first. */
function* nominalTimes(review: Timetable, fromDay: number, untilDay: number) {
  let from = fromDay
  for (let batch = FIRST_BATCH; from <= untilDay; batch = Math.min(2 * batch, LAST_BATCH)) {
    const times = cronTimes(review.schedule, from, batch)
    for (const time of times) {
      if (time.day < from) continue
      if (time.day > untilDay) return
      yield time
      from = time.day + 1
    }
    if (times.length === 0) return
  }
}

const heldOn = ({ holidays }: Timetable, calendar: WorkingCalendar, day: number): number | undefined => {
  if (isWorkingDay(calendar, day)) return day
  if (holidays === 'skip') return undefined
  return holidays === 'after' ? addWorkingDaysTo(calendar, day, 0) : workingDayUpTo(calendar, day)
}
