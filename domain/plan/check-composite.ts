/** Rules about composites: they name triggers of their KPI, few enough to follow, and never themselves. */
import { cycleOf, type Expression, MAX_LEAVES } from '../signal/composite.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { KpiSpec } from './measure.ts'
import { referenceTo } from './reference.ts'
import type { TriggerSpec } from './trigger.ts'

const LISTS = ['all', 'any', 'none'] as const

/** Problems of one composite; a circle is told at the first composite that is on it. */
export const checkComposite = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const named = namedBy(trigger)
  if (named.length === 0) {
    const message = 'a composite needs "all:", "any:" or "none:"; name the triggers of this KPI it is made of'
    return [problem('missing', path, message)]
  }
  const reference = referenceTo(`trigger of KPI "${kpi.id}"`, kpi.triggers ?? [])
  const unknown = LISTS.flatMap((list) => (trigger[list] ?? []).flatMap((id, i) => reference(id, [...path, list, i])))
  return [...unknown, ...checkLeaves(named, path), ...checkCircle(kpi, trigger, path)]
}

const namedBy = (trigger: TriggerSpec): string[] => LISTS.flatMap((list) => trigger[list] ?? [])

const checkLeaves = (named: string[], path: PropertyKey[]): PlanProblem[] => {
  if (named.length <= MAX_LEAVES) return []
  const message = `a composite of ${named.length} triggers is more than anybody can follow; name at most ${MAX_LEAVES}, or make composites of composites`
  return [problem('too-many-leaves', path, message)]
}

const checkCircle = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const composites = (kpi.triggers ?? []).filter(({ kind }) => kind === 'composite')
  const circle = cycleOf(new Map(composites.map((one) => [one.id, asExpression(one)])))
  if (circle?.[0] !== trigger.id) return []
  const message = `composite "${trigger.id}" depends on itself: ${circle.join(' → ')}; leave one of them out`
  return [problem('circular-composite', path, message)]
}

const asExpression = (trigger: TriggerSpec): Expression => ({ all: namedBy(trigger).map((id) => ({ trigger: id })) })
