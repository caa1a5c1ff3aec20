/** Working days of a plan as written: whether somebody works on a date. */

import type * as z from 'zod'
import { isAway, isWorkingDay, type WorkingCalendar } from '../calendar.ts'
import { parseDay } from '../civil.ts'
import type { PersonSpec } from './organisation.ts'
import type { Plan } from './plan.ts'
import { resolveCalendar } from './resolve.ts'

/** The calendar a plan means by an id, or by none; `undefined` when the id is unknown. */
export type CalendarLookup = (id?: string) => WorkingCalendar | undefined

/** Makes the look-up; without an id it is the organisation's calendar, which is the first unless the plan says otherwise. */
export const calendarsOf = (plan: Plan): CalendarLookup => {
  const calendars = new Map(plan.calendars.map((calendar) => [calendar.id, resolveCalendar(calendar)]))
  const usual = plan.organisation.calendar ?? plan.calendars[0]!.id
  return (id) => calendars.get(id ?? usual)
}

/** Whether a date is a working day; in an unknown calendar every day is, for the unknown calendar is found elsewhere. */
export const isWorkedOn = (calendar: WorkingCalendar | undefined, date: string): boolean =>
  calendar === undefined || isWorkingDay(calendar, parseDay(date))

/** Whether a person is away on a date. */
export const isPersonAway = (person: z.infer<typeof PersonSpec>, date: string): boolean =>
  isAway(person.absences ?? [], parseDay(date))
