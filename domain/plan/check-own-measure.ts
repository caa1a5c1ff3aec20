/** Rules about KPIs that Throughline measures itself. */
import { type PlanProblem, problem } from './finding.ts'
import type { KpiSpec } from './measure.ts'
import { LATENCY_MOMENTS, OWN_DIMENSIONS, OWN_SOURCE, resolveOwnMeasure } from './own-measure.ts'
import type { Plan } from './plan.ts'

/** Its form is that of what is measured: days per decision, by what decisions differ by, posted by nobody else. */
export const checkOwnMeasure = (plan: Plan, kpi: KpiSpec, at: PropertyKey[]): PlanProblem[] => {
  if (kpi.measures === undefined) return []
  const what = `KPI "${kpi.id}" is measured by Throughline`
  const { from, to } = resolveOwnMeasure(kpi.measures)
  const found: PlanProblem[] = []
  const say = (path: PropertyKey[], message: string) => found.push(problem('own-measure', path, message))
  if (kpi.aggregation !== 'ratio')
    say([...at, 'aggregation'], `${what} as days per decision; make its aggregation ratio`)
  if (LATENCY_MOMENTS.indexOf(from) >= LATENCY_MOMENTS.indexOf(to))
    say([...at, 'measures'], `${what} from ${from} to ${to}, which does not come after it; choose a later "to"`)
  for (const [i, name] of (kpi.dimensions ?? []).entries()) {
    if (OWN_DIMENSIONS.includes(name)) continue
    say([...at, 'dimensions', i], `${what}, and decisions have no "${name}"; choose from ${OWN_DIMENSIONS.join(', ')}`)
  }
  for (const [i, source] of (plan.sources ?? []).entries()) {
    const j = source.kpis.indexOf(kpi.id)
    if (j >= 0) say(['sources', i, 'kpis', j], `${what}; no source may post it: take it out`)
  }
  return found
}

/** The name Throughline writes under cannot be that of a source. */
export const checkOwnSource = (plan: Plan): PlanProblem[] =>
  (plan.sources ?? []).flatMap(({ id }, i) =>
    id === OWN_SOURCE
      ? [
          problem(
            'own-measure',
            ['sources', i, 'id'],
            `"${OWN_SOURCE}" is what Throughline itself writes under; call this source otherwise`,
          ),
        ]
      : [],
  )
