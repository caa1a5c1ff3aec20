/** Rules about silences and about KPIs that are part of another one. */
import { type PlanProblem, problem } from './finding.ts'
import type { KpiSpec } from './measure.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'
import type { SilenceSpec } from './silence.ts'

/** Silences of triggers and series that are there, that end after they begin. */
export const checkSilences = (kpi: KpiSpec, at: PropertyKey[]): PlanProblem[] => {
  const trigger = referenceTo(`trigger of KPI "${kpi.id}"`, kpi.triggers ?? [])
  return (kpi.silences ?? []).flatMap((silence, i) => {
    const path = [...at, 'silences', i]
    return [
      ...trigger(silence.trigger, [...path, 'trigger']),
      ...checkDays(silence, path),
      ...checkOf(kpi, silence, path),
    ]
  })
}

const checkDays = ({ from, until }: SilenceSpec, path: PropertyKey[]): PlanProblem[] =>
  from !== undefined && from > until
    ? [problem('backwards', path, `this silence ends on ${until}, before ${from}; swap them`)]
    : []

const checkOf = (kpi: KpiSpec, { dimensions = {} }: SilenceSpec, path: PropertyKey[]): PlanProblem[] =>
  Object.keys(dimensions).flatMap((name) => {
    if (kpi.dimensions?.includes(name)) return []
    const known = kpi.dimensions?.join(', ') || 'none'
    const message = `this silence is for a "${name}", and KPI "${kpi.id}" has ${known}; name one of them`
    return [problem('wrong-dimensions', [...path, 'dimensions', name], message)]
  })

/** A whole that is there, is measured as often, and has no dimensions but those of its part. */
export const checkWhole = (plan: Plan, kpi: KpiSpec, at: PropertyKey[]): PlanProblem[] => {
  if (kpi.partOf === undefined) return []
  const path = [...at, 'partOf']
  const whole = plan.kpis.find(({ id }) => id === kpi.partOf)
  if (!whole) return referenceTo('KPI', plan.kpis)(kpi.partOf, path)
  const strange = (whole.dimensions ?? []).filter((name) => !kpi.dimensions?.includes(name))
  if (strange.length > 0) {
    const message = `"${whole.id}" is split by ${strange.join(', ')} and "${kpi.id}" is not; name a KPI of which it is a part`
    return [problem('no-whole', path, message)]
  }
  if (whole.id !== kpi.id && (whole.dimensions ?? []).length < (kpi.dimensions ?? []).length) return []
  const message = `"${whole.id}" is no coarser than "${kpi.id}"; name a KPI with fewer dimensions`
  return [problem('no-whole', path, message)]
}
