/** Who reads the pack of a review: its chair, and whoever answers for a priority it looks at. */
import type { ResolvedPlan, ResolvedReview } from '../plan/resolved.ts'

/** Each reader once, the chair first. A review of certain priorities is read by those who answer for these; one of functions alone by the chair. */
export const readersOf = (plan: ResolvedPlan, review: Pick<ResolvedReview, 'chair' | 'scope'>): string[] => {
  const { scope } = review
  const looked = plan.priorities.filter(({ id }) => scope === undefined || (scope.priorities?.includes(id) ?? false))
  return [...new Set([review.chair, ...looked.map(({ accountable }) => accountable)])]
}
