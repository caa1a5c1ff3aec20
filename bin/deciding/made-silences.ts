import * as z from 'zod'
import { MadeSilence } from '../../domain/made-silence.ts'
import type { Reach } from '../deployment.ts'
import { askCommanding } from './ask.ts'

/** A silence made by command as a deployment tells it, and whether it is over. */
export const ToldSilence = MadeSilence.extend({ over: z.boolean() }).strip()
export type ToldSilence = z.infer<typeof ToldSilence>

const Listed = z.object({ silences: z.array(ToldSilence) })

/** Every silence made by command that is kept, those that are over too: for some 400 days after their end. */
export const readSilences = async (reach: Reach): Promise<ToldSilence[]> =>
  (await askCommanding(reach, { act: 'silences' }, Listed, 'Nothing was read')).silences
