import * as z from 'zod'
import { log } from './aws/log.ts'
import { currentPlan } from './aws/plan.ts'
import { type Advanced, advance } from './decisions/advance.ts'

const Step = z.strictObject({
  act: z.enum(['open', 'overdue', 'fallback', 'settle', 'take-effect', 'check']),
  decision: z.string().min(1),
})

/** One step of a decision's state machine; answers what it waits for now: `{state, stage, seconds, until}`. */
export async function handler(event: unknown): Promise<Advanced> {
  const { act, decision } = Step.parse(event)
  const next = await advance(await currentPlan(), act, decision, Date.now())
  log('info', 'decision advanced', { decision, act, state: next.state, stage: next.stage })
  return next
}
