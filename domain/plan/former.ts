/** Who has left the plan: decisions go on that name them. */
import type { FormerPerson, ResolvedPlan } from './resolved.ts'

/**
 * The plan to be applied, with everybody whom the versions before it had and it has not. Only name, manager and deputy
 * are kept; whoever comes back is a person of the plan again.
 */
export const withFormer = (next: ResolvedPlan, before: ResolvedPlan | undefined): ResolvedPlan => {
  const { former: _given, ...plan } = next
  const present = new Set(plan.people.map((one) => one.id))
  const known = new Map<string, FormerPerson>()
  for (const one of before?.former ?? []) known.set(one.id, one)
  for (const { id, name, manager, deputy } of before?.people ?? []) {
    known.set(id, {
      id,
      name,
      ...(manager === undefined ? {} : { manager }),
      ...(deputy === undefined ? {} : { deputy }),
    })
  }
  const former = [...known.values()].filter((one) => !present.has(one.id))
  return former.length > 0 ? { ...plan, former } : plan
}
