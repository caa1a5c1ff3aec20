/** What the fields about the organisation, its calendars, people, functions and sources mean. */
import { block, exampleOf } from './block.ts'
import {
  Absence,
  CalendarSpec,
  Escalation,
  FunctionSpec,
  MailSettings,
  Organisation,
  PersonSpec,
  SourceSpec,
} from './organisation.ts'

export const MAIL = block({
  title: 'Mail',
  about: 'When mails go out, and how many at most. What waits is put into one mail.',
  schema: MailSettings,
  fields: {
    slot: {
      means: 'Time of the daily mail, local to each person, on working days.',
      otherwise: '08:00',
      example: '08:00',
    },
    budget: {
      means:
        'Most mails a day to one person. An urgent question is mailed at once all the same and counts: with 1, the daily mail waits for the next working day where an urgent one went out before it. Packs of reviews, and fresh links somebody asks for, come besides.',
      otherwise: '1',
      example: 1,
    },
  },
})

export const ORGANISATION = block({
  title: 'Organisation',
  about: 'Whose plan this is, and what holds for everybody in it unless they say otherwise.',
  schema: Organisation,
  fields: {
    name: { means: 'Name of the organisation, as mails and pages show it.', example: 'Harbour Foods' },
    timezone: { means: 'Time zone of everybody who names none, and of periods.', example: 'Europe/London' },
    locale: {
      means: 'How dates and numbers are written for who names no locale.',
      otherwise: 'en-GB',
      example: 'en-GB',
    },
    desk: { means: 'Id of the person who gets what nobody else takes.', example: 'strategy-office' },
    calendar: {
      means: 'Id of the calendar of everybody and everything that names none.',
      otherwise: 'the first calendar',
      example: 'england',
    },
    mail: { means: 'When mails go out, and how many.', otherwise: 'one at 08:00', example: exampleOf(MAIL) },
    yearBegins: {
      means: 'Month its year begins with, 1 to 12, for everything that is counted over a year or a quarter of it.',
      otherwise: '1',
      example: 4,
    },
  },
})

export const HOURS = block({
  title: 'Hours',
  about: 'Working hours of a day. They begin and end on the same day.',
  schema: CalendarSpec.shape.hours.unwrap(),
  fields: {
    from: { means: 'Local time at which work begins.', example: '09:00' },
    to: { means: 'Local time at which work ends; deadlines in working days end then.', example: '17:00' },
  },
})

export const CALENDAR = block({
  title: 'Calendars',
  about:
    'Which days are working days. Deadlines in working days are counted by them, and the daily mail goes out on them only.',
  schema: CalendarSpec,
  fields: {
    id: { means: 'Id by which people, KPIs and reviews name the calendar.', example: 'england' },
    name: { means: 'Name people know it by.', otherwise: 'its id', example: 'England, Monday to Friday' },
    workingDays: {
      means: 'Days of the week that are working days.',
      otherwise: 'Monday to Friday',
      example: ['mon', 'tue', 'wed', 'thu', 'fri'],
    },
    hours: { means: 'Working hours of a day, local time.', otherwise: '09:00 to 17:00', example: exampleOf(HOURS) },
    holidays: {
      means: 'Days off, besides those of every week.',
      otherwise: 'none',
      example: ['2026-12-25', '2026-12-28'],
    },
  },
})

export const ABSENCE = block({
  title: 'Absences',
  about: 'Days on which somebody is away. Their deputy is asked meanwhile.',
  schema: Absence,
  fields: {
    from: { means: 'First day away.', example: '2026-08-03' },
    to: { means: 'Last day away.', example: '2026-08-14' },
  },
})

export const PERSON = block({
  title: 'People',
  about: 'Everybody who owns, decides, supplies or answers something.',
  schema: PersonSpec,
  fields: {
    id: {
      means: 'Id by which the plan names the person; not owner, steward, decider or accountable, which are roles.',
      example: 'plant-manager',
      form: '[id](#ids)',
    },
    name: { means: 'Name of the person, or of the role.', example: 'Plant Manager' },
    email: { means: 'Address that mails go to.', example: 'plant.manager@example.org', form: 'e-mail address' },
    function: { means: 'Id of the function the person belongs to.', example: 'operations' },
    manager: {
      means: 'Id of the person who is told when this one stays silent, and is then the next to be asked.',
      example: 'operations-director',
    },
    deputy: {
      means: 'Id of the person who is asked while this one is away; when this one stays silent, after the manager.',
      example: 'planning-manager',
    },
    calendar: {
      means: 'Id of the calendar of their working days.',
      otherwise: "the organisation's",
      example: 'england',
    },
    timezone: {
      means: 'Time zone of their mails and deadlines.',
      otherwise: "the organisation's",
      example: 'Europe/London',
    },
    locale: {
      means: 'How dates and numbers are written for them.',
      otherwise: "the organisation's",
      example: 'en-GB',
    },
    absences: { means: 'Days on which they are away.', otherwise: 'none', example: [exampleOf(ABSENCE)] },
  },
  shows: ['id', 'name', 'email', 'function', 'manager', 'deputy', 'absences'],
})

export const SOURCE = block({
  title: 'Sources',
  about: 'Systems that post numbers. Each has an API key of its own, and may post the KPIs it is given and no others.',
  schema: SourceSpec,
  fields: {
    id: { means: 'Id of the source, as the settings of the deployment name it.', example: 'erp' },
    name: { means: 'Name people know the system by.', otherwise: 'its id', example: 'Planning and production system' },
    kpis: { means: 'Ids of the KPIs it may post.', example: ['on-time-in-full', 'unit-cost'] },
  },
})

export const FUNCTION = block({
  title: 'Functions',
  about: 'Parts of the organisation that commit to priorities: sales, operations, finance, or whatever you have.',
  schema: FunctionSpec,
  fields: {
    id: { means: 'Id by which people and priorities name the function.', example: 'operations' },
    name: { means: 'Name people know it by.', otherwise: 'its id', example: 'Operations' },
  },
})

export const ESCALATION = block({
  title: 'Escalation',
  about:
    'Who is asked next when somebody stays silent. The manager comes first in any chain, having been told of the silence before, and the desk last. Who is away or was asked already is passed over.',
  schema: Escalation,
  fields: {
    chain: {
      means:
        'Whom to ask, one after the other. `owner` stands for who was asked first. The manager is asked next and the desk last, wherever they stand here or if they do not; the others in between, in this order.',
      example: ['owner', 'manager', 'deputy', 'accountable', 'desk'],
    },
  },
})
