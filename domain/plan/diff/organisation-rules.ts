/** How changes of the organisation, its calendars, people, functions and sources are told. */
import type { ResolvedCalendar, ResolvedPerson, ResolvedPlan } from '../resolved.ts'
import { nameRule, type Rules, setRule } from './rules.ts'

export const organisationRules: Rules<ResolvedPlan['organisation']> = {
  name: { label: 'name' },
  timezone: { label: 'time zone' },
  locale: { label: 'language' },
  desk: nameRule('desk', 'person', true),
  calendar: nameRule('calendar', 'calendar'),
  yearBegins: { label: 'year begins with month' },
  mail: { label: 'mails', say: ({ slot, budget }) => `at ${slot}, at most ${budget} a working day` },
}

export const calendarRules: Rules<ResolvedCalendar> = {
  id: { label: 'id' },
  name: { label: 'name' },
  workingDays: { label: 'working days', say: (days) => days.join(' ') },
  hours: { label: 'hours', say: ({ from, to }) => `${from} to ${to}` },
  holidays: setRule('holidays'),
}

export const personRules: Rules<ResolvedPerson> = {
  id: { label: 'id' },
  name: { label: 'name' },
  email: { label: 'e-mail' },
  function: nameRule('function', 'function'),
  manager: nameRule('manager', 'person'),
  deputy: nameRule('deputy', 'person'),
  calendar: nameRule('calendar', 'calendar'),
  timezone: { label: 'time zone' },
  locale: { label: 'language' },
  absences: {
    label: 'away',
    tell: (before = [], after = [], sides) => {
      const texts = (list: typeof before) => list.map(({ from, to }) => (from === to ? from : `${from} to ${to}`))
      return setRule('away').tell!(texts(before), texts(after), sides)
    },
  },
}

export const functionRules: Rules<ResolvedPlan['functions'][number]> = { id: { label: 'id' }, name: { label: 'name' } }

export const sourceRules: Rules<ResolvedPlan['sources'][number]> = {
  id: { label: 'id' },
  name: { label: 'name' },
  kpis: setRule('may post', (id, names) => names.of('kpi', id)),
}

export const escalationRules: Rules<ResolvedPlan['escalation']> = {
  chain: { label: 'asked in turn', say: (chain) => chain.join(', ') },
}
