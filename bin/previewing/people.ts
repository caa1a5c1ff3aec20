import type { Ask } from '../../domain/ask.ts'
import { nextInLine, personInRole, STAND_IN_ORDER } from '../../domain/escalation-order.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { PersonView } from '../../lambdas/pages/person-card.ts'

/** Who takes part where a plan has nobody else. */
const NOBODY_ELSE = 'Made-up colleague'

/** The first person of a plan who is none of these. */
export const otherThan = (plan: ResolvedPlan, ...not: readonly string[]): string =>
  plan.people.find(({ id }) => !not.includes(id))?.id ?? NOBODY_ELSE

/** Who manages the person first asked; somebody else of the plan where it names nobody. */
export const managerOf = (plan: ResolvedPlan, ask: Ask): string =>
  personInRole(plan, ask, 'manager') ?? otherThan(plan, ask.person)

/** Who gets the questions of somebody who is away at an instant (epoch ms). */
export const standInFor = (plan: ResolvedPlan, ask: Ask, at: number): string =>
  nextInLine({ plan, states: [] }, ask, STAND_IN_ORDER, at).to?.person ?? otherThan(plan, ask.person)

/** What a page knows of its reader beside their questions; nothing of the desk, which is always asked. */
export function readerView(plan: ResolvedPlan, person: string): { person?: PersonView } {
  const { deputy, manager } = personOf(plan, person) ?? {}
  if (person === plan.organisation.desk) return {}
  return { person: { ...(deputy && { deputy }), ...(manager && { manager }) } }
}
