import type { Decision } from '../../domain/decision.ts'
import { labelOf, settledSentence } from '../../domain/decision-change.ts'
import { latencyDays, momentsOf } from '../../domain/decision-latency.ts'
import { LATENCY_MOMENTS } from '../../domain/plan/own-measure.ts'
import { when } from '../applying/when.ts'
import type { Listed, Shown } from './ask.ts'

/** `D-… S2 red  open, overdue  by 2026-03-12 17:00 GMT (…)` and the question below it. */
export function listLines(listed: readonly Listed[]): string[] {
  if (listed.length === 0) return ['No such decision is under way.']
  return listed.flatMap(({ decision, asked }) => [
    `${decision.id}  ${decision.severity} ${decision.level}  ${stateOf(decision)}  ${nextOf(decision)}`,
    `  ${aboutOf(decision)}: ${decision.question}`,
    `  decider ${decision.decider}${asked.length === 0 ? '' : `; asked: ${asked.join(', ')}`}`,
  ])
}

/** Everything about one decision: question, options, deadlines, who is asked, what happened. */
export function shownLines({ decision, asks, history, names }: Shown): string[] {
  const name = (person: string) => names[person] ?? person
  return [
    `${decision.id}  ${decision.severity} ${decision.level}  ${stateOf(decision)}`,
    `${aboutOf(decision)}: ${decision.question}`,
    `  decider ${name(decision.decider)}, accountable ${name(decision.accountable)}`,
    `  decide by ${when(decision.decideBy)}; the fallback "${labelOf(decision, decision.fallback.option)}" at ${when(decision.fallbackAt)}`,
    ...decision.options.map(
      ({ id, label, expectedEffect }) => `  --option ${id}: ${label}${expectedEffect ? ` (${expectedEffect})` : ''}`,
    ),
    ...linkLines(decision),
    ...outcomeLines(decision, name),
    ...latencyLines(decision),
    ...asks.map(
      (ask) =>
        `  asked: ${name(ask.person)}, ${ask.kind}, by ${when(ask.dueBy)}, ${ask.mails.length} mail${ask.mails.length === 1 ? '' : 's'} so far`,
    ),
    'History:',
    ...history.flatMap(({ at, what, who, why, via, stated }) => [
      `  ${when(at)}  ${what}: ${name(who)}${via === undefined ? '' : ` by ${via}`}${stated === undefined ? '' : `, run by ${stated} (as stated)`}`,
      `    ${why}`,
    ]),
  ]
}

const aboutOf = ({ evidence }: Decision): string =>
  evidence.seriesLabel === '' ? evidence.kpiName : `${evidence.kpiName}, ${evidence.seriesLabel}`

const stateOf = ({ state, overdue, choice }: Decision): string =>
  `${state}${overdue && !choice ? ', overdue' : ''}${choice?.by === 'fallback' ? ' by fallback' : ''}`

const nextOf = ({ state, decideBy, fallbackAt, overdue, checkAt, effectAt, carryOutBy }: Decision): string => {
  if (state === 'in-effect' && checkAt) return `effect looked at ${when(checkAt)}`
  if (state === 'decided') return `takes effect ${when(effectAt ?? carryOutBy ?? decideBy)}`
  if (state !== 'open' && state !== 'acknowledged') return 'ended'
  return overdue ? `fallback at ${when(fallbackAt)}` : `decide by ${when(decideBy)}`
}

const linkLines = ({ previous, next, covers = [], id }: Decision): string[] => [
  ...(previous === undefined ? [] : [`  follows ${previous}, which did not bring the KPI back`]),
  ...(next === undefined ? [] : [`  followed by ${next}, because it did not bring the KPI back`]),
  ...covers
    .filter(({ decision }) => decision !== id)
    .map(
      ({ decision, trigger, series, over }) =>
        `  stands for ${decision} too (${trigger} on ${series}${over === undefined ? '' : ', whose episode has ended'})`,
    ),
]

/** `  took 3.2 d from signal to opened, 1.5 d to decided`: each step from the one before it. */
const latencyLines = (decision: Decision): string[] => {
  const known = LATENCY_MOMENTS.filter((moment) => momentsOf(decision)[moment] !== undefined)
  const steps = known.slice(1).map((to, i) => {
    const days = latencyDays(decision, known[i]!, to)!
    return `${days.toFixed(1)} d ${i === 0 ? `from ${known[0]} ` : ''}to ${to}`
  })
  return steps.length === 0 ? [] : [`  took ${steps.join(', ')}`]
}

const outcomeLines = (decision: Decision, name: (person: string) => string): string[] => {
  const { choice, dismissal, withdrawal, merger, checks, rethink } = decision
  return [
    ...(choice || dismissal || withdrawal || merger ? [`  ${settledSentence(decision, name)}`] : []),
    ...(choice?.rationale ? [`    “${choice.rationale}”`] : []),
    ...checks.map(
      ({ at, result, period }) => `  effect looked at ${when(at)}: ${result}${period === null ? '' : ` (${period})`}`,
    ),
    ...(rethink ? [`  ${name(rethink.by)} changes the ${rethink.choice}: “${rethink.note}”`] : []),
  ]
}
