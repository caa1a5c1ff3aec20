/** Asks how an item stands: how one begins, and how a further cycle joins one that still waits. */
import type { Ask, CheckInAsk } from './ask.ts'
import { beginning } from './ask-beginning.ts'
import { chainOf } from './escalation-order.ts'
import { idHash } from './hash.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { slotAfter, workingTimeOf } from './ladder-time.ts'
import { slotInstant } from './mail-occasion.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import type { Cycle } from './review/cycle.ts'

/** Who is asked about what, for which cycle. */
export interface Asking {
  plan: ResolvedPlan
  cycle: Pick<Cycle, 'id' | 'closesAt'>
  item: { key: string; name: string; owner: string }
  /** The accountable person of the item's priority, else the desk. */
  accountable: string
}

/**
 * The ask for a check-in, delivered at the owner's next slot. The same cycle, item and owner give the same id. It is due
 * when the cycle closes, and goes on after it: silence is told and escalated like that of any ask.
 */
export const openCheckIn = ({ plan, cycle, item, accountable }: Asking, now: number): CheckInAsk => ({
  id: checkInAskId(cycle.id, item),
  ...beginning(item.owner, now),
  kind: 'check-in',
  item: item.key,
  cycles: [cycle.id],
  title: item.name,
  respondBy: cycle.closesAt,
  dueBy: cycle.closesAt,
  urgent: false,
  role: 'owner',
  accountable,
  chain: chainOf(plan),
  stepAt: formatInstant(slotAfter(workingTimeOf(plan, item.owner), now)),
})

/** Id of the ask that a cycle opens about an item. */
export const checkInAskId = (cycle: string, item: { key: string; owner: string }): string =>
  `A-${idHash(['check-in', item.key, item.owner, cycle])}`

/**
 * The open ask with one more cycle that waits for its answer. It is due when the first of its cycles that are still ahead
 * closes; the ladder goes on as it was. What was mailed before is asked again, in one mail for each cycle (`asksAgain`);
 * copies are only due anew. Joining again changes nothing.
 */
export const joinCheckIn = (ask: CheckInAsk, cycle: Pick<Cycle, 'id' | 'closesAt'>, now: number): CheckInAsk => {
  if (ask.cycles.includes(cycle.id)) return ask
  const ahead = parseInstant(ask.dueBy) > now ? [ask.dueBy, cycle.closesAt] : [cycle.closesAt]
  const dueBy = ahead.sort()[0]!
  const again = ask.leads && ask.mails.length > 0 ? { joinedAt: formatInstant(now) } : {}
  const cycles = [...ask.cycles, cycle.id]
  return { ...ask, ...again, cycles, respondBy: dueBy, dueBy, revision: ask.revision + 1 }
}

/** Whether a cycle joined an ask after its last mail: its addressee has not been asked for that cycle yet. */
export const asksAgain = (ask: Ask): boolean => {
  if (ask.kind !== 'check-in' || ask.joinedAt === undefined || !ask.leads || ask.state !== 'open') return false
  const last = ask.mails.at(-1)
  return last === undefined || parseInstant(slotInstant(last)) <= parseInstant(ask.joinedAt)
}
