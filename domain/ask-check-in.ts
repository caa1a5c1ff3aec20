/** Asks how an item stands: how one begins, and how a further cycle joins one that still waits. */
import type { CheckInAsk } from './ask.ts'
import { chainOf } from './escalation-order.ts'
import { idHash } from './hash.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { slotAfter, workingTimeOf } from './ladder-time.ts'
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
  person: item.owner,
  kind: 'check-in',
  item: item.key,
  cycles: [cycle.id],
  title: item.name,
  respondBy: cycle.closesAt,
  dueBy: cycle.closesAt,
  urgent: false,
  role: 'owner',
  owner: item.owner,
  accountable,
  chain: chainOf(plan),
  leads: true,
  asked: [item.owner],
  state: 'open',
  epoch: 1,
  openedAt: formatInstant(now),
  step: 'deliver',
  stepAt: formatInstant(slotAfter(workingTimeOf(plan, item.owner), now)),
  mails: [],
  snoozes: 0,
  revision: 1,
})

/** Id of the ask that a cycle opens about an item. */
export const checkInAskId = (cycle: string, item: { key: string; owner: string }): string =>
  `A-${idHash(['check-in', item.key, item.owner, cycle])}`

/**
 * The open ask with one more cycle that waits for its answer. It is due when the first of its cycles that are still ahead
 * closes; mails and ladder go on as they were, so that nobody hears twice of one question. Joining again changes nothing.
 */
export const joinCheckIn = (ask: CheckInAsk, cycle: Pick<Cycle, 'id' | 'closesAt'>, now: number): CheckInAsk => {
  if (ask.cycles.includes(cycle.id)) return ask
  const ahead = parseInstant(ask.dueBy) > now ? [ask.dueBy, cycle.closesAt] : [cycle.closesAt]
  const dueBy = ahead.sort()[0]!
  return { ...ask, cycles: [...ask.cycles, cycle.id], respondBy: dueBy, dueBy, revision: ask.revision + 1 }
}
