/** What turns a measurement into a decision: triggers as a plan writes them. */
import * as z from 'zod'
import { Amount, Id, Line, Prose, SpanText } from './text.ts'

/** S1 now, by wall clock · S2 within a day · S3 next slot · S4 weekly digest. */
export const Severity = z.enum(['S1', 'S2', 'S3', 'S4'])
export type Severity = z.infer<typeof Severity>

export const Level = z.enum(['amber', 'red'])
export type Level = z.infer<typeof Level>

/** What makes a slot a breach (docs/signals.md has the mathematics of each). */
export const TriggerKind = z.enum(['threshold', 'pace', 'change', 'freshness'])
export type TriggerKind = z.infer<typeof TriggerKind>

/** What a sum is counted over. */
export const PaceWindow = z.enum(['year', 'quarter'])
export type PaceWindow = z.infer<typeof PaceWindow>

/** What a slot is compared with: the one before, the same day a week before, the same slot a year before. */
export const Comparison = z.enum(['previous', 'last-week', 'last-year'])
export type Comparison = z.infer<typeof Comparison>

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

/** A trigger. Without a decider nothing can be decided, so one is always resolved or the plan is refused. */
export const TriggerSpec = z.strictObject({
  id: Id,
  kind: TriggerKind,
  /** The mildest level that fires: `amber` watches amber and red, each with a machine of its own. @default red */
  level: Level.optional(),
  ...firing,
  /** Overrides for the red machine of a trigger whose level is amber. */
  red: z.strictObject(firing).optional(),
  /** For pace: the window whose sum has a target. @default year */
  window: PaceWindow.optional(),
  /** For pace: the month a year begins with, 1 to 12; quarters are counted from it. @default 1 */
  yearBegins: z.int().min(1).max(12).optional(),
  /** For change. @default previous */
  against: Comparison.optional(),
  /** For change: percent of the earlier value; more than this is a breach. */
  by: Amount.refine((n) => n > 0, 'by is a percentage above 0').optional(),
  /** For change: earlier values nearer to 0 than this are not compared, for a share of next to nothing means nothing. */
  floor: Amount.refine((n) => n > 0, 'floor is an amount above 0').optional(),
  /** Slots with data before anything may fire. @default 0 */
  minimumHistory: z.int().min(0).max(1000).optional(),
  /** Provisional data never fires. @default false: it fires once the slot has settled; change: true */
  requireFinal: z.boolean().optional(),
  question: Line,
  /** `owner`, `steward`, `decider` (of the series), `accountable` or a person. @default threshold: the series' decider, else the owner; freshness: the steward */
  decider: Id.optional(),
  options: z.array(OptionSpec).min(2, 'a decision needs at least 2 options').max(6, 'a decision has at most 6 options'),
  fallback: FallbackSpec,
  /** Slots after the decision took effect until the KPI is looked at again. */
  effectCheck: z.int().min(1).max(365).optional(),
})
export type TriggerSpec = z.infer<typeof TriggerSpec>
