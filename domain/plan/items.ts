/** Items: what one person answers for, and which of them a review looks at. Lint, load and reviews go by the same ones. */
import type { ItemKind } from '../review/item.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedReview } from './resolved.ts'

/** Something of the plan with exactly one owner. */
export interface Item {
  kind: ItemKind
  /** Of a KPI the key of the series; the KPI's own id where its series only appear with data. */
  id: string
  name: string
  /** The desk where nobody is named. */
  owner: string
  unowned: boolean
  /** Due date of a milestone. */
  due?: string
  /** Where it belongs, for scopes: ids of priorities, initiatives and the KPI. */
  priorities: readonly string[]
  initiative?: string
  kpi?: string
}

/** A milestone with where it stands and who answers for it, as far as anybody is named. */
export interface OwnedMilestone {
  id: string
  name: string
  due: string
  initiative: string
  owner?: string
}

type Initiative = ResolvedPlan['initiatives'][number]
type Written = NonNullable<Initiative['milestones']>[number]

/** Milestones of an initiative, of its phases too. */
export const milestonesOf = ({ milestones = [], phases = [] }: Initiative): Written[] => [
  ...milestones,
  ...phases.flatMap((phase) => phase.milestones ?? []),
]

/** Who answers for a milestone: its owner, else the initiative's accountable person. */
export const ownerOf = (initiative: Initiative, milestone: Written): string | undefined =>
  milestone.owner ?? initiative.accountable

/** The milestones of a plan as they are written. */
export const writtenMilestones = (plan: ResolvedPlan): OwnedMilestone[] =>
  plan.initiatives.flatMap((initiative) =>
    milestonesOf(initiative).map((one) => {
      const owner = ownerOf(initiative, one)
      const { id, name, due } = one
      return { id, name, due, initiative: initiative.id, ...(owner === undefined ? {} : { owner }) }
    }),
  )

/** Every item of a plan in the plan's order; `milestones` as they stand. @default milestones as they are written */
export const itemsOf = (
  plan: ResolvedPlan,
  milestones: readonly OwnedMilestone[] = writtenMilestones(plan),
): Item[] => {
  const prioritiesOf = groupPriorities(plan)
  const owned = (kind: ItemKind, id: string, name: string, owner: string | undefined) => {
    return { kind, id, name, owner: owner ?? plan.organisation.desk, unowned: owner === undefined }
  }
  return [
    ...plan.priorities.map((p) => ({ ...owned('priority', p.id, p.name, p.accountable), priorities: [p.id] })),
    ...plan.initiatives.map((i) => ({
      ...owned('initiative', i.id, i.name, i.accountable),
      priorities: prioritiesOf.initiative(i.id),
      initiative: i.id,
    })),
    ...milestones.map((m) => ({
      ...owned('milestone', m.id, m.name, m.owner),
      due: m.due,
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

/** Which priorities an initiative or a KPI serves, as told by either side. */
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

/** What of a review says whom it asks about what. */
export type Asking = Pick<ResolvedReview, 'scope' | 'participants'>

/**
 * Items about which a review asks: those in its scope (its lists added up: a priority with all that serves it, an
 * initiative with its milestones, a KPI with its series, what people of a function own) whose owner takes part.
 */
export const checkedIn = (plan: ResolvedPlan, review: Asking, items: readonly Item[]): Item[] => {
  const takesPart = review.participants && new Set(review.participants)
  const isIn = inScope(plan, review)
  return items.filter((item) => (takesPart?.has(item.owner) ?? true) && isIn(item))
}

const inScope = (plan: ResolvedPlan, { scope }: Asking): ((item: Item) => boolean) => {
  if (!scope) return () => true
  const priorities = new Set(scope.priorities)
  const initiatives = new Set(scope.initiatives)
  const kpis = new Set(scope.kpis)
  const functions = new Set(scope.functions)
  const people = new Set(plan.people.filter((p) => functions.has(p.function ?? '')).map((p) => p.id))
  return (item) =>
    item.priorities.some((id) => priorities.has(id)) ||
    (item.initiative !== undefined && initiatives.has(item.initiative)) ||
    (item.kpi !== undefined && kpis.has(item.kpi)) ||
    (!item.unowned && people.has(item.owner))
}
