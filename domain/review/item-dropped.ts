/** Check-ins about what the plan no longer has. */

import { itemsOf } from '../plan/items.ts'
import { kpiOf, seriesByKey } from '../plan/lookup.ts'
import type { ResolvedPlan } from '../plan/resolved.ts'
import { type ItemKind, itemKey, parseItemKey } from './item.ts'

/** What the plan has no more; a series where its KPI is still there. */
export interface Dropped {
  kind: ItemKind | 'series'
  id: string
}

const WORDS: Readonly<Record<Dropped['kind'], string>> = {
  priority: 'priority',
  initiative: 'initiative',
  milestone: 'milestone',
  kpi: 'KPI',
  series: 'series',
  workflow: 'workflow',
}

const items = new WeakMap<ResolvedPlan, Set<string>>()

const knownIn = (plan: ResolvedPlan): Set<string> => {
  const known = items.get(plan) ?? new Set(itemsOf(plan).map(({ kind, id }) => itemKey(kind, id)))
  items.set(plan, known)
  return known
}

/** `the milestone pilot` */
export const droppedWords = ({ kind, id }: Dropped): string => `the ${WORDS[kind]} ${id}`

/**
 * What of the plan an item was, where the plan has it no more. Undefined for what is there; a plan is gone through once. A part
 * of a milestone that was split is there as long as the milestone is, and so is any series of a KPI that takes series as they
 * appear.
 */
export const droppedItems = (plan: ResolvedPlan): ((item: string) => Dropped | undefined) => {
  const known = knownIn(plan)
  return (item) => {
    const { kind, id } = parseItemKey(item)
    const whole = kind === 'milestone' ? id.split('~')[0]! : id
    if (known.has(itemKey(kind, whole))) return undefined
    if (kind !== 'kpi') return { kind, id: whole }
    if (seriesByKey(plan, id)) return undefined
    const kpi = id.split('#')[0]!
    return kpiOf(plan, kpi) ? { kind: 'series', id } : { kind: 'kpi', id: kpi }
  }
}
