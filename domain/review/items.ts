/** What a cycle asks about and whom: the items of its review, each with the one person who answers for it. */
import { type Asking, checkedIn, itemsOf as itemsOfPlan } from '../plan/items.ts'
import type { ResolvedPlan } from '../plan/resolved.ts'
import { type ItemKind, itemKey } from './item.ts'
import type { Milestone } from './milestones.ts'
import { timely } from './timely.ts'

/** An item with its owner. */
export interface ReviewItem {
  /** `kind:id`. */
  item: string
  kind: ItemKind
  id: string
  name: string
  /** The desk where nobody is named. */
  owner: string
  unowned: boolean
}

/**
 * The items of a review's scope whose owner takes part: priorities, initiatives, milestones, KPIs (each series), workflows,
 * in the order of the plan. Of the milestones only those not done that are overdue, due within 30 days of `today`
 * (`2026-03-02`), or the next one of their initiative. Scopes add up: a priority brings its KPIs, initiatives, milestones
 * and workflows; a function what its people own.
 */
export const itemsOf = (
  plan: ResolvedPlan,
  review: Asking,
  milestones: readonly Milestone[],
  today: string,
): ReviewItem[] =>
  checkedIn(plan, review, itemsOfPlan(plan, timely(milestones, today))).map(({ kind, id, name, owner, unowned }) => {
    return { item: itemKey(kind, id), kind, id, name, owner, unowned }
  })

/** Who is asked: the owners, each once, in the order of their first item. */
export const participantsOf = (items: readonly ReviewItem[]): string[] => [...new Set(items.map((one) => one.owner))]
