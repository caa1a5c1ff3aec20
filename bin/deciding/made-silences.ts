import * as z from 'zod'
import type { Reach } from '../deployment.ts'
import { askCommanding } from './ask.ts'

/** A silence made by command, as a deployment keeps it. */
export const MadeSilence = z.object({
  id: z.string(),
  kpi: z.string(),
  trigger: z.string().optional(),
  dimensions: z.record(z.string(), z.string()).optional(),
  from: z.string(),
  until: z.string(),
  because: z.string(),
  madeBy: z.string(),
  endedBy: z.string().optional(),
  over: z.boolean(),
})
export type MadeSilence = z.infer<typeof MadeSilence>

const Listed = z.object({ silences: z.array(MadeSilence) })

/** Every silence made by command that is kept, those that are over too: for some 400 days after their end. */
export const readSilences = async (reach: Reach): Promise<MadeSilence[]> =>
  (await askCommanding(reach, { act: 'silences' }, Listed, 'Nothing was read')).silences
