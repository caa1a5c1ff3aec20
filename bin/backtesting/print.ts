import { nameIn } from '../../domain/ask-opening.ts'
import type { Backtest } from '../../domain/backtest/backtest.ts'
import type { PersonSummary, TriggerSummary } from '../../domain/backtest/summary.ts'
import { plural } from '../../domain/plan/diff/words.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { alarmLines } from './alarm-lines.ts'
import { civilOf } from './days.ts'
import { heldCount, heldLines } from './held-lines.ts'

/** People that are named before the rest is counted. */
const PEOPLE = 10

/** A back-test with its summaries, as every form of output takes it. */
export interface Outcome {
  plan: ResolvedPlan
  backtest: Backtest
  triggers: TriggerSummary[]
  people: PersonSummary[]
  /** Series the plan names of which there was no figure. */
  silent: number
}

/** The lines of a back-test: what was looked at, each trigger, who would have been asked. */
export function backtestLines({ plan, backtest, triggers, people, silent }: Outcome): string[] {
  const { series, from, until } = backtest
  const day = (at: number) => civilOf(at, plan.organisation.timezone)
  const decisions = triggers.reduce((sum, one) => sum + one.decisions, 0)
  return [
    `${plural(series.length, 'series', 'series')} from ${day(from)} to ${day(until)}: ${plural(decisions, 'decision')}.`,
    ...(silent > 0 ? [`${plural(silent, 'series', 'series')} of the plan had no figure and were not looked at.`] : []),
    ...triggers.flatMap((one) => [
      ...triggerLines(one, alarmLines(backtest, one.kpi, one.trigger)),
      ...heldSection(one, backtest),
      ...missLines(one),
    ]),
    ...peopleLines(people, plan),
  ]
}

function triggerLines(one: TriggerSummary, alarms: readonly string[]): string[] {
  const { kpi, trigger, kind, series, decisions, flaps, perQuarter, busiest } = one
  const head = ['', `${kpi} · ${trigger} (${kind}, ${plural(series, 'series', 'series')})`]
  if (decisions === 0) return [...head, one.heldBack.episodes === 0 ? '  never fired' : '  asked nothing']
  const most =
    busiest && series > 1 ? `; the busiest series ${busiest.series}: ${rounded(busiest.perQuarter)} a quarter` : ''
  const told = [
    ...head,
    `  ${plural(decisions, 'decision')}, ${rounded(perQuarter)} a quarter${most}`,
    `  by quarter: ${Object.entries(one.quarters)
      .filter(([, n]) => n > 0)
      .map(([quarter, n]) => `${quarter} ${n}`)
      .join(' · ')}`,
    ...alarms,
  ]
  if (flaps > 0)
    told.push(`  ${plural(flaps, 'time')} it came and went too often: the question was about the trigger itself`)
  if (one.judged > 0)
    told.push(`  ${one.falseAlarms} of ${one.judged} that can be judged came back unasked (false alarms)`)
  return told
}

function heldSection(one: TriggerSummary, backtest: Backtest): string[] {
  const count = heldCount(one)
  return count === undefined ? [] : [`  ${count}`, ...heldLines(backtest, one.kpi, one.trigger)]
}

function missLines({ misses, told, lead }: TriggerSummary): string[] {
  if (misses === 0) return []
  const early = lead
    ? `; from the alarm to the first bad slot: median ${slots(lead.median)}, ${slots(lead.latest)} to ${slots(lead.earliest)}`
    : ''
  return [`  told of ${told} of ${plural(misses, 'miss', 'misses')}${early}`]
}

/** `2 slots early`, `1 slot late`, `with it`. */
export const slots = (n: number): string =>
  n === 0 ? 'with it' : `${rounded(Math.abs(n))} ${Math.abs(n) === 1 ? 'slot' : 'slots'} ${n > 0 ? 'early' : 'late'}`

const rounded = (n: number): string => String(Math.round(n * 10) / 10)

function peopleLines(people: readonly PersonSummary[], plan: ResolvedPlan): string[] {
  if (people.length === 0) return []
  const shown = people.slice(0, PEOPLE)
  const mails = people.reduce((sum, one) => sum + one.mails, 0)
  const rest = people.length - shown.length
  return [
    '',
    `Asked: ${plural(people.length, 'person', 'people')} in ${plural(mails, 'mail')}, when each is answered by the first one.`,
    ...shown.map(
      (one) => `  ${nameIn(plan, one.person)}: ${plural(one.decisions, 'decision')} in ${plural(one.mails, 'mail')}`,
    ),
    ...(rest > 0 ? [`  and ${plural(rest, 'other')}`] : []),
  ]
}
