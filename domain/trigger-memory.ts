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

export const TriggerMemory = z.discriminatedUnion('kind', [PaceMemory])
export type TriggerMemory = z.infer<typeof TriggerMemory>
