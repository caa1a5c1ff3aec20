/** A silence made by command: who is kept from asking about what, until when, because of what, said by whom. */
import * as z from 'zod'

/** As it is kept; instants in UTC, `until` not included. Who made it and who ended it before its time is as stated by the command. */
export const MadeSilence = z.strictObject({
  id: z.string(),
  kpi: z.string(),
  trigger: z.string().optional(),
  dimensions: z.record(z.string(), z.string()).optional(),
  from: z.string(),
  until: z.string(),
  because: z.string(),
  madeBy: z.string(),
  endedBy: z.string().optional(),
})
export type MadeSilence = z.infer<typeof MadeSilence>
