/** What is measured: KPIs, their targets and bands, and the series they split into (domain rules: docs/data-model.md). */
import * as z from 'zod'
import { OwnMeasureSpec } from './own-measure.ts'
import { SilenceSpec } from './silence.ts'
import { Amount, DateText, Id, Line, Prose, SpanText } from './text.ts'
import { PaceWindow, TriggerSpec } from './trigger.ts'

export const Cadence = z.enum(['daily', 'weekdays', 'weekly', 'monthly', 'quarterly'])
export type Cadence = z.infer<typeof Cadence>

export const Direction = z.enum(['up', 'down', 'range'])
export type Direction = z.infer<typeof Direction>

export const Aggregation = z.enum(['sum', 'mean', 'last', 'ratio', 'max', 'min'])
export type Aggregation = z.infer<typeof Aggregation>

/** How a trajectory goes from point to point: holds (`step`) or runs straight (`linear`), counted in periods. */
const Points = z.array(z.strictObject({ at: z.string(), value: Amount })).min(1, 'give at least one point')

/** A target: exactly one of constant, range, points, lastYear; in force from a date on. */
export const TargetSpec = z
  .strictObject({
    effectiveFrom: DateText.optional(),
    constant: Amount.optional(),
    range: z.strictObject({ low: Amount, high: Amount }).optional(),
    points: Points.optional(),
    between: z.enum(['step', 'linear']).optional(),
    lastYear: z.strictObject({ plus: Amount, cap: Amount.optional() }).optional(),
  })
  .refine((t) => [t.constant, t.range, t.points, t.lastYear].filter((form) => form !== undefined).length === 1, {
    error: 'give exactly one of constant, range, points, lastYear',
    abort: true,
  })
export type TargetSpec = z.infer<typeof TargetSpec>

/** A number alone is a constant; a list is a history by effectiveFrom. Brought to the list form before it is checked. */
export const TargetField = z.preprocess(
  (given) => {
    if (Array.isArray(given)) return given
    return [typeof given === 'number' ? { constant: given } : given]
  },
  z.array(TargetSpec).min(1, 'give at least one target'),
)

/** Distance from target at which amber and red begin, with the distance back that recovery needs. */
export const BandsSpec = z.strictObject({
  amber: Amount.refine((n) => n >= 0, 'amber is a distance: 0 or more'),
  red: Amount.refine((n) => n >= 0, 'red is a distance: 0 or more'),
  as: z.enum(['absolute', 'percent']).optional(),
  hysteresis: Amount.refine((n) => n >= 0, 'hysteresis is a distance: 0 or more').optional(),
})

/** A value of a dimension: it becomes part of keys. */
export const DimensionValue = z
  .string('write a dimension value as text, in quotes when it looks like a number')
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a dimension value has letters, digits, . _ and -, at most 64')

/** One series of a KPI and what differs from the KPI. */
export const SeriesSpec = z.strictObject({
  dimensions: z.record(Id, DimensionValue),
  name: Line.optional(),
  owner: Id.optional(),
  steward: Id.optional(),
  decider: Id.optional(),
  target: TargetField.optional(),
  bands: BandsSpec.optional(),
})

/** One key performance indicator. */
export const KpiSpec = z.strictObject({
  id: Id,
  name: Line,
  description: Prose.optional(),
  unit: Line,
  decimals: z.int().min(0).max(9).optional(),
  direction: Direction,
  cadence: Cadence,
  kind: z.enum(['leading', 'lagging']).optional(),
  leads: z.array(Id).optional(),
  tradesOff: z.array(Id).optional(),
  aggregation: Aggregation,
  per: Amount.refine((n) => n > 0, 'per is a factor above 0').optional(),
  reporting: z.enum(['period', 'cumulative']).optional(),
  measures: OwnMeasureSpec.optional(),
  window: PaceWindow.optional(),
  lag: SpanText.optional(),
  grace: SpanText.optional(),
  settle: SpanText.optional(),
  lock: SpanText.optional(),
  calendar: Id.optional(),
  owner: Id.optional(),
  steward: Id.optional(),
  target: TargetField.optional(),
  bands: BandsSpec.optional(),
  priority: Id.optional(),
  dimensions: z.array(Id).optional(),
  series: z.array(SeriesSpec).min(1).optional(),
  partOf: Id.optional(),
  references: z.array(z.strictObject({ label: Line, value: Amount })).optional(),
  triggers: z.array(TriggerSpec).optional(),
  silences: z.array(SilenceSpec).optional(),
})
export type KpiSpec = z.infer<typeof KpiSpec>
