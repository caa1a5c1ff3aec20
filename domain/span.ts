/** Adding a span of the plan (`4 h`, `2 d`, `5 wd`) to an instant. */
import { addWorkingDays, type WorkingCalendar } from './calendar.ts'
import type { Span } from './plan/text.ts'
import { instantOf, wallOf } from './zone.ts'

const HOUR = 3_600_000

/**
 * The instant a span after another. Hours are elapsed time; days keep the time on the clock, so a day over a change of
 * clocks has 23 or 25 hours; working days are the calendar's. A span of 0 changes nothing.
 */
export const addSpan = (at: number, span: Span, calendar: WorkingCalendar, zone: string): number => {
  if (span.count === 0) return at
  if (span.unit === 'h') return at + span.count * HOUR
  if (span.unit === 'wd') return addWorkingDays(at, span.count, calendar, zone)
  const wall = wallOf(at, zone)
  return instantOf(wall.day + span.count, wall.minute, zone)
}
