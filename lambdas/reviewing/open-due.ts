import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { calendarOf } from '../../domain/plan/lookup.ts'
import type { ResolvedReview } from '../../domain/plan/resolved.ts'
import { type Cycle, cycleId, type ReviewState } from '../../domain/review/cycle.ts'
import { closesAt, type Occurrence, occurrencesDue } from '../../domain/review/occurrences.ts'
import { newCycle, readReviewState, writeReviewState } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { retryLost } from '../decisions/conflict.ts'

/**
 * Opens the newest occurrence of a review that is due and was not opened yet, in one transaction with the review's state:
 * whoever comes second finds it opened. Older ones that nobody opened are noted as missed. Answers the cycle's id, if one
 * was opened. A review that the plan no longer has opens nothing: its schedule goes with the next apply or audit.
 */
export async function openDue(current: CurrentPlan, id: string, now: number): Promise<string | undefined> {
  const review = current.plan.reviews?.find((one) => one.id === id)
  const calendar = review && calendarOf(current.plan, review.calendar)
  if (!review || !calendar) return undefined
  const done = await retryLost(`review ${id}`, async () => {
    const state = await readReviewState(id)
    const since = state?.since ?? current.appliedAt
    const { due, missed } = occurrencesDue(review, calendar, state?.lastOpened, parseInstant(since), now)
    // Kept from the first look on, so that a review that is applied again and again still has a beginning.
    const fresh: ReviewState = { review: id, since, withoutDecisions: 0, revision: 1 }
    if (!due) return !state && (await transact([writeReviewState(undefined, fresh)])).length > 0 ? undefined : 'nothing'
    // One that is caught up late gives its owners as long as one that was on time.
    const cycle = cycleOf(
      { current, review, state, due, missed },
      closesAt(review, calendar, Math.max(due.opensAt, now)),
    )
    const failed = await transact([
      writeReviewState(state, movedTo(state, fresh, cycle)),
      newCycle(cycle, formatInstant(now)),
      addHistory(
        { cycle: cycle.id, at: formatInstant(now), what: 'Review opened', who: 'clock', why: whyOpened(cycle) },
        cycle.id,
      ),
    ])
    return failed.length === 0 ? cycle.id : undefined
  })
  return done === 'nothing' ? undefined : done
}

interface Opening {
  current: CurrentPlan
  review: ResolvedReview
  state: ReviewState | undefined
  due: Occurrence
  missed: Occurrence[]
}

const cycleOf = ({ current, review, state, due, missed }: Opening, closes: number): Cycle => ({
  id: cycleId(review.id, due.date),
  review: review.id,
  name: review.name,
  date: due.date,
  heldOn: due.heldOn,
  chair: review.chair,
  planVersion: current.version,
  previous: state?.lastCycle,
  missed: missed.map(({ date }) => date),
  state: 'opening',
  opensAt: formatInstant(due.opensAt),
  closesAt: formatInstant(closes),
  revision: 1,
})

const movedTo = (state: ReviewState | undefined, fresh: ReviewState, { id, date }: Cycle): ReviewState =>
  state
    ? { ...state, lastOpened: date, lastCycle: id, revision: state.revision + 1 }
    : { ...fresh, lastOpened: date, lastCycle: id }

const whyOpened = ({ date, missed }: Cycle): string =>
  missed.length === 0 ? `due on ${date}` : `due on ${date}; not held on ${missed.join(', ')}, which it catches up`
