/** A person of the plan as people name them: by id, by name, or by address. */
import { personOf } from './plan/lookup.ts'
import type { ResolvedPerson, ResolvedPlan } from './plan/resolved.ts'
import type { RefusedBecause } from './refused-because.ts'

/** Longest part of what was typed that a sentence repeats. */
const QUOTED = 64

/** Whom a text names; upper and lower case are one. Refused where it names nobody or several. */
export const namedPerson = (
  plan: ResolvedPlan,
  text: string,
): { person: ResolvedPerson } | { code: 'unknown-person' | 'ambiguous-person'; refused: RefusedBecause } => {
  const wanted = text.trim().replace(/\s+/g, ' ')
  const exact = personOf(plan, wanted)
  if (exact) return { person: exact }
  const lower = wanted.toLowerCase()
  const matching = plan.people.filter(({ id, name, email }) =>
    [id, name, email].some((one) => one.toLowerCase() === lower),
  )
  const [person, second] = matching
  if (person && !second) return { person }
  const typed = wanted.slice(0, QUOTED)
  return person
    ? { code: 'ambiguous-person', refused: { because: 'persons', typed, count: matching.length } }
    : { code: 'unknown-person', refused: { because: 'person', typed } }
}
