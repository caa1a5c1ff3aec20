/** KPIs that pull against each other within one function, and whether somebody weighs them. */
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'

type Person = Plan['people'][number]

/**
 * Pairs (`tradesOff`) whose owners are two people of one function, with nobody near enough to weigh both: neither owner nor
 * any manager of both within that function, nor the accountable person of a priority that both KPIs belong to. A manager
 * further up does not count: at the top of a company somebody is always above both. Pairs across functions are what
 * priorities are for.
 */
export const pulledApart = (plan: Plan): PlanProblem[] => {
  const people = new Map(plan.people.map((person) => [person.id, person]))
  const kpis = new Map(plan.kpis.map((kpi) => [kpi.id, kpi]))
  const weighed = new Set((plan.priorities ?? []).filter((p) => p.accountable !== undefined).map((p) => p.id))
  const told = new Set<string>()
  return plan.kpis.flatMap((kpi, i) =>
    (kpi.tradesOff ?? []).flatMap((id, j) => {
      const other = kpis.get(id)
      const pair = [kpi.id, id].sort().join(' ')
      if (!other || kpi.owner === other.owner || told.has(pair)) return []
      const [a, b] = [people.get(kpi.owner ?? ''), people.get(other.owner ?? '')]
      if (!a || !b || a.function === undefined || a.function !== b.function) return []
      if (kpi.priority !== undefined && kpi.priority === other.priority && weighed.has(kpi.priority)) return []
      if (haveOneAbove(a, b, people)) return []
      told.add(pair)
      const message = `"${kpi.id}" (${a.id}) pulls against "${id}" (${b.id}) and nobody in "${a.function}" is above both; put both under one priority or manager`
      return [problem('trade-off-undecided', ['kpis', i, 'tradesOff', j], message)]
    }),
  )
}

/** Whether a person of their function is at or above both. Ends in a circle of managers too. */
const haveOneAbove = (a: Person, b: Person, people: ReadonlyMap<string, Person>): boolean => {
  const above = chainWithin(a, people)
  return [...chainWithin(b, people)].some((id) => above.has(id))
}

const chainWithin = (person: Person, people: ReadonlyMap<string, Person>): Set<string> => {
  const chain = new Set<string>()
  for (
    let at: Person | undefined = person;
    at && at.function === person.function && !chain.has(at.id);
    at = people.get(at.manager ?? '')
  ) {
    chain.add(at.id)
  }
  return chain
}
