import { log } from '../aws/log.ts'
import type { Marks } from '../aws/plan-marks.ts'
import { bringInLine } from './follow-up.ts'

/** Of the audit's five minutes. */
const FOLLOWING_MS = 180_000

/** Some of what is under way could not be brought in line with the plan; the next hour tries again, and this one rings. */
export class PlanNotFollowed extends Error {
  override readonly name = 'PlanNotFollowed'
}

/** Brings what is under way in line with the plan, where applying it did not get to the end. Calls nothing when it did. */
export async function finishFollowing(now: number, marks: Marks): Promise<void> {
  const ends = now + FOLLOWING_MS
  const done = await bringInLine(now, () => Date.now() < ends, marks)
  if (done) log('info', 'brought in line with the plan', { ...done })
  if (done && done.failed > 0)
    throw new PlanNotFollowed(`${done.failed} changes that follow from plan ${done.version} failed.`)
}
