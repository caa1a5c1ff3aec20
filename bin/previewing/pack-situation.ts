import { addWorkingDaysTo, workingDayUpTo } from '../../domain/calendar.ts'
import { formatDay, parseDay } from '../../domain/civil.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import { calendarOf, personOf } from '../../domain/plan/lookup.ts'
import type { Action } from '../../domain/review/action.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { cycleFigures, packFigures, recounted } from '../../domain/review/figures.ts'
import { packOf } from '../../domain/review/pack.ts'
import { takenOf, withWaiting } from '../../domain/review/pack-decisions.ts'
import type { Pack, PackSlower } from '../../domain/review/pack-record.ts'
import { IDLE_CYCLES, idleCycles, slowerSchedule } from '../../domain/review/slower.ts'
import { GIVEN } from './review-cycles.ts'
import type { ReviewSituation } from './review-situation.ts'
import { HOUR } from './story.ts'

/**
 * The pack of the cycle that previews show, made as a closed cycle's is: of what its items said, what was decided while it was open,
 * what became of promises and actions, and how the cycles before ended.
 */
export function packOfReview(situation: ReviewSituation): Pack {
  const { plan, review, closed, cycles, asked } = situation
  const [before] = cycles.before
  const open = { opensAt: closed.opensAt, closedAt: closed.closedAt! }
  const { waiting, taken } = situation.decisions
  const decisions = [waiting, taken].flatMap((one) => (one ? [one.decision] : []))
  const known = (key: string) => decisions.filter(({ series }) => series === key)
  const items = withWaiting(asked.closed, known, open)
  const actions = actionsOf(situation)
  const slower = slowerOf(situation)
  const previous =
    before &&
    packOf({ cycle: before.id, closedAt: before.closesAt, items: asked.was.map(inTime), settled: [], late: [] })
  const packing = {
    ...{ cycle: closed.id, closedAt: open.closedAt, items, known, settled: asked.settled, late: asked.was, actions },
    taken: takenOf(items, known, open),
    zoneOf: (person: string) => workingTimeOf(plan, person).zone,
    ...(before && { before }),
    ...(previous && { previous }),
    figures: figuresOf(situation, { items, settled: asked.settled, actions }),
    ...(slower && { slower: { ...slower, review: review.id } }),
  }
  return packOf(packing)
}

/** What came late was silent at the close. */
const inTime = ({ checkIn, ...one }: CycleItem): CycleItem =>
  one.state === 'late' ? { ...one, state: 'silent' } : { ...one, ...(checkIn && { checkIn }) }

function slowerOf({ review, cycles }: ReviewSituation): Omit<PackSlower, 'review'> | undefined {
  const idle = idleCycles(cycles.before)
  const to = slowerSchedule(review.schedule)
  return idle < IDLE_CYCLES ? undefined : { cycles: idle, schedule: review.schedule, ...(to && { to }) }
}

/** What the oldest cycle gave the owner of the preview: one is past its day, one was done since the last pack, one has another day. */
export function actionsOf({ plan, review, cycles, owner, closed }: ReviewSituation): Action[] {
  const giving = cycles.before.find(({ actions }) => actions !== undefined)
  const [before] = cycles.before
  if (!giving || !before) return []
  const day = (n: number) => formatDay(addWorkingDaysTo(calendarOf(plan, review.calendar)!, parseDay(closed.heldOn), n))
  const over = formatDay(workingDayUpTo(calendarOf(plan, review.calendar)!, parseDay(closed.heldOn) - 1))
  const done = { settledAt: formatInstant(parseInstant(closed.opensAt) - HOUR), settledBy: owner }
  return GIVEN.map((id) => ({
    ...{ id, review: review.id, cycle: giving.id, person: owner, moves: 1, revision: 2 },
    ...{ assignedBy: giving.chair, assignedAt: giving.conclusion!.at },
    text: `Made up: an action, ${id === 'T-missed' ? 'not done' : id === 'T-done' ? 'done' : 'still ahead'}`,
    by: id === 'T-missed' ? over : day(5),
    ...(id === 'T-done' ? { state: 'done' as const, ...done } : { state: 'open' as const }),
  }))
}

interface Counted {
  items: readonly CycleItem[]
  settled: readonly Commitment[]
  actions: readonly Action[]
}

/** This cycle and those before, each counted with its mails: what people said in them was alike. */
function figuresOf({ plan, closed, cycles, asked }: ReviewSituation, counted: Counted): Pack['figures'] {
  const zoneOf = (person: string) => workingTimeOf(plan, person).zone
  const [before] = cycles.before
  const of = (cycle: Cycle, { items, settled, actions }: Counted, since = '') =>
    cycleFigures({
      ...{ cycle: cycle.id, heldOn: cycle.heldOn, closedAt: cycle.closesAt, since, zoneOf, items, settled, actions },
      mails: mailsOf(cycle, items, (person) => workingTimeOf(plan, person)),
    })
  const earlier = cycles.before.map((cycle) => {
    const { conclusion } = cycle
    const decided = conclusion ? conclusion.decisions.length + conclusion.actions.length : 0
    const late = cycle === before ? asked.was : []
    return recounted(of(cycle, { items: asked.was.map(inTime), settled: [], actions: [] }), late, decided)
  })
  return packFigures([of(closed, counted, before?.closesAt), ...earlier], (person) => personOf(plan, person)?.function)
}

/** One mail for whoever answers, and a reminder for who is silent. */
function mailsOf(
  cycle: Cycle,
  items: readonly CycleItem[],
  timeOf: (person: string) => ReturnType<typeof workingTimeOf>,
) {
  return [...Map.groupBy(items, ({ owner }) => owner)].flatMap(([person, own]) => {
    const first = slotAfter(timeOf(person), parseInstant(cycle.opensAt))
    const slots = own.some(({ state }) => state === 'silent') ? [first, slotAfter(timeOf(person), first)] : [first]
    return slots.map((slot) => ({ person, at: formatInstant(slot), reviews: [cycle.review] }))
  })
}
