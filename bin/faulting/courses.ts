import { Decision } from '../../domain/decision.ts'
import { CycleItem } from '../../domain/review/cycle.ts'
import type { LedgerChange } from '../../local/invariants/facts.ts'

/** Which courses the decisions of a run took: what a summary has to show, or a run without breaches would hold as well. */
export interface Courses {
  decisions: number
  amber: number
  red: number
  /** Opened because data were missing. */
  stale: number
  fallbacks: number
  /** Looked at again after they took effect. */
  checked: number
  /** The second of an episode, after a check that found no effect. */
  again: number
  withdrawn: number
}

/** Counts the newest state of every decision among the changes of a Ledger. */
export function coursesOf(changes: readonly LedgerChange[]): Courses {
  const newest = new Map<string, Decision>()
  for (const { pk, sk, after } of changes)
    if (sk === 'META' && pk.startsWith('DECISION#') && after) newest.set(pk, Decision.strip().parse(after))
  const count = (of: (decision: Decision) => boolean) => [...newest.values()].filter(of).length
  return {
    decisions: newest.size,
    amber: count(({ level }) => level === 'amber'),
    red: count(({ level }) => level === 'red'),
    stale: count(({ level }) => level === 'stale'),
    fallbacks: count(({ choice }) => choice?.via === 'fallback'),
    checked: count(({ checks }) => checks.length > 0),
    again: count(({ attempt }) => attempt > 1),
    withdrawn: count(({ withdrawal }) => withdrawal !== undefined),
  }
}

/** What became of reviews: cycles that closed, and their items by how they ended. */
export interface ReviewCourses {
  cycles: number
  answeredItems: number
  lateItems: number
  silentItems: number
  /** Taken over from what was just said. */
  carriedItems: number
  /** Items of further cycles that joined a question that waited. */
  joinedItems: number
  promises: number
  /** Cycles that their chair, or who stood in, concluded; and actions assigned in them. */
  concluded: number
  actions: number
}

/** Counts the newest state of every cycle and item among the changes of a Ledger. */
export function reviewCoursesOf(changes: readonly LedgerChange[]): ReviewCourses {
  const newest = new Map(changes.map(({ pk, sk, after }) => [`${pk} ${sk}`, after]))
  const of = (pk: string, sk: string) =>
    [...newest.values()].filter((one) => one?.pk.startsWith(pk) && one.sk.startsWith(sk)).map((one) => one!)
  const items = of('CYCLE#', 'ITEM#').map((one) => CycleItem.strip().parse(one))
  const ended = (state: CycleItem['state']) => items.filter((one) => one.state === state).length
  const asks = items.flatMap(({ ask }) => ask ?? [])
  return {
    cycles: of('CYCLE#', 'META').filter(({ state }) => state === 'closed').length,
    answeredItems: ended('answered'),
    lateItems: ended('late'),
    silentItems: ended('silent'),
    carriedItems: ended('carried'),
    joinedItems: asks.length - new Set(asks).size,
    promises: of('ITEM#', 'COMMITMENT#').length,
    concluded: of('CYCLE#', 'META').filter(({ conclusion }) => conclusion !== undefined).length,
    actions: of('CYCLE#', 'META').reduce((n, { actions }) => n + ((actions as string[] | undefined)?.length ?? 0), 0),
  }
}
