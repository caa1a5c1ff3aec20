import { formatInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { addressHash } from '../../domain/reachability.ts'
import { planMailNow } from '../aws/mails.ts'
import { markUnreachable } from '../aws/people.ts'

/**
 * Remembers that mail to this address does not arrive, and plans the person's next slot: what they were asked and never
 * saw is handed on in it. Safe to repeat.
 */
export async function passOver(
  plan: ResolvedPlan,
  { person, address, because }: { person: string; address: string; because: string },
  now: number,
): Promise<void> {
  await markUnreachable(person, { since: formatInstant(now), because, address: addressHash(address) })
  await planMailNow({ person, slot: formatInstant(slotAfter(workingTimeOf(plan, person), now)) })
}
