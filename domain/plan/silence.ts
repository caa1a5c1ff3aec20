/** Silences: times in which a trigger that fires asks nobody, because somebody knows why it does. */
import * as z from 'zod'
import { DateText, Id, Line } from './text.ts'

/** A silence as a plan writes it, at a KPI; both days are included, as the KPI's time zone counts them. */
export const SilenceSpec = z.strictObject({
  trigger: Id.optional(),
  dimensions: z.record(Id, z.string()).optional(),
  from: DateText.optional(),
  until: DateText,
  reason: Line,
})
export type SilenceSpec = z.infer<typeof SilenceSpec>
