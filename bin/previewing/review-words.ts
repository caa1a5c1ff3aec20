import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import { type Commitment, commitmentId } from '../../domain/review/commitment.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import type { KpiReading } from '../../domain/review/facts.ts'
import { type ItemStatus, STATUS_RANK } from '../../domain/review/item.ts'
import type { ReviewItem } from '../../domain/review/items.ts'
import { otherThan } from './people.ts'
import type { Part } from './review-cast.ts'
import { HOUR } from './story.ts'

/** How sure owners of a preview are. */
const SURE: Record<ItemStatus, number> = { 'on-track': 8, 'at-risk': 5, 'off-track': 3 }

/** When the owner of an item answers in a cycle: an hour after the mail that asks, where that is in time (ISO). */
export function answeredAt(plan: ResolvedPlan, { owner }: Pick<ReviewItem, 'owner'>, cycle: Cycle): string {
  const mailed = slotAfter(workingTimeOf(plan, owner), parseInstant(cycle.opensAt))
  return formatInstant(Math.min(mailed + HOUR, parseInstant(cycle.closesAt) - HOUR))
}

/** What an owner said of an item in the cycle before. */
export function lastOf(plan: ResolvedPlan, one: ReviewItem, { was }: Part, before: Cycle): CheckIn | undefined {
  if (was === 'new' || was === 'silent') return undefined
  const late = was === 'late'
  const status = late ? 'at-risk' : was
  const at = late ? formatInstant(parseInstant(before.closesAt) + 20 * HOUR) : answeredAt(plan, one, before)
  return {
    ...{ item: one.item, at, by: one.owner, status, confidence: SURE[status], blockers: [], how: 'page', unchanged: 0 },
    changed: 'Made up: what was said last time.',
    ...(status === 'off-track' && { cause: 'Made up: why it was off track.' }),
    ...{ cycles: [before.id], lateFor: late ? [before.id] : [] },
  }
}

/** What an owner says of an item now; undefined of who is silent. Off track names what is in the way, better than the figure says why. */
export function saidOf(
  plan: ResolvedPlan,
  one: ReviewItem,
  { is }: Part,
  { cycle, kpi }: { cycle: Cycle; kpi: KpiReading | undefined },
): CheckIn | undefined {
  if (is === 'silent') return undefined
  const judged = kpi?.status === 'at-risk' || kpi?.status === 'off-track' ? kpi.status : undefined
  const better = judged !== undefined && STATUS_RANK[is] < STATUS_RANK[judged]
  const off = {
    cause: 'Made up: why it is off track.',
    wayBack: 'made up, how it gets back.',
    blockers: [
      {
        text: 'Made up: a supplier is late',
        with: personOf(plan, one.owner)?.deputy ?? otherThan(plan, one.owner, cycle.chair),
      },
      { text: 'Made up: no offer has come yet' },
    ],
  }
  return {
    ...{ item: one.item, at: answeredAt(plan, one, cycle), by: one.owner, status: is, confidence: SURE[is] },
    ...{ changed: 'Made up: what changed since last time.', blockers: [], how: 'page', unchanged: 0 },
    ...(is === 'off-track' && off),
    ...(kpi && { kpi: kpi.status }),
    ...(better && { reason: 'made up, why it is better than its figure.' }),
    ...{ cycles: [cycle.id], lateFor: [] },
  }
}

/** What an owner promised last time, by a day; nothing of whoever said nothing then. */
export const promiseOf = ({ item, owner }: ReviewItem, last: CheckIn | undefined, by: string): Commitment[] =>
  last === undefined
    ? []
    : [
        {
          ...{ id: commitmentId(item, last.at), item, person: owner, text: 'Made up: what was promised', by },
          ...{ madeAt: last.at, moves: 0, state: 'open', revision: 1 },
        },
      ]

/** What became of a promise, by its owner's word. */
export const settledAs = (one: Commitment, state: 'kept' | 'broken', at: string): Commitment => ({
  ...{ ...one, state, settledAt: at, settledBy: one.person, revision: one.revision + 1 },
  ...(state === 'broken' && { note: 'Made up: why it was not.' }),
})
