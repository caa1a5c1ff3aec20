/** What turns a measurement into a decision: triggers as a plan writes them. */
import * as z from 'zod'
import { MAX_LEAVES } from '../signal/composite.ts'
import { Amount, Id, Line, Prose, SpanText } from './text.ts'

/** S1 now, by wall clock · S2 within a day · S3 next slot · S4 weekly digest. */
export const Severity = z.enum(['S1', 'S2', 'S3', 'S4'])
export type Severity = z.infer<typeof Severity>

export const Level = z.enum(['amber', 'red'])
export type Level = z.infer<typeof Level>

/** What makes a slot a breach (docs/signals.md has the mathematics of each). */
export const TriggerKind = z.enum([
  'threshold',
  'pace',
  'forecast',
  'change',
  'control-chart',
  'capability',
  'composite',
  'freshness',
])
export type TriggerKind = z.infer<typeof TriggerKind>

/** What a sum is counted over. */
export const PaceWindow = z.enum(['year', 'quarter'])
export type PaceWindow = z.infer<typeof PaceWindow>

/** What a slot is compared with: the one before, the same day a week before, the same slot a year before. */
export const Comparison = z.enum(['previous', 'last-week', 'last-year'])
export type Comparison = z.infer<typeof Comparison>

/** Sets of rules by which a chart tells what is special (signal/rule-presets.ts). */
export const ChartRules = z.enum(['wheeler', 'making-data-count', 'western-electric'])
export type ChartRules = z.infer<typeof ChartRules>

/** Which side of the middle counts: the one nobody wants, or either. */
export const ChartSide = z.enum(['adverse', 'both'])
export type ChartSide = z.infer<typeof ChartSide>

/** How often and how much: `m` breaches of the newest `n` due slots fire, `k` recovered slots in a row clear. */
const firing = {
  severity: Severity.optional(),
  m: z.int().min(1).max(24).optional(),
  n: z.int().min(1).max(24).optional(),
  k: z.int().min(1).max(24).optional(),
  respondBy: SpanText.optional(),
  decideBy: SpanText.optional(),
}

/** One thing that can be decided. */
export const OptionSpec = z.strictObject({ id: Id, label: Line, expectedEffect: Prose.optional() })
export type OptionSpec = z.infer<typeof OptionSpec>

/** What is recorded when time runs out, never as somebody's choice. */
export const FallbackSpec = z.strictObject({ option: Id, note: Prose })

/** Other triggers of the same KPI. */
const Named = z.array(Id).min(1).max(MAX_LEAVES)

/** A trigger. Without a decider nothing can be decided, so one is always resolved or the plan is refused. */
export const TriggerSpec = z.strictObject({
  id: Id,
  kind: TriggerKind,
  level: Level.optional(),
  ...firing,
  red: z.strictObject(firing).optional(),
  window: PaceWindow.optional(),
  yearBegins: z.int().min(1).max(12).optional(),
  against: Comparison.optional(),
  by: Amount.refine((n) => n > 0, 'by is a percentage above 0').optional(),
  floor: Amount.refine((n) => n > 0, 'floor is an amount above 0').optional(),
  rules: ChartRules.optional(),
  side: ChartSide.optional(),
  baselineFrom: Line.optional(),
  classic: z.boolean().optional(),
  all: Named.optional(),
  any: Named.optional(),
  none: Named.optional(),
  opensDecision: z.boolean().optional(),
  minimumHistory: z.int().min(0).max(1000).optional(),
  requireFinal: z.boolean().optional(),
  question: Line,
  decider: Id.optional(),
  options: z.array(OptionSpec).min(2, 'a decision needs at least 2 options').max(6, 'a decision has at most 6 options'),
  fallback: FallbackSpec,
  effectCheck: z.int().min(1).max(365).optional(),
})
export type TriggerSpec = z.infer<typeof TriggerSpec>
