/** Who there is: the organisation, its calendars, people, functions and the systems that post data. */
import * as z from 'zod'
import { ClockText, DateText, Id, Line, LocaleText, ROLES, ZoneText } from './text.ts'

/** ISO order; the position + 1 is the ISO weekday. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** When mails go out, and how many. */
export const MailSettings = z.strictObject({
  slot: ClockText.optional(),
  budget: z.int().min(1).max(10).optional(),
})

/** The organisation; `desk` gets what nobody else takes. */
export const Organisation = z.strictObject({
  name: Line,
  timezone: ZoneText,
  locale: LocaleText.optional(),
  desk: Id,
  calendar: Id.optional(),
  mail: MailSettings.optional(),
  yearBegins: z.int().min(1).max(12).optional(),
})

/** Working days and holidays. */
export const CalendarSpec = z.strictObject({
  id: Id,
  name: Line.optional(),
  workingDays: z.array(z.enum(WEEKDAYS)).min(1, 'name at least one working day').optional(),
  hours: z.strictObject({ from: ClockText, to: ClockText }).optional(),
  holidays: z.array(DateText).optional(),
})

/** Away from the first to the last day, both included. */
export const Absence = z.strictObject({ from: DateText, to: DateText })
export type Absence = z.infer<typeof Absence>

/** Somebody who owns, decides, supplies or answers. */
export const PersonSpec = z.strictObject({
  id: Id.refine(
    (id) => !(ROLES as readonly string[]).includes(id),
    `an id must not be one of the roles ${ROLES.join(', ')}`,
  ),
  name: Line,
  email: z.email('write one e-mail address'),
  function: Id.optional(),
  manager: Id.optional(),
  deputy: Id.optional(),
  calendar: Id.optional(),
  timezone: ZoneText.optional(),
  locale: LocaleText.optional(),
  absences: z.array(Absence).optional(),
})

/** A system that posts data, and the KPIs it may post. */
export const SourceSpec = z.strictObject({
  id: Id,
  name: Line.optional(),
  kpis: z.array(Id).min(1, 'name at least one KPI'),
})

/** Sales, operations, finance, customer success: a free list. */
export const FunctionSpec = z.strictObject({ id: Id, name: Line.optional() })

/** Who is asked next when somebody stays silent: the manager first and the desk last in any case (domain/escalation-order.ts), the others in this order. */
export const Escalation = z.strictObject({
  chain: z.array(z.enum(['owner', 'deputy', 'manager', 'accountable', 'desk'])).min(1, 'name at least the desk'),
})
