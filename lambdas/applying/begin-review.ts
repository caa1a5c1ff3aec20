import { parseInstant } from '../../domain/instant.ts'
import { readReviewState, writeReviewState } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import { retryLost } from '../decisions/conflict.ts'

/**
 * Lets a review that the plan has again, or at other times, count from the apply: what would have been held before is not
 * caught up. Nothing to do for one that was never looked at. Answers whether there was anything to do.
 */
export async function beginReview(id: string, appliedAt: string): Promise<boolean> {
  return retryLost(`beginning of review ${id}`, async () => {
    const state = await readReviewState(id)
    if (!state || parseInstant(state.since) >= parseInstant(appliedAt)) return false
    const after = { ...state, since: appliedAt, revision: state.revision + 1 }
    return (await transact([writeReviewState(state, after)])).length === 0 ? true : undefined
  })
}
