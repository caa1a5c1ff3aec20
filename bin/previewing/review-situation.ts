import type { ActionAsk, CheckInAsk, ConcludeAsk } from '../../domain/ask.ts'
import { isAnswerRefused } from '../../domain/ask-answered.ts'
import { openCheckIn } from '../../domain/ask-check-in.ts'
import { addWorkingDaysTo } from '../../domain/calendar.ts'
import { formatDay } from '../../domain/civil.ts'
import { parseInstant } from '../../domain/instant.ts'
import { calendarOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan, ResolvedReview } from '../../domain/plan/resolved.ts'
import type { Action } from '../../domain/review/action.ts'
import { assign } from '../../domain/review/assigning.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { itemsOf, type ReviewItem } from '../../domain/review/items.ts'
import { milestonesOf } from '../../domain/review/milestones.ts'
import { wallOf } from '../../domain/zone.ts'
import { castOf } from './review-cast.ts'
import { type Cycles, chairAt, closedAt, concludeAsk, cyclesOf } from './review-cycles.ts'
import { decisionsIn, type ReviewDecisions } from './review-decisions.ts'
import { type Asked, askedItems } from './review-items.ts'

/** What a review of the plan asks of one person, and what its chair does with it; made up, by the rules that run. */
export interface ReviewSituation {
  plan: ResolvedPlan
  review: ResolvedReview
  cycles: Cycles
  asked: Asked
  decisions: ReviewDecisions
  /** Who has most to say, and about what; the first item has a reading or a day to show. */
  owner: string
  checkIns: { ask: CheckInAsk; item: CycleItem; cycle: Cycle }[]
  /** The cycle after its close, and what the chair does about it at `concludedAt` (epoch ms). */
  closed: Cycle
  conclude: ConcludeAsk
  concludedAt: number
  action: Action
  actionAsk: ActionAsk
}

/** Items a person has in the preview. */
const SHOWN = 5

/** What nobody answers for: a pack has a part for it. */
const NOBODYS = { item: 'initiative:made-up', kind: 'initiative' as const, id: 'made-up', unowned: true }

/** Of the review that has most to ask of one person; undefined where the plan has none. */
export function reviewOf(plan: ResolvedPlan): ReviewSituation | undefined {
  const asked = (plan.reviews ?? []).flatMap((review) => {
    const cycles = cyclesOf(plan, review)
    if (!cycles) return []
    const items = itemsOf(plan, review, milestonesOf(plan, new Map()), cycles.open.heldOn)
    return [...Map.groupBy(items, ({ owner }) => owner)].map(([owner, own]) => ({ review, cycles, items, owner, own }))
  })
  const [most] = asked.sort((one, other) => variety(other.own) - variety(one.own))
  return most && situation(plan, most.review, most.cycles, { ...most, own: mixed(most.own) })
}

const variety = (items: readonly ReviewItem[]): number =>
  new Set(items.map(({ kind }) => kind)).size * 100 + items.length

/** One of each kind first, so that a milestone is in the picture. */
const mixed = (items: readonly ReviewItem[]): ReviewItem[] => {
  const firsts = [...Map.groupBy(items, ({ kind }) => kind).values()].map(([first]) => first!)
  return [...firsts, ...items.filter((one) => !firsts.includes(one))].slice(0, SHOWN)
}

interface Theirs {
  owner: string
  items: readonly ReviewItem[]
  /** The owner's, as they are shown. */
  own: readonly ReviewItem[]
}

function situation(plan: ResolvedPlan, review: ResolvedReview, cycles: Cycles, theirs: Theirs): ReviewSituation {
  const { owner, own } = theirs
  const { open } = cycles
  const items = withNobodys(plan, theirs.items)
  // The owner's first, as they are shown, so that parts of theirs go to what is in the picture.
  const inOrder = [...own, ...items.filter((one) => !own.includes(one))]
  const decisions = decisionsIn(plan, open, inOrder, owner)
  const [waiting, taken] = [decisions.waiting?.decision.series, decisions.taken?.decision.series]
  const moved = own.find(({ kind }) => kind === 'milestone')?.id
  const asked = askedItems({
    ...{ plan, review, cycles, items, cast: castOf(inOrder, { waiting, taken, owner }) },
    milestones: milestonesOf(plan, new Map()).map((one) => (one.id === moved ? { ...one, moved: 1 } : one)),
    promised: { over: own.slice(0, 1).map(({ item }) => item), ahead: own.slice(2, 3).map(({ item }) => item) },
    decisions: [...(decisions.waiting ? [decisions.waiting.decision] : []), ...(decisions.opened ?? [])],
  })
  const checkIns = own.map((one) => {
    const item = asked.frozen.find((frozen) => frozen.item === one.item)!
    return { ask: checkInAsk(plan, open, one), item, cycle: open }
  })
  return { plan, review, cycles, asked, decisions, owner, checkIns, ...concluding(plan, closedAt(plan, open), owner) }
}

const withNobodys = (plan: ResolvedPlan, items: readonly ReviewItem[]): ReviewItem[] => {
  const made = { ...NOBODYS, name: 'Made up: an initiative that names nobody', owner: plan.organisation.desk }
  return items.some(({ unowned }) => unowned) ? [...items] : [...items, made]
}

/** What the owner of an item is asked in a cycle. */
export const checkInAsk = (plan: ResolvedPlan, cycle: Cycle, { item, name, owner }: ReviewItem): CheckInAsk =>
  openCheckIn({ plan, cycle, item: { key: item, name, owner }, accountable: cycle.chair }, parseInstant(cycle.opensAt))

/** The chair gives the owner an action. */
function concluding(plan: ResolvedPlan, cycle: Cycle, owner: string) {
  const [conclude, concludedAt] = [concludeAsk(plan, cycle), chairAt(plan, cycle)]
  const { timezone, calendar } = plan.reviews!.find(({ id }) => id === cycle.review)!
  const day = formatDay(addWorkingDaysTo(calendarOf(plan, calendar)!, wallOf(concludedAt, timezone).day, 5))
  const input = {
    ...{ by: cycle.chair, via: 'link' as const, epoch: conclude.epoch },
    ...{ text: 'Call the supplier and agree on a date', who: owner, day },
  }
  const given = assign({ plan, cycle, ask: conclude, input }, concludedAt)
  if (isAnswerRefused(given) || 'problems' in given || 'same' in given)
    throw new Error(`No action: ${JSON.stringify(given)}`)
  return { closed: given.cycle, conclude, concludedAt, action: given.action, actionAsk: given.ask }
}
