import type { ResolvedKpi, ResolvedPlan } from '../../domain/plan/resolved.ts'
import { ROLES } from '../../domain/plan/text.ts'
import type { Reference } from './references.ts'

/** What KPIs, their triggers and series name. */
export function ofMeasures({ kpis, series }: ResolvedPlan): Reference[] {
  return [
    ...kpis.flatMap(ofKpi),
    ...series.flatMap((one): Reference[] => {
      const where = `Series ${one.key}`
      const people = [one.owner, one.steward, one.decider, one.accountable]
      return [{ kind: 'kpi', id: one.kpi, where }, ...people.map((id): Reference => ({ kind: 'person', id, where }))]
    }),
  ]
}

function ofKpi(kpi: ResolvedKpi): Reference[] {
  const where = `KPI ${kpi.id}`
  const people = [kpi.owner, kpi.steward, kpi.accountable]
  const kpis = [...kpi.leads, ...(kpi.tradesOff ?? [])]
  return [
    { kind: 'calendar', id: kpi.calendar, where },
    { kind: 'priority', id: kpi.priority, where },
    ...people.map((id): Reference => ({ kind: 'person', id, where })),
    ...kpis.map((id): Reference => ({ kind: 'kpi', id, where })),
    ...kpi.triggers
      .filter(({ decider }) => !(ROLES as readonly string[]).includes(decider))
      .map(({ id, decider }): Reference => ({ kind: 'person', id: decider, where: `Trigger ${id}` })),
  ]
}
