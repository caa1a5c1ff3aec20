/**
 * The resolved plan: every default filled in, every series spelt out, plain JSON. This is what is stored under a version
 * number and what the running system reads; a plan file is only ever its source.
 */
import * as z from 'zod'
import { AcknowledgementSpec, LimitsSpec } from './limits.ts'
import { Aggregation, Cadence, Direction } from './measure.ts'
import { Absence, WEEKDAYS } from './organisation.ts'
import { ResolvedOwnMeasure } from './own-measure.ts'
import { ProgrammeSpec } from './programme.ts'
import { HolidayRule, ReviewScope } from './review-scope.ts'
import { SilenceSpec } from './silence.ts'
import { InitiativeSpec } from './strategy.ts'
import { Span } from './text.ts'
import {
  ChartRules,
  ChartSide,
  Comparison,
  FallbackSpec,
  Level,
  OptionSpec,
  PaceWindow,
  Severity,
  TriggerKind,
} from './trigger.ts'

export const ResolvedCalendar = z.strictObject({
  id: z.string(),
  name: z.string(),
  workingDays: z.array(z.enum(WEEKDAYS)).min(1),
  hours: z.strictObject({ from: z.string(), to: z.string() }),
  holidays: z.array(z.string()),
})
export type ResolvedCalendar = z.infer<typeof ResolvedCalendar>

export const ResolvedPerson = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  function: z.string().optional(),
  manager: z.string().optional(),
  deputy: z.string().optional(),
  calendar: z.string(),
  timezone: z.string(),
  locale: z.string(),
  absences: z.array(Absence),
})
export type ResolvedPerson = z.infer<typeof ResolvedPerson>

/** Somebody whom an earlier version had: their name is still shown, and what they were asked goes to who stood behind them. */
export const FormerPerson = ResolvedPerson.pick({ id: true, name: true, manager: true, deputy: true })
export type FormerPerson = z.infer<typeof FormerPerson>

const since = { effectiveFrom: z.string().optional() }

/** A target in one of its four forms, in force for periods that begin on or after `effectiveFrom`. */
export const ResolvedTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), ...since, value: z.number() }),
  z.strictObject({ kind: z.literal('range'), ...since, low: z.number(), high: z.number() }),
  z.strictObject({
    kind: z.literal('points'),
    ...since,
    between: z.enum(['step', 'linear']),
    points: z.array(z.strictObject({ at: z.string(), value: z.number() })).min(1),
  }),
  z.strictObject({ kind: z.literal('lastYear'), ...since, plus: z.number(), cap: z.number().optional() }),
])
export type ResolvedTarget = z.infer<typeof ResolvedTarget>

/** `hysteresis` stays absent when it follows from the bands and the target. */
export const ResolvedBands = z.strictObject({
  amber: z.number(),
  red: z.number(),
  as: z.enum(['absolute', 'percent']),
  hysteresis: z.number().optional(),
})
export type ResolvedBands = z.infer<typeof ResolvedBands>

/** One machine of a trigger. A freshness trigger has a single level, `red`; one that is neither threshold nor freshness a single one, `amber`. */
export const ResolvedLevel = z.strictObject({
  level: Level,
  severity: Severity,
  m: z.int(),
  n: z.int(),
  k: z.int(),
  respondBy: Span,
  decideBy: Span,
})
export type ResolvedLevel = z.infer<typeof ResolvedLevel>

export const ResolvedTrigger = z.strictObject({
  id: z.string(),
  kind: TriggerKind,
  /** Mildest first. */
  levels: z.array(ResolvedLevel).min(1),
  /** Of pace triggers. */
  pace: z.strictObject({ window: PaceWindow, yearBegins: z.int() }).optional(),
  /** Of change triggers; `by` in percent, `floor` in the KPI's unit. */
  change: z.strictObject({ against: Comparison, by: z.number(), floor: z.number() }).optional(),
  /** Of forecast triggers; `of` says what of the window has a target. */
  forecast: z.strictObject({ window: PaceWindow, yearBegins: z.int(), of: z.enum(['sum', 'mean', 'last']) }).optional(),
  /** Of control-chart and capability triggers; `baselineFrom` is a period. */
  chart: z
    .strictObject({ rules: ChartRules, side: ChartSide, classic: z.boolean(), baselineFrom: z.string().optional() })
    .optional(),
  /** Of composites: ids of triggers of the same KPI. */
  composite: z
    .strictObject({
      all: z.array(z.string()).optional(),
      any: z.array(z.string()).optional(),
      none: z.array(z.string()).optional(),
    })
    .optional(),
  /** Absent: true. */
  opensDecision: z.boolean().optional(),
  minimumHistory: z.int(),
  requireFinal: z.boolean(),
  question: z.string(),
  /** A role (`owner`, `steward`, `accountable`, `decider`) or a person's id; `deciderOf` turns it into a person. */
  decider: z.string(),
  options: z.array(OptionSpec),
  fallback: FallbackSpec,
  effectCheck: z.int(),
})
export type ResolvedTrigger = z.infer<typeof ResolvedTrigger>

/** A year that begins on the first of a month (1 … 12), or one of its quarters. */
export const TargetWindow = z.strictObject({ window: PaceWindow, yearBegins: z.int() })
export type TargetWindow = z.infer<typeof TargetWindow>

