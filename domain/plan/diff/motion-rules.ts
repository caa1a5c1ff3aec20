/** How changes of reviews, programmes and workflows are told. */
import type { ResolvedProgramme, ResolvedReview, ResolvedWorkflow } from '../resolved.ts'
import { nameRule, type Rules, setRule } from './rules.ts'
import { scheduleWords } from './schedule-words.ts'
import { listed, movedDay, type Names, plural, quoted, spanWords } from './words.ts'

const person = (id: string, names: Names) => names.of('person', id)

/** Lists of a scope with their names. */
const scopeWords = (scope: NonNullable<ResolvedReview['scope']>, names: Names): string =>
  [
    ...(scope.priorities ?? []).map((id) => names.of('priority', id)),
    ...(scope.functions ?? []).map((id) => names.of('function', id)),
    ...(scope.initiatives ?? []).map((id) => names.of('initiative', id)),
    ...(scope.kpis ?? []).map((id) => names.of('kpi', id)),
  ].join(', ')

export const reviewRules: Rules<ResolvedReview> = {
  id: { label: 'id' },
  name: { label: 'name' },
  purpose: { label: 'purpose', say: quoted },
  schedule: { label: 'comes', first: true, say: scheduleWords },
  timezone: { label: 'time zone' },
  calendar: nameRule('calendar', 'calendar'),
  holidays: { label: 'on days off', say: (rule) => (rule === 'skip' ? 'left out' : `the working day ${rule}`) },
  chair: nameRule('chair', 'person', true),
  participants: setRule('participants', person),
  scope: { label: 'looks at', say: scopeWords },
  closesAfter: { label: 'closes after', first: true, say: spanWords },
}

const audienceWords = ({ functions = [], people = [] }: ResolvedProgramme['audience'], names: Names): string =>
  listed([...functions.map((id) => names.of('function', id)), ...people.map((id) => person(id, names))])

export const programmeRules: Rules<ResolvedProgramme> = {
  id: { label: 'id' },
  name: { label: 'name' },
  initiative: nameRule('initiative', 'initiative'),
  behaviours: { label: 'behaviours', say: (list) => list.map(({ description }) => quoted(description)).join(', ') },
  audience: { label: 'audience', say: audienceWords },
  sponsor: nameRule('sponsor', 'person', true),
  champions: setRule('champions', person),
  goLive: {
    label: 'go-live',
    first: true,
    tell: (before, after) => [`go-live ${movedDay(before ?? 'none', after ?? 'none')}`],
  },
  horizon: { label: 'horizon', first: true, say: (days) => plural(days, 'day') },
  measures: {
    label: 'measured by',
    say: (measures, names) =>
      Object.entries(measures)
        .map(([measure, kpi]) => `${measure} ${names.of('kpi', kpi)}`)
        .join(', '),
  },
  gates: { label: 'gates', say: (days) => `days ${days.join(', ')}` },
  mailBudget: { label: 'mail budget', say: (mails) => `${plural(mails, 'mail')} a week` },
  why: { label: 'why', say: quoted },
  howTo: { label: 'how-to', say: quoted },
}

export const workflowRules: Rules<ResolvedWorkflow> = {
  id: { label: 'id' },
  name: { label: 'name' },
  owner: nameRule('owner', 'person', true),
  priority: nameRule('priority', 'priority'),
  activities: {
    label: 'activities',
    tell: (before = [], after = [], sides) => {
      const [had, has] = [before, after].map((list) => new Map(list.map((one) => [one.id, one])))
      const come = after
        .filter(({ id }) => !had!.has(id))
        .map(({ name, owner }) => `${name} (${person(owner, sides.after)})`)
      const gone = before.filter(({ id }) => !has!.has(id)).map(({ name }) => name)
      const owners = after.flatMap(({ id, name, owner }) => {
        const was = had!.get(id)?.owner
        if (was === undefined || was === owner) return []
        return [`owner of ${name}: ${person(was, sides.before)} → ${person(owner, sides.after)}`]
      })
      const sentences = [
        ...owners,
        ...(come.length > 0 ? [`activities: now also ${listed(come)}`] : []),
        ...(gone.length > 0 ? [`activities: without ${listed(gone)}`] : []),
      ]
      const other = after.filter((one) => {
        const was = had!.get(one.id)
        return was && (was.name !== one.name || was.function !== one.function)
      })
      return [
        ...sentences,
        ...other.map(
          ({ id, name, function: fn }) =>
            `activity ${had!.get(id)!.name} is now ${name}${fn === undefined ? '' : `, ${sides.after.of('function', fn)}`}`,
        ),
      ]
    },
  },
  lateAfter: { label: 'late after', first: true, say: spanWords },
}
