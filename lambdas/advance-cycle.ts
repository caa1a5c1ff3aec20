import * as z from 'zod'
import { log } from './aws/log.ts'
import { currentPlan } from './aws/plan.ts'
import { type Advanced, advanceCycle } from './reviewing/advance.ts'

const Step = z.strictObject({
  act: z.enum(['look', 'freeze', 'ask', 'open', 'close', 'pack']),
  cycle: z.string().min(1),
  /** With `ask`: which hundred, from 1. */
  chunk: z.int().min(1).optional(),
})

/** One step of a review cycle's state machine; answers what comes next: `{stage, seconds, chunks}`. */
export async function handler(event: unknown): Promise<Advanced> {
  const step = Step.parse(event)
  const next = await advanceCycle(await currentPlan(), step, Date.now())
  log('info', 'cycle advanced', { ...step, stage: next.stage })
  return next
}