export const ResolvedKpi = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  unit: z.string(),
  decimals: z.int(),
  direction: Direction,
  cadence: Cadence,
  kind: z.enum(['leading', 'lagging']),
  leads: z.array(z.string()),
  /** Absent in plans applied before KPIs had trade-offs. */
  tradesOff: z.array(z.string()).optional(),
  aggregation: Aggregation,
  per: z.number(),
  reporting: z.enum(['period', 'cumulative']),
  /** Of KPIs that Throughline measures itself. */
  measures: ResolvedOwnMeasure.optional(),
  /** Absent: the calendar year. */
  targetWindow: TargetWindow.optional(),
  lag: Span,
  grace: Span,
  settle: Span,
  lock: Span,
  calendar: z.string(),
  timezone: z.string(),
  owner: z.string().optional(),
  steward: z.string().optional(),
  priority: z.string().optional(),
  /** The accountable person of the priority. */
  accountable: z.string().optional(),
  dimensions: z.array(z.string()),
  targets: z.array(ResolvedTarget),
  bands: ResolvedBands.optional(),
  references: z.array(z.strictObject({ label: z.string(), value: z.number() })),
  triggers: z.array(ResolvedTrigger),
  /** Absent where there are none, and in plans applied before there were any. */
  partOf: z.string().optional(),
  silences: z.array(SilenceSpec).optional(),
})
export type ResolvedKpi = z.infer<typeof ResolvedKpi>

/** One series: what is observed, judged and owned. */
export const ResolvedSeries = z.strictObject({
  /** `four-hour-performance#org=RJ1`; without dimensions just the KPI's id. */
  key: z.string(),
  kpi: z.string(),
  name: z.string(),
  dimensions: z.record(z.string(), z.string()),
  owner: z.string(),
  steward: z.string(),
  decider: z.string(),
  accountable: z.string().optional(),
  targets: z.array(ResolvedTarget),
  bands: ResolvedBands.optional(),
})
export type ResolvedSeries = z.infer<typeof ResolvedSeries>

export const ResolvedPriority = z.strictObject({
  id: z.string(),
  name: z.string(),
  outcome: z.strictObject({ kpi: z.string(), target: z.number(), by: z.string() }).optional(),
  accountable: z.string(),
  functions: z.array(z.strictObject({ function: z.string(), commitment: z.string() })),
  initiatives: z.array(z.string()),
})
export type ResolvedPriority = z.infer<typeof ResolvedPriority>

export const ResolvedReview = z.strictObject({
  id: z.string(),
  name: z.string(),
  purpose: z.string().optional(),
  /** Five-field cron in `timezone`. */
  schedule: z.string(),
  timezone: z.string(),
  calendar: z.string(),
  holidays: HolidayRule,
  chair: z.string(),
  /** Absent: everybody who owns something in the scope when a cycle opens. */
  participants: z.array(z.string()).optional(),
  /** Absent: the whole plan. */
  scope: ReviewScope.optional(),
  closesAfter: Span,
})
export type ResolvedReview = z.infer<typeof ResolvedReview>

export const ResolvedProgramme = ProgrammeSpec.required({
  champions: true,
  horizon: true,
  gates: true,
  mailBudget: true,
})
export type ResolvedProgramme = z.infer<typeof ResolvedProgramme>

export const ResolvedWorkflow = z.strictObject({
  id: z.string(),
  name: z.string(),
  owner: z.string(),
  priority: z.string().optional(),
  activities: z.array(
    z.strictObject({ id: z.string(), name: z.string(), owner: z.string(), function: z.string().optional() }),
  ),
  lateAfter: Span.optional(),
})
export type ResolvedWorkflow = z.infer<typeof ResolvedWorkflow>

export const ResolvedPlan = z.strictObject({
  organisation: z.strictObject({
    name: z.string(),
    timezone: z.string(),
    locale: z.string(),
    desk: z.string(),
    calendar: z.string(),
    mail: z.strictObject({ slot: z.string(), budget: z.int() }),
    /** Absent: January. */
    yearBegins: z.int().optional(),
  }),
  calendars: z.array(ResolvedCalendar),
  people: z.array(ResolvedPerson),
  /** Kept by applying a plan; never part of what is applied. */
  former: z.array(FormerPerson).optional(),
  sources: z.array(z.strictObject({ id: z.string(), name: z.string(), kpis: z.array(z.string()) })),
  functions: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  priorities: z.array(ResolvedPriority),
  initiatives: z.array(InitiativeSpec),
  kpis: z.array(ResolvedKpi),
  series: z.array(ResolvedSeries),
  /** These three are absent in plans applied before there were any. */
  reviews: z.array(ResolvedReview).optional(),
  programmes: z.array(ResolvedProgramme).optional(),
  workflows: z.array(ResolvedWorkflow).optional(),
  escalation: z.strictObject({ chain: z.array(z.enum(['owner', 'deputy', 'manager', 'accountable', 'desk'])) }),
  /** As written; the defaults are lint's. Absent where a plan sets none, and in plans applied before they were kept. */
  limits: LimitsSpec.optional(),
  /** What of a plan lint was told to let pass, kept so that a diff shows who let what pass. */
  acknowledged: z.array(AcknowledgementSpec).optional(),
})
export type ResolvedPlan = z.infer<typeof ResolvedPlan>
