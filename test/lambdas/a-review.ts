import type { CheckInAsk } from '../../domain/ask.ts'
import { openCheckIn } from '../../domain/ask-check-in.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { newAsk } from '../../lambdas/aws/asks.ts'
import { newCycle, newCycleItem } from '../../lambdas/aws/cycles.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'

const DAY = 86_400_000

/** An open cycle that closes three days after `now`, with one item of Owen's that is waited for, and its ask; `opening`: others are still being asked. */
export async function reviewAsks(
  plan: ResolvedPlan,
  where: { review: string; date: string; item: string; facts?: Partial<CycleItem['facts']>; opening?: boolean },
  now: number,
): Promise<{ cycle: Cycle; item: CycleItem; ask: CheckInAsk }> {
  const cycle: Cycle = {
    id: `${where.review}@${where.date}`,
    review: where.review,
    name: 'Weekly execution check-in',
    date: where.date,
    heldOn: where.date,
    chair: 'maria',
    planVersion: 1,
    missed: [],
    state: where.opening ? 'opening' : 'open',
    opensAt: formatInstant(now),
    closesAt: formatInstant(now + 3 * DAY),
    items: 1,
    chunks: 1,
    ...(where.opening ? {} : { waiting: 1 }),
    revision: 1,
  }
  const asking = { key: where.item, name: 'Four-hour performance, Alpha', owner: 'owen' }
  const ask = openCheckIn({ plan, cycle, item: asking, accountable: 'maria' }, now)
  const item: CycleItem = {
    cycle: cycle.id,
    item: where.item,
    name: asking.name,
    owner: 'owen',
    unowned: false,
    ask: ask.id,
    state: 'waiting',
    facts: { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0, ...where.facts },
    revision: 1,
  }
  const failed = await transact([newCycle(cycle, cycle.opensAt), newCycleItem(item), newAsk(ask)])
  if (failed.length > 0) throw new Error(`${cycle.id} is there already: ${failed.join(', ')}`)
  return { cycle, item, ask }
}
