/** A person's own working time, read from the plan of the moment: slots, and steps of the ladder in working days. */
import { addWorkingDays, isWorkingDay, nextSlot, type WorkingCalendar } from './calendar.ts'
import { isoWeekday } from './civil.ts'
import { calendarOf, personOf } from './plan/lookup.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { instantOf, wallOf } from './zone.ts'

/** Where and when somebody works. Absences are left out on purpose: a slot on a day away is where the ask is handed on. */
export interface WorkingTime {
  zone: string
  calendar: WorkingCalendar
  /** Time of day of the mail, `08:00`. */
  slot: string
}

/** Of a person, or of the organisation for somebody who is no longer in the plan. */
export const workingTimeOf = (plan: ResolvedPlan, person: string): WorkingTime => {
  const { organisation } = plan
  const known = personOf(plan, person)
  const id = known?.calendar ?? organisation.calendar
  const calendar = calendarOf(plan, id)
  if (!calendar) throw new Error(`calendar "${id}" of ${person} is not in the plan: resolve the plan again`)
  return { zone: known?.timezone ?? organisation.timezone, calendar, slot: organisation.mail.slot }
}

/** The first slot strictly after an instant. */
export const slotAfter = (time: WorkingTime, at: number): number => nextSlot(time.calendar, time.zone, time.slot, at)

/** The first slot at or after an instant. */
export const slotFrom = (time: WorkingTime, at: number): number => slotAfter(time, at - 1)

/** The slot `days` working days after the day of an instant. */
export const slotAfterDays = (time: WorkingTime, at: number, days: number): number =>
  addWorkingDays(at, days, time.calendar, time.zone, time.slot)

/** The first slot of the next ISO week: what only goes out as a weekly digest waits for it. */
export const slotNextWeek = (time: WorkingTime, at: number): number => {
  const { day } = wallOf(at, time.zone)
  return slotFrom(time, instantOf(day + 8 - isoWeekday(day), 0, time.zone))
}

/** Whether the day of an instant is worked by the person's calendar. */
export const worksAt = (time: WorkingTime, at: number): boolean =>
  isWorkingDay(time.calendar, wallOf(at, time.zone).day)
