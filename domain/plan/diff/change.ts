/** What a diff consists of. */

/** Kinds of items in the order a reader meets them. */
export const CHANGE_KINDS = [
  'priority',
  'initiative',
  'phase',
  'milestone',
  'kpi',
  'series',
  'trigger',
  'review',
  'programme',
  'workflow',
  'person',
  'function',
  'escalation',
  'organisation',
  'source',
  'calendar',
  'limits',
  'acknowledgement',
  'plan',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** One item that came, went or changed. */
export interface Change {
  kind: ChangeKind
  /** `*` for a list as a whole: its order. */
  id: string
  name: string
  what: 'added' | 'removed' | 'changed'
  /** Whether an owner, a target or a deadline is among what changed. */
  first: boolean
  /** In the plan's words, without the name. */
  sentences: string[]
}

const RANKS = ['removed', 'first', 'added', 'changed', 'order'] as const

/** How early a reader wants to hear of a change: what went, owners, targets and deadlines, what came, the rest, order. */
const rankOf = ({ what, first, id }: Change): number =>
  RANKS.indexOf(id === '*' ? 'order' : what === 'changed' && first ? 'first' : what)

/** Changes in reading order; those of one rank and kind stay in the plan's order. */
export const inReadingOrder = (changes: readonly Change[]): Change[] =>
  changes.toSorted((a, b) => rankOf(a) - rankOf(b) || CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind))
