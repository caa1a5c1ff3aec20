import type { HeldBack } from '../../domain/effect.ts'
import type { PassedOver } from '../../domain/escalation-order.ts'
import type { CorrectedFigure, Gravity, Unit } from '../../domain/history-fact.ts'
import { hindrances, withdrawals } from './en-refused.ts'
import { pick } from './pick.ts'
import type { ClosingWords, FactWords, Telling } from './refused-words.ts'

const with_ = (head: string, words: string) => (words.trim() === '' ? head : `${head}: ${words}`)

const since = {
  day: 'the day it holds from has come',
  'carried-out': 'the fallback was carried out',
  silence: 'nobody said whether the fallback was carried out',
}

const asRole = { deputy: 'as deputy', manager: 'as manager', accountable: 'as accountable person', desk: 'as the desk' }

const lacking = {
  deputy: 'no deputy',
  manager: 'no manager',
  accountable: 'nobody accountable',
  desk: 'no desk',
}

/** Somebody a question did not go to. */
export const passed = ({ role, person, why }: PassedOver, owner: string, say: Telling): string => {
  if (person === undefined || why === 'nobody') return `${say.name(owner)} has ${pick(lacking, role)}`
  return `${say.name(person)} ${why === 'has-it' ? 'has it already' : pick(hindrances, why)}`
}
export const passedOver = (all: readonly string[]) => ` (${all.join('; ')})`

const levels = { amber: 'at risk', red: 'off track', stale: 'without figures', flap: 'unsteady', asked: 'asked' }
const gravity = ({ level, severity }: Gravity) => `${pick(levels, level)} (${severity})`

const heldBack = {
  stale: 'because figures were missing',
  incapable: 'because the target was out of reach, which was asked instead',
  silenced: 'by a silence',
  driver: 'because what drives it was asked about',
  whole: 'because the whole it is part of was asked about',
}

const heldWords = ({ from, to, why, because }: HeldBack, say: Telling) => {
  const when = from === to ? `in ${say.period(to)}` : `from ${say.period(from)} to ${say.period(to)}`
  return `held back ${when} ${pick(heldBack, why)}${because ? ` (${because})` : ''}`
}

const corrected = {
  gone: 'corrected, and by them this would not be asked',
  back: 'corrected once more, and bear this out again',
  moved: 'corrected',
}

const figure = ({ period, value, was }: CorrectedFigure, unit: Unit, say: Telling) =>
  `${say.period(period)}: ${say.figure(value, unit)} (was ${say.figure(was, unit)})`

const found = {
  effective: 'the figure is back',
  'not-effective': 'the figure is not back',
  'no-data': 'no figures came that would show it',
  unwatched: 'nobody knows: the plan no longer looks at it',
}
const then = {
  none: '',
  second: '; a second question follows',
  rethink: '; it is the second time, so the accountable person is asked to change the process or the target',
}

const dropped = {
  priority: 'priority',
  initiative: 'initiative',
  milestone: 'milestone',
  kpi: 'KPI',
  series: 'series',
  workflow: 'workflow',
}

/** Why an ask ended without an answer. */
export const closing: ClosingWords = {
  settled: ({ settlement }, say) => say.settlement(settlement),
  'not-theirs': ({ person, words }, say) => with_(`${say.name(person)} says it is not theirs`, words),
  handed: ({ by, to, notTheirs, words }, say) =>
    with_(
      notTheirs
        ? `${say.name(by)} says it is not theirs but ${say.name(to)}’s`
        : `${say.name(by)} handed it to ${say.name(to)}`,
      words,
    ),
  hindered: ({ person, hindrance }, say) => `${say.name(person)} ${pick(hindrances, hindrance)}`,
  answered: ({ by }, say) => `${say.name(by)} answered.`,
  concluded: ({ by }, say) => `${say.name(by)} concluded the review.`,
  back: ({ by }, say) => `${say.name(by)} is there again and is asked.`,
  alone: ({ person, owner, passedOver: all }, say) =>
    `${say.name(person)} is no longer in the plan, and nobody is left to stand in${say.passedOver(owner, all)}.`,
  'new-owner': ({ by }, say) => `${say.name(by)} answers for it now.`,
  'newer-reviews': () => 'Two newer reviews ask for their conclusion.',
  dropped: ({ kind, id }) => `The plan no longer has the ${pick(dropped, kind)} ${id}.`,
  'new-day': ({ by, day }, say) => `${say.name(by)} gave another day, ${say.day(day)}.`,
}

