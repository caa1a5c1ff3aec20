import * as z from 'zod'
import { log } from './aws/log.ts'
import { currentPlan } from './aws/plan.ts'
import { openDue } from './reviewing/open-due.ts'

const Call = z.strictObject({ review: z.string().min(1) })

/** Asks what is due of a review and opens it. Called once a day at the review's local time, late or twice without harm. */
export async function handler(event: unknown): Promise<{ opened: string | undefined }> {
  const { review } = Call.parse(event)
  const opened = await openDue(await currentPlan(), review, Date.now())
  log('info', 'review looked at', { review, opened })
  return { opened }
}
