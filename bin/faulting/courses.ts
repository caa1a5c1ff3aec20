import { Decision } from '../../domain/decision.ts'
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
