import type { DecisionAsk } from '../../domain/ask.ts'
import { openAsk } from '../../domain/ask-opening.ts'
import type { Decision, Severity } from '../../domain/decision.ts'
import { changed } from '../../domain/decision-change.ts'
import { openDecision } from '../../domain/decision-opening.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import type { TriggerKind } from '../../domain/plan/trigger.ts'
import { flapQuestion } from '../../lambdas/texts/kept-catalogue.ts'
import { Refusal } from '../refusal.ts'
import { evidenceOf } from './made-points.ts'

/** The moment previews begin at, a Tuesday: the same plan gives the same pictures on any day. */
export const NOW = '2026-03-03T08:00:00Z'

/** When the figures came that questions are about: the afternoon before. */
const CAME = '2026-03-02T16:30:00Z'

/** A question of the plan, the ask that carries it to its decider, and what its history says of both. */
export interface Question {
  decision: Decision
  ask: DecisionAsk
  history: HistoryEntry[]
}

/** A trigger and the series that it looks at. */
export interface Fired {
  kpi: ResolvedKpi
  trigger: ResolvedTrigger
  series: ResolvedSeries
}

/** What a question is asked with, where that is not the plan's own: its severity, the moment the figures came, or that the trigger comes and goes. */
interface Asked {
  severity?: Severity
  came?: string
  flap?: boolean
}

/** A breach made up from a plan: its first trigger fires on the first series of its KPI. Throws a refusal where it has none. */
export function breachOf(plan: ResolvedPlan, how: Asked = {}): Question {
  const first = firedIn(plan).find(({ trigger }) => trigger.kind === 'threshold') ?? firedIn(plan)[0]
  if (first) return questionAbout(plan, first, how)
  throw new Refusal('The plan has no trigger on a KPI whose series are listed: there is no question to preview yet.')
}

/** What the plan's first trigger of a kind asks; undefined where it has none on a listed series. */
export function questionOf(plan: ResolvedPlan, kind: TriggerKind): Question | undefined {
  const fired = firedIn(plan).find(({ trigger }) => trigger.kind === kind)
  return fired && questionAbout(plan, fired)
}

/** What is asked of a trigger that comes and goes. */
export function flapOf(plan: ResolvedPlan): Question | undefined {
  const fired = firedIn(plan).find(({ trigger }) => trigger.kind !== 'freshness')
  return fired && questionAbout(plan, fired, { flap: true })
}

/** The triggers of a plan, each with the first listed series of its KPI, in the order of the plan. */
export const firedIn = (plan: ResolvedPlan): Fired[] =>
  plan.kpis.flatMap((kpi) => {
    const series = plan.series.find((one) => one.kpi === kpi.id)
    return series ? kpi.triggers.map((trigger) => ({ kpi, trigger, series })) : []
  })

/** The words of another question of the plan that figures ask; made up where it has no other. */
export const otherWords = (plan: ResolvedPlan, { question }: Decision): string =>
  firedIn(plan).find(({ trigger }) => trigger.kind !== 'freshness' && trigger.question !== question)?.trigger
    .question ?? 'Made up: another question?'

/** Opens the question of a trigger and asks it, by the rules that run. */
export function questionAbout(plan: ResolvedPlan, fired: Fired, { severity, came = CAME, flap }: Asked = {}): Question {
  const { trigger } = fired
  const now = parseInstant(came)
  const level = trigger.levels[0]!
  const opened = openDecision(
    {
      ...{ plan, planVersion: 1, ...fired, episode: 'preview' },
      severity: severity ?? level.severity,
      evidence: evidenceOf(fired, [came, now]),
      level: flap ? 'flap' : level.level,
      instead: flap ? flapQuestion(plan, trigger) : undefined,
    },
    now,
  )
  const ask = openAsk({ plan, decision: opened.decision, kind: 'decide' }, now)
  const sent = sentLine(opened.decision, ask, now)
  return { decision: sent.decision, ask, history: [opened.history, sent.history] }
}

/** The decision with its ask, and the line that says with which mail it goes. */
function sentLine(decision: Decision, { person, id, stepAt }: DecisionAsk, now: number) {
  const slot = stepAt!
  const fact = { said: 'asked' as const, person, slot }
  const line = { what: 'Ask opened', who: 'clock', why: `${person} is asked, with the mail of ${slot}`, fact }
  return changed(decision, { asks: [...decision.asks, { person, ask: id }] }, line, now)
}
