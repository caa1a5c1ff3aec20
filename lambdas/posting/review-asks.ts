import type { Ask } from '../../domain/ask.ts'
import { isReviewAsk, type ReviewAsk } from '../../domain/review-ask-copies.ts'
import { readActions } from '../aws/actions.ts'
import { readCycles } from '../aws/cycles.ts'
import type { ReviewAsked } from '../texts/review-ask-words.ts'

/** The asks that reviews left, with the cycle and the action of each; one whose cycle is gone is left out. No call for none. */
export async function readReviewAsked(asks: readonly Ask[]): Promise<ReviewAsked[]> {
  const left = asks.filter(isReviewAsk)
  if (left.length === 0) return []
  const cycles = await readCycles(left.map(({ cycle }) => cycle))
  const places = left.flatMap((ask) => placeOf(ask, cycles.get(ask.cycle)?.review) ?? [])
  const actions = await readActions(places)
  return left.flatMap((ask) => {
    const cycle = cycles.get(ask.cycle)
    const action = ask.kind === 'action' ? actions.find(({ id }) => id === ask.action) : undefined
    return cycle ? [{ ask, cycle, ...(action ? { action } : {}) }] : []
  })
}

const placeOf = (ask: ReviewAsk, review: string | undefined) =>
  ask.kind === 'action' && review !== undefined ? { review, id: ask.action } : undefined
