/**
 * When a slot's data is due, stale, settled and locked: moments counted from the end of its period, in the zone and calendar of the KPI.
 * "Five working days after the end of March" is the start of the day after the fifth working day of April: an owner who
 * delivers on the fifth day is in time.
 */
import type { WorkingCalendar } from './calendar.ts'
import { addWorkingDaysTo } from './calendar.ts'
import { dayAfter } from './period.ts'
import type { ResolvedKpi } from './plan/resolved.ts'
import type { Span } from './plan/text.ts'
import { instantOf } from './zone.ts'

const HOUR = 3_600_000

/** What of a KPI its deadlines need. */
export type Timing = Pick<ResolvedKpi, 'cadence' | 'lag' | 'grace' | 'settle' | 'lock'>

/** A moment as a day (its local start) and elapsed hours past it: spans add up on days, hours only at the end. */
interface Mark {
  day: number
  hours: number
}

/** `day` is the first day after the period, so `n` working days are over at the start of the day after the n-th of them. */
const add = (mark: Mark, span: Span, calendar: WorkingCalendar): Mark => {
  if (span.count === 0) return mark
  if (span.unit === 'h') return { ...mark, hours: mark.hours + span.count }
  if (span.unit === 'd') return { ...mark, day: mark.day + span.count }
  return { ...mark, day: addWorkingDaysTo(calendar, mark.day - 1, span.count) + 1 }
}

const instant = (mark: Mark, zone: string): number => instantOf(mark.day, 0, zone) + mark.hours * HOUR

const end = (timing: Timing, index: number): Mark => ({ day: dayAfter(timing.cadence, index), hours: 0 })

/** From when on the slot counts as due: period end + lag. */
export const dueAt = (timing: Timing, index: number, calendar: WorkingCalendar, zone: string): number =>
  instant(add(end(timing, index), timing.lag, calendar), zone)

/** From when on a missing slot is stale: due + grace. */
export const staleAt = (timing: Timing, index: number, calendar: WorkingCalendar, zone: string): number =>
  instant(add(add(end(timing, index), timing.lag, calendar), timing.grace, calendar), zone)

/** From when on provisional data may fire: period end + settle. */
export const settledAt = (timing: Timing, index: number, calendar: WorkingCalendar, zone: string): number =>
  instant(add(end(timing, index), timing.settle, calendar), zone)

/** From when on a correction needs a reason and changes no trigger: period end + lock. */
export const lockedAt = (timing: Timing, index: number, calendar: WorkingCalendar, zone: string): number =>
  instant(add(end(timing, index), timing.lock, calendar), zone)
