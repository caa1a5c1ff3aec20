/** A person of the plan as people name them: by id, by name, or by address. */
import { personOf } from './plan/lookup.ts'
import type { ResolvedPerson, ResolvedPlan } from './plan/resolved.ts'

/** Longest part of what was typed that a sentence repeats. */
const QUOTED = 64

/** Whom a text names; upper and lower case are one. Says what to write instead where it names nobody or several. */
export const namedPerson = (
  plan: ResolvedPlan,
  text: string,
): { person: ResolvedPerson } | { code: 'unknown-person' | 'ambiguous-person'; sentence: string } => {
  const wanted = text.trim().replace(/\s+/g, ' ')
  const exact = personOf(plan, wanted)
  if (exact) return { person: exact }
  const lower = wanted.toLowerCase()
  const matching = plan.people.filter(({ id, name, email }) =>
    [id, name, email].some((one) => one.toLowerCase() === lower),
  )
  const [person, second] = matching
  if (person && !second) return { person }
  const quoted = `"${wanted.slice(0, QUOTED)}"`
  return person
    ? {
        code: 'ambiguous-person',
        sentence: `${matching.length} people are called ${quoted}: give the address of the one you mean.`,
      }
    : {
        code: 'unknown-person',
        sentence: `${quoted} is nobody in the plan: choose somebody, or give a name or an address as the plan has it.`,
      }
}
