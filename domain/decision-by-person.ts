/** Decisions that a person opens, because not everything that must be decided shows in a figure. */
import { addWorkingDays } from './calendar.ts'
import { formatDay, tryDay } from './civil.ts'
import { BY_PERSON, type Decision, type Evidence, type Option, type Severity } from './decision.ts'
import type { Changed, Refused } from './decision-change.ts'
import { decisionId } from './decision-id.ts'
import { CHAIN_STEP_WORKING_DAYS } from './decision-opening.ts'
import { chainOf, escalationOrder } from './escalation-order.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { workingTimeOf } from './ladder-time.ts'
import { EFFECT_CHECK } from './plan/defaults.ts'
import { kpiOf, seriesByKey } from './plan/lookup.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { instantOf, parseClock, wallOf } from './zone.ts'

/** A deadline may lie a year ahead, not on a day nobody remembers it on. */
const MAX_DAYS = 365

/** What somebody asks to be decided. Days are read in the decider's zone and end with their working day. */
export interface Question {
  question: string
  decider: string
  options: readonly Option[]
  fallback: { option: string; note?: string }
  decideBy: string
  /** @default decideBy */
  respondBy?: string
  /** When the effect is looked at. @default after the slots of the KPI, or at once without one */
  effectBy?: string
  severity: Severity
  /** KPI or series it is about; none where it is about no figure. */
  series?: string
  why: string
}

/** Who asks, under which plan, with what is known of the figure; `request` makes a repeat the same decision. */
export interface Asked {
  plan: ResolvedPlan
  planVersion: number
  by: string
  evidence: Evidence
  request: string
}

/** Opens it, or says what is wrong with it. */
export const openByPerson = (asked: Asked, question: Question, now: number): Changed | Refused => {
  const { plan } = asked
  const series = question.series === undefined ? undefined : seriesByKey(plan, question.series)
  const wrong = wrongWith(question, series !== undefined)
  if (wrong) return wrong
  const dates = datesOf(plan, question, now)
  if ('refused' in dates) return dates
  const kpi = series && kpiOf(plan, series.kpi)
  const facts = { trigger: BY_PERSON, series: series?.key ?? '', episode: asked.request }
  const decision: Decision = {
    ...facts,
    ...dates,
    id: decisionId({ ...facts, attempt: 1 }),
    kpi: kpi?.id ?? '',
    attempt: 1,
    planVersion: asked.planVersion,
    kind: 'person',
    severity: question.severity,
    level: 'asked',
    question: question.question,
    options: [...question.options],
    fallback: question.fallback,
    decider: question.decider,
    accountable: series?.accountable ?? plan.organisation.desk,
    chain: chainOf(plan),
    evidence: asked.evidence,
    openedAt: formatInstant(now),
    effectSlots: kpi ? EFFECT_CHECK[kpi.cadence] : 1,
    state: 'open',
    overdue: false,
    checks: [],
    asks: [],
    revision: 1,
  }
  return { decision, history: opened(decision, asked.by, question.why, now) }
}

const opened = ({ id }: Decision, who: string, why: string, now: number) => ({
  decision: id,
  at: formatInstant(now),
  what: 'Decision opened',
  who,
  why,
  via: 'command' as const,
  revision: 1,
})

const wrongWith = ({ question, options, fallback, series, why }: Question, known: boolean): Refused | undefined => {
  if (question.trim() === '' || why.trim() === '')
    return { refused: { because: 'question-missing' }, code: 'text-missing' }
  if (series !== undefined && !known)
    return { refused: { because: 'no-series', typed: series }, code: 'unknown-series' }
  const ids = options.map(({ id }) => id)
  if (options.length < 2 || options.length > 6 || new Set(ids).size < ids.length)
    return { refused: { because: 'options' }, code: 'unknown-option' }
  if (ids.includes(fallback.option)) return undefined
  return { refused: { because: 'fallback', typed: fallback.option, offered: ids }, code: 'unknown-option' }
}

type Dates = Pick<Decision, 'respondBy' | 'decideBy' | 'fallbackAt' | 'effectBy'>

const datesOf = (plan: ResolvedPlan, question: Question, now: number): Dates | Refused => {
  const { calendar, zone } = workingTimeOf(plan, question.decider)
  const today = wallOf(now, zone).day
  const ends = (text: string): number | Refused => {
    const day = tryDay(text)
    const at = day === undefined ? undefined : instantOf(day, parseClock(calendar.hours.to), zone)
    if (day !== undefined && at !== undefined && at > now && day <= today + MAX_DAYS) return at
    const [first, last] = [formatDay(today + 1), formatDay(today + MAX_DAYS)]
    return { refused: { because: 'deadline-day', typed: text, first, last }, code: 'bad-date' }
  }
  const decideBy = ends(question.decideBy)
  const respondBy = question.respondBy === undefined ? decideBy : ends(question.respondBy)
  const effectBy = question.effectBy === undefined ? undefined : ends(question.effectBy)
  for (const one of [decideBy, respondBy, effectBy]) if (typeof one === 'object') return one
  if (effectBy !== undefined && (effectBy as number) < (decideBy as number)) {
    const { effectBy: typed, decideBy: deadline } = question
    return { refused: { because: 'effect-early', typed: typed!, deadline }, code: 'bad-date' }
  }
  const steps = escalationOrder(chainOf(plan)).length
  const fallbackAt = addWorkingDays(decideBy as number, steps * CHAIN_STEP_WORKING_DAYS, calendar, zone)
  return {
    respondBy: formatInstant(Math.min(respondBy as number, decideBy as number)),
    decideBy: formatInstant(decideBy as number),
    fallbackAt: formatInstant(fallbackAt),
    ...(effectBy === undefined ? {} : { effectBy: formatInstant(effectBy as number) }),
  }
}

/** The second decision, where the first did not work: the same question with as much time again, linked both ways. */
export const followPerson = (first: Decision, now: number): Changed => {
  const later = (instant: string) => formatInstant(parseInstant(instant) + now - parseInstant(first.openedAt))
  const { choice: _c, acknowledgedAt: _a, inEffectAt: _i, checkAt: _k, effectAt: _e, carryOutBy: _o, ...rest } = first
  const { claimedBy: _m, taskToken: _t, next: _n, signalAt: _s, restated: _r, ...fresh } = rest
  const decision: Decision = {
    ...fresh,
    id: decisionId({ ...first, attempt: 2 }),
    attempt: 2,
    previous: first.id,
    openedAt: formatInstant(now),
    respondBy: later(first.respondBy),
    decideBy: later(first.decideBy),
    fallbackAt: later(first.fallbackAt),
    ...(first.effectBy === undefined ? {} : { effectBy: later(first.effectBy) }),
    state: 'open',
    overdue: false,
    checks: [],
    asks: [],
    revision: 1,
  }
  const { via: _v, ...line } = opened(decision, 'clock', `${first.id} did not bring it back`, now)
  return { decision, history: { ...line, fact: { said: 'second' } } }
}
