/** References between the parts of a plan. */
import { type PlanProblem, problem } from './finding.ts'

/** A check of one kind of reference: nothing when the id is known or absent, else a problem that names the nearest known id. */
export type ReferenceCheck = (id: string | undefined, path: PropertyKey[]) => PlanProblem[]

/** Unknown ids of one kind that are worth a search for what was meant: with more of them the list itself is wrong. */
const HINTS = 50

/** Makes the check for a list of things that have ids. `what` is the noun of the message. */
export const referenceTo = (what: string, items: readonly { id: string }[]): ReferenceCheck => {
  const known = new Set(items.map((item) => item.id))
  const hints = new Map<string, string | undefined>()
  return (id, path) => {
    if (id === undefined || known.has(id)) return []
    if (!hints.has(id) && hints.size < HINTS) hints.set(id, nearest(id, known))
    const near = hints.get(id)
    const hint = near ? `did you mean "${near}"?` : 'define it or name one that is defined'
    return [problem('unknown-reference', path, `there is no ${what} "${id}"; ${hint}`)]
  }
}

/** Edits that still pass for a slip of the pen. */
const SLIPS = 2

/** The known id at most two edits away (one for ids of three letters or fewer); `undefined` when none is that near. */
export const nearest = (id: string, known: Iterable<string>): string | undefined => {
  let best: string | undefined
  let within = id.length > 3 ? SLIPS : 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - id.length) > within) continue
    const distance = edits(id, candidate, within)
    if (distance > within) continue
    best = candidate
    within = distance - 1
    if (within < 0) break
  }
  return best
}

/** Levenshtein distance, given up as soon as it exceeds `within`: a plan may have thousands of ids and as many slips. */
const edits = (a: string, b: string, within: number): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1))
      least = Math.min(least, next[j]!)
    }
    if (least > within) return least
    row = next
  }
  return row[b.length]!
}
