import type { Decision } from '../../domain/decision.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import { type CurrentPlan, planOf } from '../aws/plan.ts'

/** KPI, series and trigger of a decision, with the plan they were found in. */
export interface About {
  current: CurrentPlan
  kpi: ResolvedKpi
  series: ResolvedSeries
  trigger: ResolvedTrigger
  /** Only the plan the decision was opened under has it. */
  former: boolean
}

/** Neither the plan of now nor the one a decision was opened under has what it is about: a defect of an apply. */
export class NotInAnyPlan extends Error {
  override readonly name = 'NotInAnyPlan'
}

/** Found in the plan of now, else in the one the decision was opened under: a removed KPI must not strand a decision. */
export async function findAbout(current: CurrentPlan, decision: Decision): Promise<About> {
  const found = lookIn(current.plan, decision)
  if (found) return { current, ...found, former: false }
  const former = {
    version: decision.planVersion,
    appliedAt: decision.openedAt,
    plan: await planOf(decision.planVersion),
  }
  const then = lookIn(former.plan, decision)
  if (then) return { current: former, ...then, former: true }
  throw new NotInAnyPlan(
    `Decision ${decision.id}: plan ${current.version} and ${decision.planVersion} both lack ${decision.series}.`,
  )
}

/** The plan that says how the effect of a decision is timed: the one of now, else the one it was opened under. */
export async function planAbout(plan: ResolvedPlan, decision: Decision): Promise<ResolvedPlan> {
  if (decision.kind === 'person' && (decision.kpi === '' || kpiOf(plan, decision.kpi))) return plan
  return lookIn(plan, decision) ? plan : planOf(decision.planVersion)
}

function lookIn(plan: ResolvedPlan, decision: Decision) {
  const kpi = kpiOf(plan, decision.kpi)
  const series = seriesByKey(plan, decision.series)
  const trigger = kpi?.triggers.find((one) => one.id === decision.trigger)
  return kpi && series && trigger && { kpi, series, trigger }
}
