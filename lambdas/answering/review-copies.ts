import type { Ask } from '../../domain/ask.ts'
import { isReviewAsk, type ReviewAsk, reviewCopiesOf } from '../../domain/review-ask-copies.ts'
import { readAsks } from '../aws/asks.ts'

/** All copies of the ask, this one first: each knows who had the question before it, the one that leads who got it later. */
export async function readReviewCopies<A extends ReviewAsk>(ask: A): Promise<A[]> {
  const found = new Map<string, A>([[ask.id, ask]])
  const looked = new Set([ask.id])
  const isAlike = (one: Ask): one is A => isReviewAsk(one) && one.kind === ask.kind
  for (;;) {
    const places = [...found.values()]
      .flatMap((one) => reviewCopiesOf(one))
      .filter((place) => !looked.has(place.ask) && looked.add(place.ask))
    if (places.length === 0) return [...found.values()]
    for (const one of (await readAsks(places)).filter(isAlike)) found.set(one.id, one)
  }
}
