import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { itemsOf } from '../../domain/review/items.ts'
import { readCycle, readItemsOf, readReviewState } from '../aws/cycles.ts'
import { standing } from '../reviewing/freeze.ts'

/** An item of somebody that the newest cycle of a review does not ask about, and why. */
export interface Spared {
  /** Name of the review, and the day it is held on. */
  review: string
  heldOn: string
  name: string
  /** When the answer was given that counts for it; absent where the question was taken back. */
  answeredAt?: string
}

/** What of a person's items the newest cycle of each review did not ask about: they answered a moment before, or the question fell away. */
export async function sparedOf(plan: ResolvedPlan, person: string): Promise<Spared[]> {
  const milestones = await standing(plan)
  const found = (plan.reviews ?? []).map(async (review): Promise<Spared[]> => {
    const { lastCycle } = (await readReviewState(review.id)) ?? {}
    const cycle = lastCycle === undefined ? undefined : await readCycle(lastCycle)
    if (!cycle) return []
    const own = itemsOf(plan, review, milestones, cycle.heldOn).filter(({ owner }) => owner === person)
    const items = await readItemsOf(own.map(({ item }) => ({ cycle: cycle.id, item })))
    return items
      .filter(({ state }) => state === 'carried' || state === 'unasked')
      .map(({ name, state, checkIn }) => ({
        ...{ review: cycle.name, heldOn: cycle.heldOn, name },
        ...(state === 'carried' && checkIn ? { answeredAt: checkIn.at } : {}),
      }))
  })
  return (await Promise.all(found)).flat()
}
