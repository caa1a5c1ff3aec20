import type { Ask, PersonState } from '../../domain/ask.ts'
import { namedPerson } from '../../domain/named-person.ts'
import { everPersonOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readStates } from '../aws/people.ts'

/**
 * What is known of everybody whom these asks could go to: addressee, owner, their deputies and managers, accountable, desk;
 * of whom an answer names (`to`, as typed), and of whoever else is given.
 */
export async function statesAround(
  plan: ResolvedPlan,
  asks: readonly Ask[],
  { to, people: also = [] }: { to?: string | undefined; people?: readonly string[] } = {},
): Promise<PersonState[]> {
  const people = asks.flatMap((ask) => {
    const near = [ask.person, ask.owner].map((id) => everPersonOf(plan, id))
    return [ask.person, ask.owner, ask.accountable, ...near.flatMap((one) => [one?.deputy, one?.manager])]
  })
  people.push(...also)
  if (people.length === 0) return []
  const named = to === undefined ? undefined : namedPerson(plan, to)
  if (named && 'person' in named) people.push(named.person.id)
  return readStates([...people, plan.organisation.desk].filter((id) => id !== undefined))
}
