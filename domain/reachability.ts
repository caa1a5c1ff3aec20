/** Whether mail reaches a person. What bounced, was refused or was complained about counts for that address only. */
import type { PersonState } from './ask.ts'
import { hash64 } from './hash.ts'
import { personOf } from './plan/lookup.ts'
import type { ResolvedPlan } from './plan/resolved.ts'

/** An address as a person's state keeps it; upper and lower case are one. */
export const addressHash = (address: string): string => hash64(address.trim().toLowerCase())

/**
 * Why mail does not reach somebody, as it was found out; undefined when it does, as far as is known. A new address in the
 * plan clears it. The desk is always tried: nobody is behind it.
 */
export const unreachableBecause = (
  { plan, states }: { plan: ResolvedPlan; states: readonly PersonState[] },
  person: string,
): string | undefined => {
  if (person === plan.organisation.desk) return undefined
  const mark = states.find((known) => known.person === person)?.unreachable
  if (!mark) return undefined
  const email = personOf(plan, person)?.email
  const moved = mark.address !== undefined && email !== undefined && mark.address !== addressHash(email)
  return moved ? undefined : mark.because
}
