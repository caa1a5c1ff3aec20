import type { Decision } from '../../domain/decision.ts'
import type { ResolvedPlan, ResolvedReview, ResolvedSeries } from '../../domain/plan/resolved.ts'
import type { Action } from '../../domain/review/action.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { cycleFigures, packFigures } from '../../domain/review/figures.ts'
import { packOf } from '../../domain/review/pack.ts'
import type { Pack } from '../../domain/review/pack-record.ts'
import { slowerSchedule } from '../../domain/review/slower.ts'
import { silencedReading } from './silenced-reading.ts'
import { NOW, readingOf } from './situation.ts'

const [CYCLE, BEFORE, SINCE] = ['preview@2026-03-02', 'preview@2026-02-23', '2026-02-24T08:00:00Z']

/** How the items stood in the review before, and stand now, by their place; a place without a word is silent. */
const [WAS, IS] = [
  ['at-risk', 'on-track', 'on-track', undefined, 'off-track', 'on-track', 'on-track', 'at-risk'] as const,
  ['off-track', 'at-risk', undefined, 'on-track', 'at-risk', 'on-track', 'on-track', 'on-track'] as const,
]

/**
 * A pack of the plan's first items that has every part: what is to be decided and was, what got worse and better, who is silent, what came
 * late or not at all, what nobody answers for, blockers, promises, actions, how the review before ended, follow-through.
 */
export function packOfPlan(plan: ResolvedPlan, { id, schedule }: ResolvedReview, decision: Decision): Pack {
  const slower = slowerSchedule(schedule)
  const shown = plan.series.slice(0, 8)
  const was = shown.map((series, index) => itemOf(series, WAS[index], { cycle: BEFORE, at: '2026-02-23T15:00:00Z' }))
  const items = shown.map((series, index) =>
    withFacts(plan, itemOf(series, IS[index], { cycle: CYCLE, at: '2026-03-02T15:00:00Z' }), index, decision),
  )
  const late = was.slice(-1).map((one): CycleItem => ({ ...one, state: 'late' }))
  const [first] = items
  const settled = first ? [promise(first, 'broken'), promise(items.at(-1)!, 'kept')] : []
  const actions = first ? (['missed', 'done', 'open'] as const).map((how) => actionOf(plan, first.owner, how)) : []
  const previous = packOf({ cycle: BEFORE, closedAt: SINCE, items: was, settled: [], late: [] })
  const counted = { zoneOf: () => plan.organisation.timezone, items, settled, actions, mails: [] }
  const figures = [
    cycleFigures({ cycle: CYCLE, heldOn: '2026-03-02', closedAt: NOW, since: SINCE, ...counted }),
    { ...cycleFigures({ cycle: BEFORE, heldOn: '2026-02-23', closedAt: SINCE, since: '', ...counted }), decided: 2 },
  ]
  const question = 'Made up: a question that somebody decided'
  const taken = first && {
    id: 'D-made-up',
    question,
    item: first.item,
    name: first.name,
    by: decision.decider,
    at: NOW,
  }
  return packOf({
    ...{ cycle: CYCLE, closedAt: NOW, items, settled, late, previous, actions, before: before(plan) },
    ...(taken && { taken: { first: [{ ...taken, option: decision.options[0]?.label ?? '' }], more: 0 } }),
    zoneOf: counted.zoneOf,
    figures: packFigures(figures, (person) => plan.people.find((one) => one.id === person)?.function),
    slower: { cycles: 4, review: id, schedule, ...(slower && { to: slower }) },
  })
}

function itemOf(
  { key, name, owner }: ResolvedSeries,
  status: CheckIn['status'] | undefined,
  { cycle, at }: { cycle: string; at: string },
): CycleItem {
  const facts = { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 }
  const base = { cycle, item: `kpi:${key}`, name, owner, unowned: false, facts, revision: 1 }
  if (status === undefined) return { ...base, state: 'silent' }
  const checkIn: CheckIn = {
    ...{ item: base.item, at, by: owner, status, confidence: status === 'on-track' ? 8 : 4 },
    changed: 'Made up for the preview: what changed since last time.',
    ...(status === 'off-track' && { cause: 'Made up: why it is off track.', wayBack: 'made up, how it gets back.' }),
    blockers: [],
    ...{ how: 'page', unchanged: 0, cycles: [cycle], lateFor: [] },
  }
  return { ...base, state: 'answered', checkIn }
}

/** Red with what stands in its way and the question that waits; at risk where nobody is asked; without figures; nobody's. */
function withFacts(plan: ResolvedPlan, one: CycleItem, index: number, decision: Decision): CycleItem {
  const { facts, checkIn } = one
  const reading = readingOf(plan, one.item.slice('kpi:'.length))
  const { id, question, decider, decideBy, severity } = decision
  if (index === 0) {
    const decisions = [{ ...{ id, question, decider, decideBy, severity }, overdue: false }]
    const blockers = [{ text: 'Made up: a supplier is late', with: decider }, { text: 'Made up: nobody is free' }]
    return { ...one, facts: { ...facts, decisions }, ...(checkIn && { checkIn: { ...checkIn, blockers } }) }
  }
  if ((index === 1 || index === 5) && reading)
    return { ...one, facts: { ...facts, kpi: silencedReading({ ...reading, status: 'at-risk' }) } }
  if (index === 3 && reading) return { ...one, facts: { ...facts, kpi: { ...reading, status: 'stale' } } }
  return index === 4 ? { ...one, unowned: true } : one
}

const promise = ({ item, owner }: CycleItem, state: 'kept' | 'broken'): Commitment => ({
  ...{ id: `C-${state}`, item, person: owner, text: `Made up: what was promised and ${state}`, by: '2026-02-27' },
  ...{ madeAt: '2026-02-23T15:00:00Z', moves: 0, state, settledAt: NOW, revision: 2 },
  settledBy: state === 'broken' ? 'clock' : owner,
})

function actionOf(plan: ResolvedPlan, person: string, how: 'missed' | 'done' | 'open'): Action {
  const settled = how === 'done' ? { settledAt: '2026-02-26T10:00:00Z', settledBy: person } : {}
  return {
    ...{ id: `T-${how}`, review: 'preview', cycle: BEFORE, text: `Made up: an action, ${how}`, person, moves: 0 },
    ...{ by: how === 'missed' ? '2026-02-27' : '2026-03-06', state: how === 'done' ? 'done' : 'open', ...settled },
    ...{ assignedBy: plan.organisation.desk, assignedAt: SINCE, revision: 1 },
  }
}

/** The review before, which ended in nothing. */
const before = (plan: ResolvedPlan): Cycle => ({
  ...{ id: BEFORE, review: 'preview', name: 'Made up', date: '2026-02-23', heldOn: '2026-02-23' },
  ...{ chair: plan.organisation.desk, planVersion: 1, missed: [], state: 'closed', opensAt: '2026-02-23T09:00:00Z' },
  ...{ closesAt: SINCE, closedAt: SINCE, concludeBy: NOW, revision: 5 },
  conclusion: {
    ...{ by: plan.organisation.desk, at: '2026-02-25T09:00:00Z', via: 'link', decisions: [], actions: [] },
    noActionBecause: 'made up, why nothing was to be done',
  },
})
