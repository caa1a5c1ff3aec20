/** The sentence for dimensions that name no series of a KPI: what is missing, too much or unknown. */
import { seriesOf } from './plan/lookup.ts'
import { nearest } from './plan/reference.ts'
import type { ResolvedKpi, ResolvedPlan } from './plan/resolved.ts'
import { shown } from './shown.ts'

/** Says what is wrong with the dimensions of a posting that `findSeries` found nothing for. */
export const unknownSeries = (
  plan: ResolvedPlan,
  kpi: ResolvedKpi,
  given: Readonly<Record<string, string>> = {},
): string => {
  const strange = Object.keys(given).find((name) => !kpi.dimensions.includes(name))
  if (strange !== undefined) {
    const known = kpi.dimensions.length === 0 ? 'it has none' : `its dimensions are ${kpi.dimensions.join(', ')}`
    return `KPI "${kpi.id}" has no dimension ${shown(strange)}; ${known}`
  }
  const missing = kpi.dimensions.find((name) => !Object.hasOwn(given, name))
  if (missing !== undefined)
    return `KPI "${kpi.id}" is reported by ${kpi.dimensions.join(' and ')}; send a value for the dimension ${missing}`
  return unknownValue(plan, kpi, given)
}

const unknownValue = (plan: ResolvedPlan, kpi: ResolvedKpi, given: Readonly<Record<string, string>>): string => {
  const listed = seriesOf(plan).filter((series) => series.kpi === kpi.id)
  const words = kpi.dimensions.map((name) => `${name} ${shown(given[name]!)}`).join(', ')
  if (listed.length === 0)
    return `${words} cannot name a series of KPI "${kpi.id}"; a value has 1 to 64 letters, digits, . _ and -`
  for (const name of kpi.dimensions) {
    const values = new Set(listed.map((series) => series.dimensions[name]!))
    if (values.has(given[name]!)) continue
    const near = nearest(given[name]!, values)
    const hint = near ? `did you mean ${shown(near)}?` : 'correct it or add the series to the plan'
    return `KPI "${kpi.id}" has no series ${words}; ${hint}`
  }
  return `KPI "${kpi.id}" has no series ${words}; add it to the plan`
}
