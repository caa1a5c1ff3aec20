import type { Ask, PersonState } from '../../domain/ask.ts'
import { everPersonOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readStates } from '../aws/people.ts'

/** What is known of everybody whom these asks could go to: addressee, owner, their deputies and managers, accountable, desk. */
export async function statesAround(plan: ResolvedPlan, asks: readonly Ask[]): Promise<PersonState[]> {
  const people = asks.flatMap((ask) => {
    const near = [ask.person, ask.owner].map((id) => everPersonOf(plan, id))
    return [ask.person, ask.owner, ask.accountable, ...near.flatMap((one) => [one?.deputy, one?.manager])]
  })
  if (people.length === 0) return []
  return readStates([...people, plan.organisation.desk].filter((id) => id !== undefined))
}
