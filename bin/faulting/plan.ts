import { DECIDE, EFFECT_CHECK, RESPOND, TIMING } from '../../domain/plan/defaults.ts'
import type { ResolvedKpi, ResolvedPerson, ResolvedPlan, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import type { Severity } from '../../domain/plan/trigger.ts'
import { cutInitiatives, cutReviews } from './reviews.ts'

const DAY = 86_400_000

/** Epoch day with which the cut begins, a Wednesday: the clocks change eleven days later, Easter is a month away. */
export const FIRST_DAY = Date.UTC(2017, 2, 15) / DAY

/** Beginning of a day of the cut, UTC, epoch milliseconds. */
export const dayStart = (day: number): number => (FIRST_DAY + day) * DAY

/**
 * The example cut small and sped up: a few of its trusts, and a day stands for a month, so that a decision runs its whole
 * course in weeks of simulated time. Each trust is held to a constant target of its own (`targets`, by series).
 * Attendances are asked about at once (S1), so that urgent mails and the wall clock count too. Two reviews ask about all of it.
 */
export function cutPlan(plan: ResolvedPlan, orgs: number, targets: (key: string) => number): ResolvedPlan {
  const kept = plan.series.filter(({ kpi }) => kpi === 'four-hour-performance').slice(0, orgs)
  const whole = plan.series.filter(({ kpi }) => kpi === 'attendances')
  const series = [...kept, ...whole].map((one) => ({
    ...one,
    targets: [{ kind: 'constant' as const, value: targets(one.key) }],
  }))
  const kpis = plan.kpis
    .filter(({ id }) => series.some(({ kpi }) => kpi === id))
    .map((kpi) => daily(kpi, kpi.id === 'attendances' ? 'S1' : 'S2'))
  const known = new Set(kpis.map(({ id }) => id))
  const initiatives = cutInitiatives(plan, kept[0]!.owner ?? plan.organisation.desk, FIRST_DAY)
  const sources = plan.sources.map((source) => ({ ...source, kpis: source.kpis.filter((id) => known.has(id)) }))
  return {
    ...plan,
    series,
    kpis,
    sources,
    people: peopleAround(plan, series),
    priorities: plan.priorities.map((priority) => ({
      ...priority,
      initiatives: priority.initiatives.filter((id) => initiatives.some((one) => one.id === id)),
    })),
    initiatives,
    reviews: cutReviews(plan),
  }
}

function daily(kpi: ResolvedKpi, severity: Severity): ResolvedKpi {
  const span = (of: Record<'daily', ResolvedKpi['lag']>) => of.daily
  const { lag, grace, settle, lock } = TIMING
  const times = { lag: span(lag), grace: span(grace), settle: span(settle), lock: span(lock) }
  return { ...kpi, ...times, cadence: 'daily', triggers: kpi.triggers.map((trigger) => faster(trigger, severity)) }
}

const faster = (trigger: ResolvedTrigger, severity: Severity): ResolvedTrigger => ({
  ...trigger,
  effectCheck: Math.min(trigger.effectCheck, EFFECT_CHECK.daily),
  levels: trigger.levels.map((level) => {
    const own = trigger.kind === 'threshold' ? severity : level.severity
    return { ...level, severity: own, respondBy: RESPOND[own].daily, decideBy: DECIDE[own].daily }
  }),
})

/** Whoever owns something, with everybody a ladder can reach. */
function peopleAround(plan: ResolvedPlan, series: ResolvedPlan['series']): ResolvedPerson[] {
  const byId = new Map(plan.people.map((person) => [person.id, person]))
  const wanted = new Set<string>()
  const add = (id: string | undefined): void => {
    const person = id === undefined ? undefined : byId.get(id)
    if (!person || wanted.has(person.id)) return
    wanted.add(person.id)
    add(person.manager)
    add(person.deputy)
  }
  add(plan.organisation.desk)
  for (const { owner, steward, decider, accountable } of series)
    for (const id of [owner, steward, decider, accountable]) add(id)
  for (const { accountable } of plan.priorities) add(accountable)
  return plan.people.filter(({ id }) => wanted.has(id))
}
