/** What a trigger saw when it fired, in numbers: its kind says how they are put into words. A threshold shows its slots instead. */
import * as z from 'zod'
import { Comparison } from './plan/trigger.ts'
import { PRECEDENCE } from './signal/rule-names.ts'

export const Seen = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pace'),
    /** Sum of the window so far, and the targets of the same periods. */
    actual: z.number(),
    expected: z.number(),
    /** What each remaining period must bring over what the last ones brought; absent where that is 0 or less. */
    ratio: z.number().optional(),
    /** Where the window ends at the recent rate, and where it should. */
    projection: z.number(),
    target: z.number(),
  }),
  z.strictObject({
    kind: z.literal('change'),
    against: Comparison,
    /** The earlier value, and the change as a share of its size. */
    before: z.number(),
    change: z.number(),
  }),
  z.strictObject({
    kind: z.literal('control-chart'),
    /** The pattern this slot completes, and its side of the chart. */
    rule: z.enum(PRECEDENCE),
    side: z.enum(['high', 'low']),
    /** Between which values the KPI usually moves, and around which. */
    lower: z.number(),
    centre: z.number(),
    upper: z.number(),
  }),
  z.strictObject({
    kind: z.literal('capability'),
    lower: z.number(),
    centre: z.number(),
    upper: z.number(),
  }),
  z.strictObject({
    kind: z.literal('forecast'),
    /** Probability of a miss, 0 … 1 in steps of 0.05. */
    miss: z.number(),
    /** Where the window is expected to end, and where it should: a sum, a mean or a last value, as the KPI is counted. */
    end: z.number(),
    target: z.number(),
    /** What was expected period by period until the window ends, and half the band of four in five courses; kept with a question. */
    ahead: z.strictObject({ path: z.array(z.number()), spread: z.array(z.number()) }).optional(),
  }),
])
export type Seen = z.infer<typeof Seen>
