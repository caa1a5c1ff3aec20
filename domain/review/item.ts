/** What a review asks about: an item of the plan that one person answers for, and how it is named in keys. */
import * as z from 'zod'

/** The kinds of things somebody answers for. */
export const ItemKind = z.enum(['priority', 'initiative', 'milestone', 'kpi', 'workflow'])
export type ItemKind = z.infer<typeof ItemKind>

/**
 * `kpi:four-hour-performance#org=RJ1`, `milestone:pilot`, `priority:flow`: the kind, a colon, the id (of a KPI the series key).
 * A part of a split milestone has the milestone's id, `~` and its number, which no id of a plan contains.
 */
export const ItemKey = z
  .string()
  .max(1000)
  .regex(/^(priority|initiative|milestone|kpi|workflow):[^\s:]+$/, 'an item such as kpi:flow or milestone:pilot')

/** The key of an item. */
export const itemKey = (kind: ItemKind, id: string): string => `${kind}:${id}`

/** Kind and id of a key; throws a RangeError that quotes what it got. */
export const parseItemKey = (key: string): { kind: ItemKind; id: string } => {
  if (!ItemKey.safeParse(key).success) {
    throw new RangeError(`"${key}" is no item: write it like kpi:flow, priority:growth or milestone:pilot`)
  }
  const colon = key.indexOf(':')
  return { kind: key.slice(0, colon) as ItemKind, id: key.slice(colon + 1) }
}

/** How somebody says an item stands; the words a KPI is judged with. */
export const ItemStatus = z.enum(['on-track', 'at-risk', 'off-track'])
export type ItemStatus = z.infer<typeof ItemStatus>

/** A KPI's status as it is shown; `missing`: nothing was ever observed. */
export const KpiStatus = z.enum(['on-track', 'at-risk', 'off-track', 'stale', 'no-target', 'missing'])
export type KpiStatus = z.infer<typeof KpiStatus>

/** Better to worse. */
export const STATUS_RANK: Readonly<Record<ItemStatus, number>> = { 'on-track': 0, 'at-risk': 1, 'off-track': 2 }
