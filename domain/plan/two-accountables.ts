/** Two people where one answers: the commonest wrong form of an owner, with words of its own. */
import { type PlanProblem, problem } from './finding.ts'

/** Keys at which exactly one person stands. */
const ONE_PERSON = new Set([
  'accountable',
  'owner',
  'steward',
  'decider',
  'chair',
  'sponsor',
  'desk',
  'manager',
  'deputy',
])

/** `anna, ben` and the like: ids hold neither spaces nor any of these signs. */
const BETWEEN = /\s*(?:[,;&+/]|\band\b)\s*/

/** The finding for a value at such a key that names several people, as a list or in a text; `undefined` for anything else. */
export const twoAccountables = (path: PropertyKey[], value: unknown): PlanProblem | undefined => {
  const key = String(path.at(-1))
  if (!ONE_PERSON.has(key)) return undefined
  const names = namesIn(value)
  if (names.length < 2) return undefined
  const rest =
    key === 'accountable' && path[0] === 'initiatives' ? 'put the others under "responsible:"' : 'leave the others out'
  return problem(
    'two-accountables',
    path,
    `"${key}" names ${names.length} people (${names.join(', ')}) where one answers; keep one and ${rest}`,
  )
}

const namesIn = (value: unknown): string[] => {
  const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(BETWEEN) : []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
