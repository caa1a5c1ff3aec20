/** How changes of KPIs, their series and triggers are told. */
import type { ResolvedKpi, ResolvedLevel, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from '../resolved.ts'
import { ROLES, type Span } from '../text.ts'
import { nameRule, type Rule, type Rules, type Sides, setRule } from './rules.ts'
import { bandRule, targetRule } from './target-words.ts'
import { listed, type Names, quoted, spanWords } from './words.ts'

const span = (label: string): Rule<Span> => ({ label, say: spanWords })
const kpiName = (id: string, names: Names) => names.of('kpi', id)

export const kpiRules: Rules<ResolvedKpi> = {
  id: { label: 'id' },
  name: { label: 'name' },
  description: { label: 'description', say: quoted },
  unit: { label: 'unit' },
  decimals: { label: 'decimals' },
  direction: { label: 'better is' },
  cadence: { label: 'cadence' },
  kind: { label: 'kind' },
  leads: setRule('moves ahead of', kpiName),
  tradesOff: setRule('trades off against', kpiName),
  aggregation: { label: 'aggregation' },
  per: { label: 'per' },
  reporting: { label: 'reported per' },
  targetWindow: {
    label: 'window',
    say: ({ window, yearBegins }) => `a ${window}, the year from month ${yearBegins}`,
  },
  measures: { label: 'measured by Throughline', say: ({ what, from, to }) => `${what} from ${from} to ${to}` },
  lag: span('due after'),
  grace: span('stale after another'),
  settle: span('settles after'),
  lock: span('locked after'),
  calendar: nameRule('calendar', 'calendar'),
  timezone: { label: 'time zone' },
  owner: nameRule('owner', 'person', true),
  steward: nameRule('steward', 'person', true),
  priority: nameRule('priority', 'priority'),
  accountable: nameRule('accountable', 'person', true),
  dimensions: setRule('dimensions'),
  targets: targetRule,
  bands: bandRule,
  references: {
    label: 'reference lines',
    say: (lines) => listed(lines.map(({ label, value }) => `${label} ${value}`)),
  },
  partOf: nameRule('part of', 'kpi'),
  triggers: { label: 'triggers', nested: true },
  silences: {
    label: 'silences',
    say: (silences) =>
      listed(
        silences.map(({ trigger, dimensions = {}, from, until, reason }) =>
          [
            trigger ?? 'all triggers',
            ...Object.entries(dimensions).map(([name, value]) => `${name} ${value}`),
            `${from ?? 'now'} to ${until}`,
            quoted(reason),
          ].join(', '),
        ),
      ),
  },
}

export const seriesRules: Rules<ResolvedSeries> = {
  key: { label: 'key' },
  kpi: nameRule('KPI', 'kpi'),
  name: { label: 'name' },
  dimensions: { label: 'dimensions' },
  owner: nameRule('owner', 'person', true),
  steward: nameRule('steward', 'person', true),
  decider: nameRule('decider', 'person', true),
  accountable: nameRule('accountable', 'person', true),
  targets: targetRule,
  bands: bandRule,
}

/** A trigger with the KPI it belongs to. */
export type PlacedTrigger = ResolvedTrigger & { kpi: string }

export const triggersIn = ({ kpis }: ResolvedPlan): PlacedTrigger[] =>
  kpis.flatMap((kpi) => kpi.triggers.map((trigger) => ({ ...trigger, kpi: kpi.id })))

/** A role as the plan names it, or a person. */
export const deciderWords = (decider: string, names: Names): string => {
  if (!(ROLES as readonly string[]).includes(decider)) return names.of('person', decider)
  return decider === 'accountable' ? 'the accountable person' : `the series' ${decider}`
}

const levelWords = ({ severity, m, n, k, respondBy, decideBy }: ResolvedLevel): string =>
  `${severity}, fires at ${m} of ${n}, clears after ${k}, respond within ${spanWords(respondBy)}, decide within ${spanWords(decideBy)}`

const LEVEL: Rules<ResolvedLevel> = {
  level: { label: 'level' },
  severity: { label: 'severity' },
  m: { label: 'breaches that fire' },
  n: { label: 'slots looked at' },
  k: { label: 'recovered slots that clear' },
  respondBy: span('respond within'),
  decideBy: span('decide within'),
}

const levelChanges = (before: ResolvedLevel[] = [], after: ResolvedLevel[] = [], sides: Sides): string[] => {
  const names = [...new Set([...before, ...after].map(({ level }) => level))]
  return names.flatMap((level) => {
    const [was, is] = [before, after].map((list) => list.find((one) => one.level === level))
    if (!was) return [`watches ${level} too: ${levelWords(is!)}`]
    if (!is) return [`no longer watches ${level}`]
    const firing =
      was.m !== is.m || was.n !== is.n ? [`${level} fires at ${was.m} of ${was.n} → ${is.m} of ${is.n}`] : []
    const rest = (['severity', 'k', 'respondBy', 'decideBy'] as const).flatMap((key) => {
      const say = (LEVEL[key].say ?? String) as (value: unknown, names: Names) => string
      const [from, to] = [say(was[key], sides.before), say(is[key], sides.after)]
      return from === to ? [] : [`${level}: ${LEVEL[key].label} ${from} → ${to}`]
    })
    return [...firing, ...rest]
  })
}

const COMPARED = {
  previous: 'the slot before',
  'last-week': 'the week before',
  'last-year': 'the year before',
} as const

export const triggerRules: Rules<PlacedTrigger> = {
  id: { label: 'id' },
  kind: { label: 'kind' },
  levels: { label: 'levels', first: true, tell: levelChanges },
  pace: {
    label: 'adds up over',
    say: ({ window, yearBegins }) => `a ${window}, the year from month ${yearBegins}`,
  },
  change: {
    label: 'compares',
    say: ({ against, by, floor }) => `with ${COMPARED[against]}, ${by} % is too much, from ${floor} on`,
  },
  forecast: {
    label: 'forecasts',
    say: ({ window, yearBegins, of }) => `the ${of} of a ${window}, the year from month ${yearBegins}`,
  },
  chart: {
    label: 'charts',
    say: ({ rules, side, classic, baselineFrom }) =>
      `by the rules ${rules}, ${side === 'both' ? 'both sides' : 'the adverse side'}, baseline ${baselineFrom ? `from ${baselineFrom}` : 'the first 24 points'}${classic ? ', limits as published' : ''}`,
  },
  composite: {
    label: 'fires when',
    say: ({ all, any, none }) =>
      [all && `all of ${listed(all)}`, any && `any of ${listed(any)}`, none && `none of ${listed(none)}`]
        .filter(Boolean)
        .join(', '),
  },
  opensDecision: { label: 'opens decisions', say: (opens) => (opens ? 'yes' : 'no, a condition only') },
  minimumHistory: { label: 'slots with data before it may fire' },
  requireFinal: { label: 'waits for final data', say: (waits) => (waits ? 'yes' : 'no') },
  question: { label: 'question', say: quoted },
  decider: { label: 'decider', first: true, say: deciderWords },
  options: {
    label: 'options',
    say: (options) =>
      options.map(({ label, expectedEffect }) => (expectedEffect ? `${label} (${expectedEffect})` : label)).join(' | '),
  },
  fallback: { label: 'fallback', first: true, say: ({ option, note }) => `${option}, ${quoted(note)}` },
  effectCheck: { label: 'effect looked at after', say: (slots) => `${slots} ${slots === 1 ? 'slot' : 'slots'}` },
  kpi: nameRule('KPI', 'kpi'),
}
