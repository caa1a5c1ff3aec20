/** Composite conditions: and, or, not over the conditions (never the decisions) of other triggers. */
import type { Truth } from '../condition.ts'
import { allTrue, anyTrue, negate } from './three-valued.ts'

/** A leaf names a trigger, which may be a composite itself. */
export type Expression =
  | { trigger: string }
  | { all: readonly Expression[] }
  | { any: readonly Expression[] }
  | { not: Expression }

/** Nobody can say why a condition with more leaves holds. Our setting. */
export const MAX_LEAVES = 20

/** Triggers an expression names, in the order they are written; one named twice counts twice. */
export const leavesOf = (expression: Expression): string[] => {
  if ('trigger' in expression) return [expression.trigger]
  if ('not' in expression) return leavesOf(expression.not)
  return ('all' in expression ? expression.all : expression.any).flatMap(leavesOf)
}

/** Whether an expression has leaves, and not more than a person can follow. */
export const isReadable = (expression: Expression): boolean => {
  const leaves = leavesOf(expression).length
  return leaves > 0 && leaves <= MAX_LEAVES
}

/** What an expression says, given what is known of each trigger's condition. An unknown answer holds the state. */
export const truthOf = (expression: Expression, conditionOf: (trigger: string) => Truth): Truth => {
  const of = (part: Expression) => truthOf(part, conditionOf)
  if ('trigger' in expression) return conditionOf(expression.trigger)
  if ('not' in expression) return negate(of(expression.not))
  return 'all' in expression ? allTrue(expression.all.map(of)) : anyTrue(expression.any.map(of))
}

/**
 * Composites that depend on themselves, as the way round from one of them back to it (`[a, b, a]`); none: undefined.
 * Triggers that are no composites end a way. Deterministic: composites are tried in the order of the map.
 */
export const cycleOf = (composites: ReadonlyMap<string, Expression>): string[] | undefined => {
  const done = new Set<string>()
  const way: string[] = []
  const visit = (id: string): string[] | undefined => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id]
    const expression = composites.get(id)
    if (!expression || done.has(id)) return undefined
    way.push(id)
    for (const leaf of leavesOf(expression)) {
      const cycle = visit(leaf)
      if (cycle) return cycle
    }
    way.pop()
    done.add(id)
    return undefined
  }
  for (const id of composites.keys()) {
    const cycle = visit(id)
    if (cycle) return cycle
  }
  return undefined
}
