import type { ActionAsk, CheckInAsk, ConcludeAsk } from '../../domain/ask.ts'
import { isAnswerRefused } from '../../domain/ask-answered.ts'
import { openCheckIn } from '../../domain/ask-check-in.ts'
import { openConclude } from '../../domain/ask-conclude.ts'
import type { Decision } from '../../domain/decision.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan, ResolvedReview } from '../../domain/plan/resolved.ts'
import type { Action } from '../../domain/review/action.ts'
import { assign } from '../../domain/review/assigning.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import { type Commitment, commitmentId } from '../../domain/review/commitment.ts'
import { type Cycle, type CycleItem, cycleId } from '../../domain/review/cycle.ts'
import { itemsOf, type ReviewItem } from '../../domain/review/items.ts'
import { dependantsOf, type Milestone, milestonesOf } from '../../domain/review/milestones.ts'
import { silencedReading } from './silenced-reading.ts'
import { NOW, readingOf } from './situation.ts'

/** What a review of the plan asks of one person, and what its chair does with it; made up, by the rules that run. */
export interface ReviewSituation {
  review: ResolvedReview
  /** The same cycle while it asks, and after its close. */
  open: Cycle
  closed: Cycle
  /** Who has most to say, and about what; the first item has a reading or a day to show. */
  owner: string
  checkIns: { ask: CheckInAsk; item: CycleItem; cycle: Cycle }[]
  conclude: ConcludeAsk
  action: Action
  actionAsk: ActionAsk
}

const DATE = '2026-03-02'
const [OPENED, CLOSES] = ['2026-03-02T09:00:00Z', '2026-03-04T17:00:00Z']

/** Items a person has in the preview. */
const SHOWN = 5

/** Of the review that has most to ask of one person; undefined where the plan has none. */
export function reviewOf(plan: ResolvedPlan, decision: Decision): ReviewSituation | undefined {
  const milestones = milestonesOf(plan, new Map())
  const asked = (plan.reviews ?? []).flatMap((review) => {
    const items = itemsOf(plan, review, milestones, DATE)
    return [...Map.groupBy(items, ({ owner }) => owner)].map(([owner, theirs]) => ({ review, owner, theirs }))
  })
  const [most] = asked.sort((one, other) => variety(other.theirs) - variety(one.theirs))
  return most && situation(plan, most.review, decision, { owner: most.owner, items: mixed(most.theirs), milestones })
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
  milestones: readonly Milestone[]
}

function situation(plan: ResolvedPlan, review: ResolvedReview, decision: Decision, theirs: Theirs): ReviewSituation {
  const { id, name, chair } = review
  const base = { id: cycleId(id, DATE), review: id, name, date: DATE, heldOn: DATE, chair, planVersion: 1, missed: [] }
  const open: Cycle = { ...base, state: 'open', opensAt: OPENED, closesAt: CLOSES, revision: 2 }
  const conclude = openConclude(plan, open, { chair, accountable: chair }, parseInstant(NOW))
  const closed: Cycle = {
    ...open,
    state: 'closed',
    closesAt: NOW,
    closedAt: NOW,
    concludeBy: conclude.dueBy,
    revision: 4,
  }
  const by = new Map(theirs.milestones.map((one) => [one.id, one]))
  const dependants = dependantsOf(theirs.milestones)
  const silenced = theirs.items.find(({ kind, id }) => kind === 'kpi' && id !== decision.series)?.id
  const checkIns = theirs.items.map((one, index) => {
    const asking = { key: one.item, name: one.name, owner: one.owner }
    const ask = openCheckIn({ plan, cycle: open, item: asking, accountable: chair }, parseInstant(OPENED))
    const milestone = one.kind === 'milestone' ? by.get(one.id) : undefined
    const dated = milestone && { milestone, dependants }
    const item = withLast(itemOf(plan, one, open, decision, dated), index)
    return { ask, item: one.id === silenced ? silencedItem(item) : item, cycle: open }
  })
  const input = {
    ...{ by: chair, via: 'link' as const, epoch: conclude.epoch },
    ...{ text: 'Call the supplier and agree on a date', who: theirs.owner, day: '2026-03-13' },
  }
  const given = assign({ plan, cycle: closed, ask: conclude, input }, parseInstant(NOW))
  if (isAnswerRefused(given) || 'problems' in given || 'same' in given)
    throw new Error(`No action: ${JSON.stringify(given)}`)
  const { action, ask: actionAsk } = given
  return { review, open, closed: given.cycle, owner: theirs.owner, checkIns, conclude, action, actionAsk }
}

/** What was said and promised a week ago: kept to be answered for, its day over or ahead. One item is asked about for the first time. */
function withLast(one: CycleItem, index: number): CycleItem {
  if (index === 1) return one
  const { item, owner } = one
  const cycle = cycleId(one.cycle.split('@')[0]!, '2026-02-23')
  const last: CheckIn = {
    ...{ item, at: '2026-02-23T10:00:00Z', by: owner, status: index === 2 ? 'at-risk' : 'on-track', confidence: 7 },
    changed: 'Made up: what was said last time.',
    blockers: [],
    ...{ how: 'page', unchanged: 0, cycles: [cycle], lateFor: [] },
  }
  const promise: Commitment = {
    ...{ id: commitmentId(item, last.at), item, person: owner, text: 'Made up: what was promised', madeAt: last.at },
    ...{ by: index === 0 ? '2026-02-27' : '2026-03-06', moves: 0, state: 'open', revision: 1 },
  }
  return { ...one, facts: { ...one.facts, last, commitments: index === 3 ? [] : [promise] } }
}

const silencedItem = (item: CycleItem): CycleItem =>
  item.facts.kpi ? { ...item, facts: { ...item.facts, kpi: silencedReading(item.facts.kpi) } } : item

interface Dated {
  milestone: Milestone
  dependants: ReturnType<typeof dependantsOf>
}

function itemOf(plan: ResolvedPlan, one: ReviewItem, cycle: Cycle, decision: Decision, dated?: Dated): CycleItem {
  const { item, name, owner, unowned, kind, id } = one
  const kpi = kind === 'kpi' ? readingOf(plan, id) : undefined
  const waiting = dated ? (dated.dependants.get(id) ?? []).slice(0, 10) : []
  const { question, decider, decideBy, severity } = decision
  const decisions =
    id === decision.series ? [{ id: decision.id, question, decider, decideBy, severity, overdue: false }] : []
  const milestone = dated && {
    due: dated.milestone.due,
    moved: 1,
    dependants: waiting.map(({ id: of, name: called, due }) => ({ id: of, name: called, due })),
    moreDependants: 0,
  }
  const facts = {
    ...(kpi && { kpi }),
    ...(milestone && { milestone }),
    ...{ commitments: [], moreCommitments: 0, decisions, moreDecisions: 0 },
  }
  return { cycle: cycle.id, item, name, owner, unowned, state: 'waiting', facts, revision: 1 }
}
