import type { ConcludeAsk } from '../../domain/ask.ts'
import { openConclude } from '../../domain/ask-conclude.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import { packSlot } from '../../domain/mail-occasion.ts'
import { calendarOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan, ResolvedReview } from '../../domain/plan/resolved.ts'
import { type Cycle, cycleId } from '../../domain/review/cycle.ts'
import { closesAt, nextOccurrence, type Occurrence, occurrencesDue } from '../../domain/review/occurrences.ts'
import { readersOf } from '../../domain/review/readers.ts'
import { IDLE_CYCLES } from '../../domain/review/slower.ts'
import { NOW } from './situation.ts'
import { HOUR } from './story.ts'

/** The cycles of a review by its timetable. */
export interface Cycles {
  /** The one that previews show: the first that opens from now on. */
  open: Cycle
  /** Those before it, closed and concluded, the newest first: as many without action as a slower cadence needs, and one that gave actions. */
  before: Cycle[]
}

/** How far back cycles are looked for, in milliseconds: two years. */
const LOOKED_BACK = 2 * 365 * 24 * HOUR

/** Undefined where a review is not held any more. */
export function cyclesOf(plan: ResolvedPlan, review: ResolvedReview): Cycles | undefined {
  const [calendar, now] = [calendarOf(plan, review.calendar)!, parseInstant(NOW)]
  const next = nextOccurrence(review, calendar, undefined, now, now)
  if (!next) return undefined
  const { due, missed } = occurrencesDue(review, calendar, undefined, now - LOOKED_BACK, next.opensAt - 1)
  const past = [...missed, ...(due ? [due] : [])].slice(-IDLE_CYCLES - 1).reverse()
  const before = past.map((one, i) => concluded(plan, closedAt(plan, cycleOf(plan, review, one)), i < IDLE_CYCLES))
  return { open: { ...cycleOf(plan, review, next), ...(before[0] && { previous: before[0].id }) }, before }
}

function cycleOf(plan: ResolvedPlan, review: ResolvedReview, { date, heldOn, opensAt }: Occurrence): Cycle {
  return {
    ...{ id: cycleId(review.id, date), review: review.id, name: review.name, date, heldOn, chair: review.chair },
    ...{ planVersion: 1, missed: [], state: 'open', opensAt: formatInstant(opensAt), revision: 2 },
    closesAt: formatInstant(closesAt(review, calendarOf(plan, review.calendar)!, opensAt)),
  }
}

/** What the pack asks the chair at the close of a cycle. */
export function concludeAsk(plan: ResolvedPlan, cycle: Cycle): ConcludeAsk {
  const { chair } = cycle
  const review = plan.reviews?.find(({ id }) => id === cycle.review)
  const readers = review ? readersOf(plan, review) : [chair]
  const accountable = readers.find((one) => one !== chair) ?? plan.organisation.desk
  const pack = packSlot(cycle.closesAt, cycle.id)
  return openConclude(plan, cycle, { chair, accountable, pack }, parseInstant(cycle.closesAt))
}

/** The cycle once its time was over and not everybody had answered. */
export function closedAt(plan: ResolvedPlan, cycle: Cycle): Cycle {
  const closed = { state: 'closed', closedAt: cycle.closesAt, closedBecause: 'deadline' } as const
  return { ...cycle, ...closed, concludeBy: concludeAsk(plan, cycle).dueBy, revision: 4 }
}

/** Ids of the actions that the first of these cycles gave. */
export const GIVEN = ['T-missed', 'T-done', 'T-open'] as const

/** When the chair of a preview looks at the pack: an hour into the next morning (epoch ms). */
export const chairAt = (plan: ResolvedPlan, { chair, closesAt: closed }: Cycle): number =>
  slotAfter(workingTimeOf(plan, chair), parseInstant(closed)) + HOUR

/** Without action, or with those that were given. */
function concluded(plan: ResolvedPlan, cycle: Cycle, idle: boolean): Cycle {
  const at = formatInstant(chairAt(plan, cycle))
  const ended = { by: cycle.chair, at, via: 'link' as const, decisions: [] }
  if (!idle) return { ...cycle, actions: [...GIVEN], conclusion: { ...ended, actions: [...GIVEN] } }
  return {
    ...cycle,
    conclusion: { ...ended, actions: [], noActionBecause: 'made up, why nothing was to be done' },
  }
}
