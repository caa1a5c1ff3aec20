/** Rules of the alignment matrix: which function does what for which priority, and what pulls against what. */
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import { pulledApart } from './trade-offs.ts'

/** Gaps of the matrix, initiatives outside it, trade-offs between priorities and within functions. A plan without functions has no matrix. */
export const checkAlignment = (plan: Plan): PlanProblem[] => {
  const functions = plan.functions ?? []
  return [
    ...initiativesOutside(plan),
    ...(functions.length === 0 ? [] : [...uncommitted(plan), ...idle(plan), ...homeless(plan)]),
    ...pulledApart(plan),
    ...tradingPriorities(plan),
  ]
}

const initiativesOutside = (plan: Plan): PlanProblem[] => {
  const served = new Set((plan.priorities ?? []).flatMap((priority) => priority.initiatives ?? []))
  return (plan.initiatives ?? []).flatMap(({ id }, i) => {
    const message = `initiative "${id}" serves no priority; name it under one, or stop it`
    return served.has(id) ? [] : [problem('initiative-without-priority', ['initiatives', i], message)]
  })
}

const uncommitted = (plan: Plan): PlanProblem[] =>
  (plan.priorities ?? []).flatMap(({ id, functions = [] }, i) => {
    const message = `no function commits to priority "${id}"; add "functions:" with what each of them will do for it`
    return functions.length > 0 ? [] : [problem('priority-without-commitment', ['priorities', i], message)]
  })

const idle = (plan: Plan): PlanProblem[] => {
  const priorities = plan.priorities ?? []
  const committed = new Set(priorities.flatMap((priority) => (priority.functions ?? []).map((one) => one.function)))
  return plan.functions!.flatMap(({ id }, i) => {
    const message = `function "${id}" commits to no priority; add its commitment to one, or acknowledge that it has none`
    return priorities.length === 0 || committed.has(id) ? [] : [problem('idle-function', ['functions', i], message)]
  })
}

const homeless = (plan: Plan): PlanProblem[] =>
  plan.people.flatMap((person, i) => {
    const message = `"${person.id}" belongs to no function; add "function:"`
    return person.function === undefined ? [problem('person-without-function', ['people', i], message)] : []
  })

/** For each function: outcome KPIs of the priorities it commits to, of which one trades off against another. */
const tradingPriorities = (plan: Plan): PlanProblem[] => {
  const against = tradeOffs(plan)
  const committed = new Map<string, { priority: string; kpi: string }[]>()
  return (plan.priorities ?? []).flatMap(({ id, outcome, functions = [] }, i) => {
    if (!outcome) return []
    return functions.flatMap((one, j) => {
      const before = committed.get(one.function) ?? []
      committed.set(one.function, [...before, { priority: id, kpi: outcome.kpi }])
      const other = before.find(({ kpi }) => against.get(outcome.kpi)?.has(kpi))
      if (!other) return []
      const message = `"${one.function}" also serves "${other.priority}", whose outcome "${other.kpi}" pulls against "${outcome.kpi}"; say in its commitment which comes first`
      return [problem('priorities-trade-off', ['priorities', i, 'functions', j, 'function'], message)]
    })
  })
}

/** Both ways, for either KPI may name the other. */
const tradeOffs = (plan: Plan): Map<string, Set<string>> => {
  const against = new Map<string, Set<string>>()
  const add = (a: string, b: string) => against.set(a, (against.get(a) ?? new Set()).add(b))
  for (const kpi of plan.kpis) {
    for (const other of kpi.tradesOff ?? []) {
      add(kpi.id, other)
      add(other, kpi.id)
    }
  }
  return against
}
