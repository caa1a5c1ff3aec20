/** Rules about what KPIs are for: each has a target, a trigger, a priority and a source. */
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'

/** KPIs that are tracked and not used. The target of a KPI of adoption is the programme's business. */
export const checkUse = (plan: Plan): PlanProblem[] => {
  const outcomes = new Set((plan.priorities ?? []).map((priority) => priority.outcome?.kpi))
  const posted = new Set((plan.sources ?? []).flatMap((source) => source.kpis))
  const adoption = new Set((plan.programmes ?? []).map((programme) => programme.measures.adoption))
  return plan.kpis.flatMap((kpi, i) => {
    const at = ['kpis', i]
    const what = `KPI "${kpi.id}"`
    return [
      ...(kpi.triggers && kpi.triggers.length > 0
        ? []
        : [
            problem(
              'kpi-without-trigger',
              at,
              `${what} has no trigger; add one that says who decides what, or drop the KPI`,
            ),
          ]),
      ...(kpi.priority !== undefined || outcomes.has(kpi.id)
        ? []
        : [problem('kpi-without-priority', at, `${what} belongs to no priority; add "priority:" or drop the KPI`)]),
      ...(hasTarget(kpi) || adoption.has(kpi.id)
        ? []
        : [
            problem(
              'kpi-without-target',
              at,
              `${what} has no target; add "target:" and "bands:" here or on every series`,
            ),
          ]),
      ...(posted.has(kpi.id) || kpi.measures
        ? []
        : [problem('kpi-without-source', at, `no source may post ${what}; name it under one of the sources`)]),
      ...(kpi.kind === 'leading' && !(kpi.leads && kpi.leads.length > 0)
        ? [
            problem(
              'leads-nothing',
              [...at, 'kind'],
              `${what} is leading but leads nothing; add "leads:" or make it lagging`,
            ),
          ]
        : []),
    ]
  })
}

/** Whether every series is judged by something. */
export const hasTarget = (kpi: Plan['kpis'][number]): boolean =>
  kpi.target !== undefined || (kpi.series?.every((series) => series.target !== undefined) ?? false)
