/** Items: what one person answers for, and which of them a review looks at. */
import { personOf } from './lookup.ts'
import type { ResolvedPlan, ResolvedReview } from './resolved.ts'

export const ITEM_KINDS = ['priority', 'initiative', 'milestone', 'kpi', 'workflow'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** Something of the plan with exactly one owner. */
export interface Item {
  kind: ItemKind
  /** Of a KPI the key of the series; the KPI's own id where its series only appear with data. */
  id: string
  name: string
  owner: string
  /** Due date of a milestone. */
  due?: string
  /** Where it belongs, for scopes: ids of priorities, initiatives and the KPI. */
  priorities: readonly string[]
  initiative?: string
  kpi?: string
}

type Initiative = ResolvedPlan['initiatives'][number]

/** Milestones of an initiative, of its phases too. */
export const milestonesOf = ({ milestones = [], phases = [] }: Initiative) => [
  ...milestones,
  ...phases.flatMap((phase) => phase.milestones ?? []),
]

/** Every item of a plan in the plan's order; a milestone or initiative that nobody owns is none. */
export const itemsOf = (plan: ResolvedPlan): Item[] => {
  const aims = aimsOf(plan)
  return [
    ...plan.priorities.map((p): Item => {
      return { kind: 'priority', id: p.id, name: p.name, owner: p.accountable, priorities: [p.id] }
    }),
    ...plan.initiatives.flatMap((one) => initiativeItems(one, aims.initiative.get(one.id) ?? [])),
    ...measureItems(plan, aims.kpi),
    ...(plan.workflows ?? []).map((w): Item => {
      return { kind: 'workflow', id: w.id, name: w.name, owner: w.owner, priorities: w.priority ? [w.priority] : [] }
    }),
  ]
}

/** Which priorities an initiative or a KPI serves, as told by either side. */
const aimsOf = (plan: ResolvedPlan) => {
  const initiative = new Map<string, string[]>()
  const kpi = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, id: string, aim: string) => map.set(id, [...(map.get(id) ?? []), aim])
  for (const priority of plan.priorities) {
    for (const id of priority.initiatives) add(initiative, id, priority.id)
    if (priority.outcome) add(kpi, priority.outcome.kpi, priority.id)
  }
  for (const one of plan.kpis) if (one.priority !== undefined) add(kpi, one.id, one.priority)
  return { initiative, kpi }
}

const initiativeItems = (one: Initiative, priorities: readonly string[]): Item[] => {
  const shared = { priorities, initiative: one.id }
  const milestones = milestonesOf(one).flatMap(({ id, name, owner, due }): Item[] =>
    owner === undefined ? [] : [{ kind: 'milestone', id, name, owner, due, ...shared }],
  )
  if (one.accountable === undefined) return milestones
  return [{ kind: 'initiative', id: one.id, name: one.name, owner: one.accountable, ...shared }, ...milestones]
}

const measureItems = (plan: ResolvedPlan, aims: ReadonlyMap<string, string[]>): Item[] => {
  const listed = new Set(plan.series.map((series) => series.kpi))
  const item = (id: string, name: string, owner: string, kpi: string): Item => {
    return { kind: 'kpi', id, name, owner, kpi, priorities: aims.get(kpi) ?? [] }
  }
  const open = plan.kpis.filter((kpi) => !listed.has(kpi.id) && kpi.owner !== undefined)
  return [
    ...plan.series.map((series) => item(series.key, series.name, series.owner, series.kpi)),
    ...open.map((kpi) => item(kpi.id, kpi.name, kpi.owner!, kpi.id)),
  ]
}

/**
 * Items about which a review asks: those in its scope (its lists added up: a priority with all that serves it, an
 * initiative with its milestones, a KPI with its series, what people of a function own) whose owner takes part.
 */
export const checkedIn = (plan: ResolvedPlan, review: ResolvedReview, items: readonly Item[]): Item[] => {
  const takesPart = review.participants && new Set(review.participants)
  const isIn = inScope(plan, review)
  return items.filter((item) => (!takesPart || takesPart.has(item.owner)) && isIn(item))
}

const inScope = (plan: ResolvedPlan, { scope }: ResolvedReview): ((item: Item) => boolean) => {
  if (!scope) return () => true
  const priorities = new Set(scope.priorities)
  const initiatives = new Set(scope.initiatives)
  const kpis = new Set(scope.kpis)
  const functions = new Set(scope.functions)
  return (item) =>
    item.priorities.some((id) => priorities.has(id)) ||
    (item.initiative !== undefined && initiatives.has(item.initiative)) ||
    (item.kpi !== undefined && kpis.has(item.kpi)) ||
    (functions.size > 0 && functions.has(personOf(plan, item.owner)?.function ?? ''))
}
