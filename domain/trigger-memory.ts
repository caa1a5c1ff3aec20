/** What a trigger keeps of the past besides its machines: bounded, whatever the length of the history. */
import * as z from 'zod'

/** Sums of a window so far. */
export const PaceMemory = z.strictObject({
  kind: z.literal('pace'),
  /** First slot of the window; slots of the window that were due, and those among them with data. */
  first: z.int(),
  elapsed: z.int(),
  reached: z.int(),
  /** Sum of the data, of the targets of the same slots, and of the targets of all slots that were due. */
  actual: z.number(),
  expected: z.number(),
  due: z.number(),
  /** The newest values, at most three, oldest first. */
  recent: z.array(z.number()),
  /** A slot had no target: there is nothing to hold the sum against. */
  open: z.boolean(),
})
export type PaceMemory = z.infer<typeof PaceMemory>

/** The limits of a chart (signal/xmr.ts). */
const ChartLimits = z.strictObject({
  centre: z.number(),
  lower: z.number(),
  upper: z.number(),
  meanRange: z.number(),
  rangeLimit: z.number(),
  persistence: z.number(),
  points: z.int(),
  from: z.int(),
  to: z.int(),
})

/** A chart: the baseline until its limits are locked, then the limits and the few points the rules look at. */
export const ChartMemory = z.strictObject({
  kind: z.literal('chart'),
  /** The baseline begins with this slot; absent where the plan leaves it to the data. */
  from: z.int().optional(),
  classic: z.boolean(),
  /** `[slot, value]`, oldest first: up to 23 of the baseline, or the newest 7. */
  points: z.array(z.tuple([z.int(), z.number()])),
  limits: ChartLimits.optional(),
})
export type ChartMemory = z.infer<typeof ChartMemory>

/** A window so far, and the unbroken values that end with its newest. */
export const ForecastMemory = z.strictObject({
  kind: z.literal('forecast'),
  /** Oldest first, none missing; the slot of the last of them. */
  history: z.array(z.number()),
  newest: z.int(),
  /** First slot of the window; slots of it that were due, and those among them with data. */
  first: z.int(),
  elapsed: z.int(),
  counted: z.int(),
  /** Sum of the data, and of the targets of all slots that were due. */
  reached: z.number(),
  due: z.number(),
  /** A slot had no target. */
  open: z.boolean(),
})
export type ForecastMemory = z.infer<typeof ForecastMemory>

export const TriggerMemory = z.discriminatedUnion('kind', [PaceMemory, ChartMemory, ForecastMemory])
export type TriggerMemory = z.infer<typeof TriggerMemory>
