/** How a decision begins: with a question, a decider, options, frozen evidence, two deadlines and what happens when they pass. */
import { addWorkingDays, type WorkingCalendar } from './calendar.ts'
import { staleAt } from './deadline.ts'
import { type Decision, type Evidence, Option, type Severity } from './decision.ts'
import type { Changed } from './decision-change.ts'
import { decisionId } from './decision-id.ts'
import type { HeldBack } from './effect.ts'
import { chainOf, escalationOrder } from './escalation-order.ts'
import { formatInstant } from './instant.ts'
import { workingTimeOf } from './ladder-time.ts'
import { openingFact, openingReason } from './opening-reason.ts'
import { periodEnd, tryPeriod } from './period.ts'
import { DECIDE, EFFECT_CHECK, RESPOND } from './plan/defaults.ts'
import { calendarOf, deciderOf } from './plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from './plan/resolved.ts'
import type { Span } from './plan/text.ts'
import { addSpan } from './span.ts'
import { instantOf, parseClock, wallOf } from './zone.ts'

/** Working days each step of the chain has before the next one, and before the fallback after the last. */
export const CHAIN_STEP_WORKING_DAYS = 2

/** A question with what can be chosen, in the language of the plan. */
export type AskedFor = Pick<Decision, 'question' | 'options' | 'fallback'>

/** Everything a decision is made of. */
export interface Opening {
  plan: ResolvedPlan
  planVersion: number
  kpi: ResolvedKpi
  trigger: ResolvedTrigger
  series: ResolvedSeries
  episode: string
  level: Decision['level']
  severity: Severity
  evidence: Evidence
  /** Of `level` `flap`: what is asked about the trigger itself, instead of its question. */
  instead?: AskedFor | undefined
  /** Nobody was asked at first, and why. */
  heldBack?: HeldBack | undefined
  /** The period on which it had fired, where figures that came late show it only now. */
  foundLate?: string | undefined
  /** 2 only for the decision that follows a failed check, with the id of the first as `previous`. @default 1 */
  attempt?: 1 | 2
  /** How often the episode is asked about again, with the one taken back as `previous`. */
  again?: number | undefined
  previous?: string
}

/** Opens a decision. Deadlines run in the decider's own calendar and zone, from `now` (epoch ms). */
export const openDecision = (opening: Opening, now: number): Changed => {
  const { plan, kpi, trigger, series, episode, attempt = 1, again } = opening
  const decider = opening.level === 'flap' ? series.owner : deciderOf(trigger, series)
  const chain = chainOf(plan)
  const decision: Decision = {
    id: decisionId({ trigger: trigger.id, series: series.key, episode, attempt, again }),
    trigger: trigger.id,
    series: series.key,
    kpi: kpi.id,
    episode,
    attempt,
    ...(again === undefined ? {} : { again }),
    ...(opening.previous === undefined ? {} : { previous: opening.previous }),
    planVersion: opening.planVersion,
    kind: opening.level === 'flap' ? 'flap' : trigger.kind,
    severity: opening.severity,
    level: opening.level,
    ...(opening.instead ?? asked(trigger)),
    decider,
    accountable: series.accountable ?? plan.organisation.desk,
    chain,
    evidence: opening.evidence,
    ...signalOf(opening, now),
    openedAt: formatInstant(now),
    ...deadlines(opening, decider, now),
    effectSlots: opening.level === 'flap' ? EFFECT_CHECK[kpi.cadence] : trigger.effectCheck,
    state: 'open',
    overdue: false,
    checks: [],
    asks: [],
    revision: 1,
  }
  const history = {
    decision: decision.id,
    at: decision.openedAt,
    what: 'Decision opened',
    who: 'trigger',
    why: openingReason(opening),
    fact: openingFact(opening),
    revision: 1,
  }
  return { decision, history }
}

/** The second decision of an episode whose first one did not work: same question, fresh evidence and deadlines, linked both ways. */
export const followUp = (
  first: Decision,
  opening: Omit<Opening, 'attempt' | 'previous' | 'episode'>,
  now: number,
): Changed => {
  const { episode, again, question, options, fallback } = first
  const instead = opening.level === 'flap' ? { question, options, fallback } : undefined
  const opened = openDecision({ ...opening, instead, episode, attempt: 2, again, previous: first.id }, now)
  // What was merged into the first one is asked by the second too.
  return first.covers ? { ...opened, decision: { ...opened.decision, covers: first.covers } } : opened
}

/** When the figure was there to be seen: the end of its period, or of the grace of a missing one. A second decision has no signal of its own. */
const signalOf = (opening: Opening, now: number): { signalAt?: string } => {
  const { plan, kpi, level, evidence, attempt } = opening
  // What was held back on purpose was nobody's delay.
  if (opening.heldBack) return { signalAt: formatInstant(now) }
  const period = evidence.episode?.fired ?? evidence.points.at(-1)?.period
  const index = period === undefined ? undefined : tryPeriod(kpi.cadence, period)
  const calendar = calendarOf(plan, kpi.calendar)
  if (attempt === 2 || index === undefined || !calendar) return {}
  const at =
    level === 'stale' ? staleAt(kpi, index, calendar, kpi.timezone) : periodEnd(kpi.cadence, index, kpi.timezone)
  return { signalAt: formatInstant(Math.min(at, now)) }
}

/** Severity and level keep the spans the plan gives; a severity the plan does not know of that trigger has the defaults. */
const spansOf = ({ trigger, kpi, level, severity }: Opening) => {
  const own = trigger.levels.find((known) => known.level === level || level === 'stale')
  if (own && own.severity === severity) return own
  return { respondBy: RESPOND[severity][kpi.cadence], decideBy: DECIDE[severity][kpi.cadence] }
}

const deadlines = (opening: Opening, decider: string, now: number) => {
  const { calendar, zone } = workingTimeOf(opening.plan, decider)
  const spans = spansOf(opening)
  const until = (span: Span) => closeOfDay(addSpan(now, span, calendar, zone), span, calendar, zone)
  const decideBy = until(spans.decideBy)
  // A trigger may give more time to respond than to decide only by mistake: the earlier deadline is the one that counts.
  const respondBy = Math.min(until(spans.respondBy), decideBy)
  const steps = escalationOrder(chainOf(opening.plan)).length
  const fallbackAt = addWorkingDays(decideBy, steps * CHAIN_STEP_WORKING_DAYS, calendar, zone)
  return {
    respondBy: formatInstant(respondBy),
    decideBy: formatInstant(decideBy),
    fallbackAt: formatInstant(fallbackAt),
  }
}

/** A deadline in working days ends with the working day: "by Thursday" is Thursday evening, whenever the data came in. */
export const closeOfDay = (at: number, span: Span, calendar: WorkingCalendar, zone: string): number => {
  if (span.unit !== 'wd' || span.count === 0) return at
  return Math.max(at, instantOf(wallOf(at, zone).day, parseClock(calendar.hours.to), zone))
}

const asked = (trigger: ResolvedTrigger): AskedFor => ({
  question: trigger.question,
  options: trigger.options.map((option) => Option.parse(option)),
  fallback: { ...trigger.fallback },
})
