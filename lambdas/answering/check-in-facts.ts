import type { Ask, CheckInAsk } from '../../domain/ask.ts'
import { copiesOf } from '../../domain/ask-check-in-answer.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import type { CheckingIn } from '../../domain/review/check-in-input.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import { byCycleDate, type Cycle, type CycleItem } from '../../domain/review/cycle.ts'
import { itemKey, parseItemKey } from '../../domain/review/item.ts'
import { dependantsOf, type Milestone, milestonesOf } from '../../domain/review/milestones.ts'
import { readAsks } from '../aws/asks.ts'
import { readCycles, readItemsOf } from '../aws/cycles.ts'
import { lastCheckIns, openCommitments, readMilestoneStates } from '../aws/items.ts'

/** Promises settled with one check-in: each is two writes of a transaction that takes 100. Others wait for the next. */
const MOST_COMMITMENTS = 15

/** Cycles filled with one check-in, the newest ones: two writes each. An ask is joined by more only after months of silence. */
const MOST_CYCLES = 15

/** Everything a check-in is judged by, as it is now. */
export interface CheckInFacts {
  /** All copies of the question, this one among them. */
  copies: Ask[]
  /** What the item is asked about in, oldest first. */
  cycles: { item: CycleItem; cycle: Cycle; closed: boolean }[]
  /** The newest check-in that did not answer this very question. */
  last?: CheckIn
  /** The one that did, if it is answered. */
  given?: CheckIn
  commitments: Commitment[]
  milestone?: CheckingIn['milestone']
  /** What waits for it and is not done. */
  dependants: Milestone[]
}

/** Reads it: the copies first, because a cycle may wait for another copy. */
export async function readCheckInFacts(plan: ResolvedPlan, ask: CheckInAsk): Promise<CheckInFacts> {
  const copies = await readCopies(ask)
  const ids = new Set([ask, ...copies].flatMap((one) => (one.kind === 'check-in' ? one.cycles : [])))
  const places = [...ids].sort(byCycleDate).slice(-MOST_CYCLES)
  const [items, cycles, checkIns, commitments, milestone] = await Promise.all([
    readItemsOf(places.map((cycle) => ({ cycle, item: ask.item }))),
    readCycles(places),
    lastCheckIns(ask.item, 5),
    openCommitments(ask.item),
    milestoneOf(plan, ask.item),
  ])
  const asked = new Set([ask.id, ...copies.map(({ id }) => id)])
  return {
    copies,
    cycles: places.flatMap((id) => {
      const [item, cycle] = [items.find((one) => one.cycle === id), cycles.get(id)]
      return item && cycle ? [{ item, cycle, closed: isClosed(item, cycle) }] : []
    }),
    last: checkIns.find((one) => one.ask === undefined || !asked.has(one.ask)),
    given: checkIns.find((one) => one.ask !== undefined && asked.has(one.ask)),
    commitments: commitments.sort((a, b) => (a.by < b.by ? -1 : 1)).slice(0, MOST_COMMITMENTS),
    ...milestone,
  }
}

/** An item that the close has marked is closed, whatever a cycle read a moment before says. */
const isClosed = ({ state }: CycleItem, cycle: Cycle): boolean =>
  state === 'silent' || state === 'late' || cycle.state === 'closing' || cycle.state === 'closed'

/** Each copy knows who had the question before it; those who got it later are known to the one that passed it on. */
export async function readCopies(ask: CheckInAsk): Promise<Ask[]> {
  const found = new Map<string, Ask>([[ask.id, ask]])
  const looked = new Set([ask.id])
  for (;;) {
    const known = [...found.values()].filter((one): one is CheckInAsk => one.kind === 'check-in')
    const places = known.flatMap(copiesOf).filter((place) => !looked.has(place.ask) && looked.add(place.ask))
    if (places.length === 0) return [...found.values()]
    for (const one of await readAsks(places)) found.set(one.id, one)
  }
}

async function milestoneOf(plan: ResolvedPlan, item: string): Promise<Pick<CheckInFacts, 'milestone' | 'dependants'>> {
  const { kind, id } = parseItemKey(item)
  if (kind !== 'milestone') return { dependants: [] }
  const whole = id.split('~')[0]!
  const waiting = milestonesOf(plan, new Map()).filter(({ dependsOn }) => dependsOn.includes(whole))
  const known = [whole, id, ...waiting.map((one) => one.id)]
  const states = await readMilestoneStates([...new Set(known)].map((one) => itemKey('milestone', one)))
  const state = states.get(id)
  // A milestone that was split meanwhile is still one, so that the answer can say what became of it.
  const { split: _split, ...unsplit } = state ?? { milestone: id, moves: [], moved: 0, revision: 1 }
  const shown = whole === id && state ? new Map([[id, unsplit]]) : states
  const milestone = milestonesOf(plan, shown).find((one) => one.id === id)
  const dependants = dependantsOf(milestonesOf(plan, states)).get(whole) ?? []
  return { dependants, ...(milestone && { milestone: { milestone, ...(state ? { state } : {}) } }) }
}
