import { calendarOf, kpiOf, personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'

/**
 * References of a resolved plan that lead nowhere, as sentences. The command line checks the plan as written; this
 * second look is for plans that something else sent: a decision without a decider must not become possible.
 */
export function brokenReferences(plan: ResolvedPlan): string[] {
  const broken: string[] = []
  const person = (id: string | undefined, where: string) => {
    if (id !== undefined && !personOf(plan, id)) broken.push(`${where} names "${id}", who is not among the people.`)
  }
  const calendar = (id: string, where: string) => {
    if (!calendarOf(plan, id)) broken.push(`${where} names the calendar "${id}", which the plan does not have.`)
  }
  person(plan.organisation.desk, 'The desk')
  calendar(plan.organisation.calendar, 'The organisation')
  for (const one of plan.people) {
    calendar(one.calendar, `Person ${one.id}`)
    person(one.manager, `The manager of ${one.id}`)
    person(one.deputy, `The deputy of ${one.id}`)
  }
  for (const kpi of plan.kpis) {
    calendar(kpi.calendar, `KPI ${kpi.id}`)
    person(kpi.accountable, `KPI ${kpi.id}`)
    for (const trigger of kpi.triggers) {
      if (!ROLES.includes(trigger.decider)) person(trigger.decider, `Trigger ${trigger.id}`)
      if (!trigger.options.some((option) => option.id === trigger.fallback.option)) {
        broken.push(`Trigger ${trigger.id} falls back on "${trigger.fallback.option}", which is none of its options.`)
      }
    }
  }
  for (const series of plan.series) {
    if (!kpiOf(plan, series.kpi)) broken.push(`Series ${series.key} belongs to no KPI of the plan.`)
    for (const id of [series.owner, series.steward, series.decider]) person(id, `Series ${series.key}`)
  }
  return broken
}

const ROLES = ['owner', 'steward', 'accountable', 'decider']
