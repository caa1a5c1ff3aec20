import type { Decision } from '../../domain/decision.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedSeries, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import { type CurrentPlan, planOf } from '../aws/plan.ts'

/** KPI, series and trigger of a decision, with the plan they were found in. */
export interface About {
  current: CurrentPlan
  kpi: ResolvedKpi
  series: ResolvedSeries
  trigger: ResolvedTrigger
}

/** Neither the plan of now nor the one a decision was opened under has what it is about: a defect of an apply. */
export class NotInAnyPlan extends Error {
  override readonly name = 'NotInAnyPlan'
}

/** Found in the plan of now, else in the one the decision was opened under: a removed KPI must not strand a decision. */
export async function findAbout(current: CurrentPlan, decision: Decision): Promise<About> {
  const found = lookIn(current, decision)
  if (found) return found
  const former = {
    version: decision.planVersion,
    appliedAt: decision.openedAt,
    plan: await planOf(decision.planVersion),
  }
  const then = lookIn(former, decision)
  if (then) return then
  throw new NotInAnyPlan(
    `Decision ${decision.id}: plan ${current.version} and ${decision.planVersion} both lack ${decision.series}.`,
  )
}

function lookIn(current: CurrentPlan, decision: Decision): About | undefined {
  const kpi = kpiOf(current.plan, decision.kpi)
  const series = seriesByKey(current.plan, decision.series)
  const trigger = kpi?.triggers.find((one) => one.id === decision.trigger)
  return kpi && series && trigger && { current, kpi, series, trigger }
}
