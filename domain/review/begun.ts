/** Which reviews begin with a plan: their dates count from its apply, and nothing before it is caught up. */
import type { ResolvedPlan, ResolvedReview } from '../plan/resolved.ts'
import type { Timetable } from './occurrences.ts'

/** Ids of the reviews that one of these earlier versions did not have, or had at other times. */
export const begunWith = (plan: ResolvedPlan, earlier: readonly ResolvedPlan[]): string[] =>
  (plan.reviews ?? []).filter((review) => earlier.some((one) => !hasAtTheseTimes(one, review))).map(({ id }) => id)

const hasAtTheseTimes = (plan: ResolvedPlan, review: ResolvedReview): boolean => {
  const former = plan.reviews?.find(({ id }) => id === review.id)
  return former !== undefined && timesOf(former) === timesOf(review)
}

const timesOf = ({ schedule, timezone, holidays }: Timetable): string => JSON.stringify([schedule, timezone, holidays])
