/** Rules about people, calendars and sources. */
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'

/** References of people, the desk, calendars and sources; absences and hours that run forwards; no manager above themselves. */
export const checkPeople = (plan: Plan): PlanProblem[] => {
  const person = referenceTo('person', plan.people)
  const calendar = referenceTo('calendar', plan.calendars)
  const kpi = referenceTo('KPI', plan.kpis)
  const fn = referenceTo('function', plan.functions ?? [])
  return [
    ...person(plan.organisation.desk, ['organisation', 'desk']),
    ...calendar(plan.organisation.calendar, ['organisation', 'calendar']),
    ...plan.calendars.flatMap(backwardsHours),
    ...plan.people.flatMap((p, i) => [
      ...fn(p.function, ['people', i, 'function']),
      ...person(p.manager, ['people', i, 'manager']),
      ...person(p.deputy, ['people', i, 'deputy']),
      ...calendar(p.calendar, ['people', i, 'calendar']),
      ...ownDeputy(p, i),
      ...backwardsAbsences(p, i),
    ]),
    ...managerCycles(plan),
    ...(plan.sources ?? []).flatMap((s, i) => s.kpis.flatMap((id, j) => kpi(id, ['sources', i, 'kpis', j]))),
  ]
}

const backwardsHours = ({ hours }: Plan['calendars'][number], i: number): PlanProblem[] => {
  if (!hours || hours.from < hours.to) return []
  const message = `hours end at ${hours.to}, before ${hours.from}; swap them`
  return [problem('backwards', ['calendars', i, 'hours'], message)]
}

const backwardsAbsences = ({ absences = [] }: Plan['people'][number], i: number): PlanProblem[] =>
  absences.flatMap(({ from, to }, j) => {
    const message = `this absence ends on ${to}, before ${from}; swap them`
    return from > to ? [problem('backwards', ['people', i, 'absences', j], message)] : []
  })

const ownDeputy = (p: Plan['people'][number], i: number): PlanProblem[] =>
  p.deputy === p.id
    ? [problem('own-deputy', ['people', i, 'deputy'], `${p.id} is their own deputy; name somebody else or nobody`)]
    : []

/** A chain of managers that comes back to where it began would escalate for ever. One finding a cycle, at its first member. */
const managerCycles = (plan: Plan): PlanProblem[] => {
  const managerOf = new Map(plan.people.map((p) => [p.id, p.manager]))
  const index = new Map(plan.people.map((p, i) => [p.id, i]))
  const reported = new Set<string>()
  return plan.people.flatMap((p) => {
    const chain: string[] = []
    let at: string | undefined = p.id
    while (at !== undefined && !chain.includes(at) && !reported.has(at)) {
      chain.push(at)
      at = managerOf.get(at)
    }
    if (at === undefined || !chain.includes(at)) return []
    const cycle = chain.slice(chain.indexOf(at))
    for (const id of cycle) reported.add(id)
    const first = cycle.reduce((a, b) => (index.get(a)! <= index.get(b)! ? a : b))
    const text = [...cycle, at].join(' → ')
    return [
      problem(
        'manager-cycle',
        ['people', index.get(first)!, 'manager'],
        `managers go in a circle: ${text}; remove one`,
      ),
    ]
  })
}
