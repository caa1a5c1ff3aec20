/** What a trigger saw when it fired, in numbers: its kind says how they are put into words. A threshold shows its slots instead. */
import * as z from 'zod'
import { Comparison } from './plan/trigger.ts'

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
])
export type Seen = z.infer<typeof Seen>
