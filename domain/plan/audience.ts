/** Who a programme is for. */
import type { Plan } from './plan.ts'
import type { ProgrammeSpec } from './programme.ts'

/** Ids of the people of each function. */
export const membersByFunction = (plan: Plan): Map<string, string[]> => {
  const members = new Map<string, string[]>()
  for (const person of plan.people) {
    if (person.function === undefined) continue
    const list = members.get(person.function)
    if (list) list.push(person.id)
    else members.set(person.function, [person.id])
  }
  return members
}

/** Everybody a programme is for, each once. */
export const audienceOf = ({ audience }: ProgrammeSpec, members: ReadonlyMap<string, string[]>): Set<string> =>
  new Set([...(audience.functions ?? []).flatMap((id) => members.get(id) ?? []), ...(audience.people ?? [])])
