import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { ofMeasures } from './references-measures.ts'
import { ofMotion } from './references-motion.ts'
import { ofStrategy } from './references-strategy.ts'

/** The kinds of things in a plan that others name by id. */
export type Kind = 'person' | 'calendar' | 'function' | 'kpi' | 'priority' | 'initiative' | 'milestone'

/** One thing naming another: what is named, and who names it, as the beginning of a sentence. */
export interface Reference {
  kind: Kind
  id: string | undefined
  where: string
}

const WORDS: Record<Kind, string> = {
  person: 'person',
  calendar: 'calendar',
  function: 'function',
  kpi: 'KPI',
  priority: 'priority',
  initiative: 'initiative',
  milestone: 'milestone',
}

/**
 * References of a resolved plan that lead nowhere, as sentences. The command line checks the plan as written; this
 * second look is for plans that something else sent: a decision without a decider must not become possible. A test
 * breaks every reference of a plan that has all parts and expects it here.
 */
export function brokenReferences(plan: ResolvedPlan): string[] {
  const known = knownIn(plan)
  const broken = [...ofOrganisation(plan), ...ofMeasures(plan), ...ofStrategy(plan), ...ofMotion(plan)].flatMap(
    ({ kind, id, where }) =>
      id === undefined || known[kind].has(id)
        ? []
        : [`${where} names the ${WORDS[kind]} "${id}", which the plan does not have.`],
  )
  return [...new Set([...doubles(plan), ...broken, ...fallbacks(plan)])]
}

function knownIn(plan: ResolvedPlan): Record<Kind, Set<string>> {
  const ids = (items: readonly { id: string }[]) => new Set(items.map(({ id }) => id))
  const milestones = plan.initiatives.flatMap((one) => [
    ...(one.milestones ?? []),
    ...(one.phases ?? []).flatMap((phase) => phase.milestones ?? []),
  ])
  return {
    person: ids(plan.people),
    calendar: ids(plan.calendars),
    function: ids(plan.functions),
    kpi: ids(plan.kpis),
    priority: ids(plan.priorities),
    initiative: ids(plan.initiatives),
    milestone: ids(milestones),
  }
}

function ofOrganisation({ organisation, people, sources }: ResolvedPlan): Reference[] {
  return [
    { kind: 'person', id: organisation.desk, where: 'The desk' },
    { kind: 'calendar', id: organisation.calendar, where: 'The organisation' },
    ...people.flatMap((one): Reference[] => [
      { kind: 'calendar', id: one.calendar, where: `Person ${one.id}` },
      { kind: 'function', id: one.function, where: `Person ${one.id}` },
      { kind: 'person', id: one.manager, where: `Person ${one.id}, as manager,` },
      { kind: 'person', id: one.deputy, where: `Person ${one.id}, as deputy,` },
    ]),
    ...sources.flatMap(({ id, kpis }) =>
      kpis.map((kpi): Reference => ({ kind: 'kpi', id: kpi, where: `Source ${id}` })),
    ),
  ]
}

/** Two things of one id: whoever names it would get either. */
function doubles(plan: ResolvedPlan): string[] {
  const { series, calendars, people, sources, functions, priorities, initiatives, kpis } = plan
  const triggers = kpis.flatMap((kpi) => kpi.triggers)
  const parts = { calendars, people, sources, functions, priorities, initiatives, kpis, triggers }
  const motion = { reviews: plan.reviews ?? [], programmes: plan.programmes ?? [], workflows: plan.workflows ?? [] }
  const ids = Object.entries({ ...parts, ...motion }).map(([part, items]) => [part, items.map(({ id }) => id)] as const)
  return [...ids, ['series', series.map(({ key }) => key)] as const].flatMap(([part, all]) => {
    const seen = new Set<string>()
    const again = all.filter((id) => seen.has(id) || !seen.add(id))
    return again.map((id) => `The ${part} have "${id}" twice.`)
  })
}

function fallbacks(plan: ResolvedPlan): string[] {
  return plan.kpis.flatMap(({ triggers }) =>
    triggers.flatMap(({ id, fallback, options }) =>
      options.some((option) => option.id === fallback.option)
        ? []
        : [`Trigger ${id} falls back on "${fallback.option}", which is none of its options.`],
    ),
  )
}
