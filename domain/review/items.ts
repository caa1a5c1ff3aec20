/** What a review asks about and whom: the items of its scope, each with the one person who answers for it. */
import { formatDay, parseDay } from '../civil.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedReview } from '../plan/resolved.ts'
import { type ItemKind, itemKey } from './item.ts'
import type { Milestone } from './milestones.ts'

/** Milestones are asked about from this many days before they are due. */
export const MILESTONE_DAYS = 30

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

/** What of a review says whom it asks about what. */
export type Asking = Pick<ResolvedReview, 'scope' | 'participants'>

/** An item with what scopes go by. */
interface Candidate extends ReviewItem {
  priorities: readonly string[]
  initiative?: string
  kpi?: string
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
): ReviewItem[] => {
  const inScope = scopeOf(plan, review)
  const asked = review.participants && new Set(review.participants)
  return candidates(plan, timely(milestones, today))
    .filter((one) => inScope(one) && (asked?.has(one.owner) ?? true))
    .map(({ item, kind, id, name, owner, unowned }) => ({ item, kind, id, name, owner, unowned }))
}

/** Who is asked: the owners, each once, in the order of their first item. */
export const participantsOf = (items: readonly ReviewItem[]): string[] => [...new Set(items.map((one) => one.owner))]

const candidates = (plan: ResolvedPlan, milestones: readonly Milestone[]): Candidate[] => {
  const prioritiesOf = groupPriorities(plan)
  const owned = (kind: ItemKind, id: string, name: string, owner: string | undefined) => ({
    item: itemKey(kind, id),
    kind,
    id,
    name,
    owner: owner ?? plan.organisation.desk,
    unowned: owner === undefined,
  })
  return [
    ...plan.priorities.map((p) => ({ ...owned('priority', p.id, p.name, p.accountable), priorities: [p.id] })),
    ...plan.initiatives.map((i) => ({
      ...owned('initiative', i.id, i.name, i.accountable),
      priorities: prioritiesOf.initiative(i.id),
      initiative: i.id,
    })),
    ...milestones.map((m) => ({
      ...owned('milestone', m.id, m.name, m.owner),
      priorities: prioritiesOf.initiative(m.initiative),
      initiative: m.initiative,
    })),
    ...figures(plan).map(({ key, name, owner, kpi }) => ({
      ...owned('kpi', key, name, owner),
      priorities: prioritiesOf.kpi(kpi),
      kpi: kpi.id,
    })),
    ...(plan.workflows ?? []).map((w) => ({
      ...owned('workflow', w.id, w.name, w.owner),
      priorities: w.priority === undefined ? [] : [w.priority],
    })),
  ]
}

/** Every series; a KPI whose series appear as data does, which have no owner of their own, is answered for as a whole. */
const figures = (plan: ResolvedPlan): { key: string; name: string; owner: string | undefined; kpi: ResolvedKpi }[] => {
  const series = Map.groupBy(plan.series, (one) => one.kpi)
  return plan.kpis.flatMap((kpi) => {
    const listed = series.get(kpi.id)
    if (!listed) return [{ key: kpi.id, name: kpi.name, owner: kpi.owner, kpi }]
    return listed.map(({ key, name, owner }) => ({ key, name, owner, kpi }))
  })
}

const groupPriorities = (plan: ResolvedPlan) => {
  const initiatives = new Map<string, string[]>()
  const outcomes = new Map<string, string[]>()
  for (const { id, initiatives: listed, outcome } of plan.priorities) {
    for (const initiative of listed) initiatives.set(initiative, [...(initiatives.get(initiative) ?? []), id])
    if (outcome) outcomes.set(outcome.kpi, [...(outcomes.get(outcome.kpi) ?? []), id])
  }
  return {
    initiative: (id: string): readonly string[] => initiatives.get(id) ?? [],
    kpi: ({ id, priority }: ResolvedKpi): readonly string[] => [
      ...(outcomes.get(id) ?? []),
      ...(priority === undefined ? [] : [priority]),
    ],
  }
}

const scopeOf = (plan: ResolvedPlan, { scope }: Asking): ((one: Candidate) => boolean) => {
  if (!scope) return () => true
  const priorities = new Set(scope.priorities)
  const initiatives = new Set(scope.initiatives)
  const kpis = new Set(scope.kpis)
  const functions = new Set(scope.functions)
  const people = new Set(
    plan.people.filter((p) => p.function !== undefined && functions.has(p.function)).map((p) => p.id),
  )
  return (one) =>
    one.priorities.some((id) => priorities.has(id)) ||
    (one.initiative !== undefined && initiatives.has(one.initiative)) ||
    (one.kpi !== undefined && kpis.has(one.kpi)) ||
    (!one.unowned && people.has(one.owner))
}

const timely = (milestones: readonly Milestone[], today: string): Milestone[] => {
  const horizon = formatDay(parseDay(today) + MILESTONE_DAYS)
  const open = milestones.filter((one) => one.doneOn === undefined)
  const next = new Map<string, Milestone>()
  for (const one of open) {
    const known = next.get(one.initiative)
    if (one.due >= today && (!known || one.due < known.due)) next.set(one.initiative, one)
  }
  return open.filter((one) => one.due <= horizon || next.get(one.initiative) === one)
}
