/** Of a question that is open one copy leads: who takes the lead when whoever had it no longer does. */
import type { Ask } from './ask.ts'
import { escalationOrder, personInRole } from './escalation-order.ts'
import type { ResolvedPlan } from './plan/resolved.ts'

/** A copy as it was and as it is. */
export interface Lead {
  before: Ask
  after: Ask
}

/**
 * The lead of an ask for whoever has the question already: the first of the chain, else any. `handedBy`: somebody gave it
 * away, so it does not come back to them by itself. Undefined where nobody has an open copy.
 */
export const leadTaken = (
  plan: ResolvedPlan,
  ask: Ask,
  copies: readonly Ask[],
  handedBy?: Ask['handedBy'],
): Lead | undefined => {
  const open = copies.filter(({ id, kind, state }) => id !== ask.id && kind === ask.kind && state === 'open')
  const chain = escalationOrder(ask.chain).map((role) => personInRole(plan, ask, role))
  const before = chain.flatMap((person) => open.filter((one) => one.person === person))[0] ?? open[0]
  if (!before) return undefined
  const asked = [...new Set([...before.asked, ...ask.asked])]
  return {
    before,
    after: { ...before, leads: true, asked, ...(handedBy && { handedBy }), revision: before.revision + 1 },
  }
}