/** What a line of the history says. */
export const fact: FactWords = {
  'taken-up': () => 'taken up; the deadline stays',
  'fired-again': () => 'this decision is still open',
  'asked-before': () => 'this was asked before',
  second: () => 'the first decision did not bring it back',
  opened: (facts, say) => {
    const { period, value, second, again, late, held } = facts
    return [
      period === undefined ? 'there are no figures' : `${say.period(period)}: ${say.figure(value ?? null, facts)}`,
      second && 'the first decision did not bring it back',
      again && 'it was asked before and taken back',
      late && `found late: by figures that came since, it began to show in ${say.period(late)}`,
      held && heldWords(held, say),
    ]
      .filter(Boolean)
      .join('; ')
  },
  graver: ({ from, to }) => `from ${gravity(from)} to ${gravity(to)}; the deadlines stay`,
  restated: (facts, say) =>
    with_(
      `figures were ${pick(corrected, facts.ground)}`,
      facts.corrected.map(({ period, value, was }) => figure({ period, value, was }, facts, say)).join('; '),
    ),
  'corrected-late': (facts, say) =>
    with_(`${figure(facts, facts, say)}; after the lock date, so no alarm changes`, facts.reason),
  'episode-ended': ({ reason, others }) =>
    `${pick(withdrawals, reason)}; ${others === 0 ? 'whoever took this up goes on' : others === 1 ? 'the other question goes on' : `${others} other questions go on`}`,
  checked: ({ result, period, next }, say) =>
    `${pick(found, result)}${period === null || result === 'no-data' ? '' : ` (${say.period(period)})`}${pick(then, next)}`,
  confirmed: ({ note }) => with_('it is still to be decided, though the figures were corrected', note),
  'taken-back': ({ note }) => with_('the figures were corrected, and nothing is left to decide', note),
  lapsed: ({ person, by }, say) =>
    `the figures were corrected, and ${say.name(person)} neither confirmed it nor took it back by ${say.when(by)}`,
  urged: ({ person }, say) => `${say.name(person)} is asked again`,
  escalated: ({ to, role, person, overdue, owner, passedOver: all }, say) =>
    `${say.name(to)} is asked too, ${pick(asRole, role)}: ${say.name(person)} ${overdue ? 'did not answer by the deadline' : 'has not answered'}${say.passedOver(owner, all)}`,
  'handed-on': ({ to, role, closing: why, owner, passedOver: all }, say) =>
    `${say.name(to)} is asked${role === 'delegate' ? '' : `, ${pick(asRole, role)}`}: ${say.closing(why)}${say.passedOver(owner, all)}`,
  'manager-told': ({ manager, person, twice }, say) =>
    `${say.name(manager)} is told that ${say.name(person)} has not answered${twice ? ' two mails' : ''}`,
  chose: ({ option, from }, say) => `chose “${option}”, in effect from ${say.day(from)}`,
  dismissed: ({ reason, note }, say) => with_(say.dismissal(reason), note),
  withdrawn: ({ reason }, say) => say.withdrawal(reason),
  overdue: ({ by }, say) => `nobody decided by ${say.when(by)}; the escalation chain starts`,
  fallback: ({ option, person }, say) =>
    `time ran out: the fallback “${option}” is recorded and ${say.name(person)} is asked to carry it out`,
  'in-effect': ({ since: how, checkAt }, say) => `${pick(since, how)}; its effect is checked on ${say.when(checkAt)}`,
  'look-again': ({ at }, say) => `figures are missing; looked at again on ${say.when(at)}`,
  rethought: ({ choice, note }, say) => with_(say.choice(choice), note),
  asked: ({ person, slot }, say) => `${say.name(person)} is asked, with the mail of ${say.when(slot)}`,
  'put-off': ({ until, due }, say) => `put off until ${say.day(until)}; the deadline, ${say.when(due)}, keeps running`,
  merged: ({ question, why }) => `into “${question}”: ${why}`,
  joined: ({ question, why }) => `“${question}” asks the same: ${why}`,
  'to-confirm': ({ person, by }, say) =>
    `by the corrected figures there is nothing to decide; ${say.name(person)} confirms or withdraws it by ${say.when(by)}, else it is taken back`,
  'closed-ask': ({ closing: what }, say) => say.closing(what),
}
