/** Rules about people, calendars and sources. */
import { circlesOf, circleText } from './circles.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'

/** References of people, the desk, calendars and sources; absences and hours that run forwards; a chain and deputies that lead to somebody. */
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
    ...sharedEmails(plan),
    ...deputiesAway(plan),
    ...chainWithoutDesk(plan),
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
    ? [problem('own-deputy', ['people', i, 'deputy'], `"${p.id}" is their own deputy; name somebody else or nobody`)]
    : []

/** A chain of managers that comes back to where it began would escalate for ever. One finding a circle, at its first member. */
const managerCycles = (plan: Plan): PlanProblem[] => {
  const index = new Map(plan.people.map((p, i) => [p.id, i]))
  const managers = new Map(plan.people.map((p) => [p.id, p.manager === undefined ? [] : [p.manager]]))
  return circlesOf(managers).map((circle) => {
    const message = `managers go in a circle: ${circleText(circle)}; take one of them out`
    return problem('manager-cycle', ['people', index.get(circle[0]!)!, 'manager'], message)
  })
}

/** Addresses differ in more than their capitals. */
const sharedEmails = (plan: Plan): PlanProblem[] => {
  const seen = new Map<string, string>()
  return plan.people.flatMap(({ id, email }, i) => {
    const address = email.toLowerCase()
    const first = seen.get(address)
    if (first === undefined) seen.set(address, id)
    const message = `"${first}" has this address too and would get two mails a slot; give "${id}" an address of their own`
    return first === undefined ? [] : [problem('shared-email', ['people', i, 'email'], message)]
  })
}

/** Only when the deputy is away for the whole of it: for a part, somebody is there on some days. */
const deputiesAway = (plan: Plan): PlanProblem[] => {
  const people = new Map(plan.people.map((p) => [p.id, p]))
  return plan.people.flatMap(({ deputy, absences = [] }, i) => {
    const theirs = deputy === undefined ? [] : (people.get(deputy)?.absences ?? [])
    return absences.flatMap(({ from, to }, j) => {
      if (!theirs.some((other) => other.from <= from && to <= other.to)) return []
      const message = `deputy "${deputy}" is away too from ${from} to ${to}; name another deputy or move one of the absences`
      return [problem('deputy-away-too', ['people', i, 'absences', j], message)]
    })
  })
}

const chainWithoutDesk = ({ escalation }: Plan): PlanProblem[] => {
  const last = escalation?.chain.at(-1)
  if (!escalation || last === 'desk') return []
  const message = `the chain ends at "${last}", but the desk always comes last; write "desk" at its end`
  return [problem('chain-without-desk', ['escalation', 'chain', escalation.chain.length - 1], message)]
}
