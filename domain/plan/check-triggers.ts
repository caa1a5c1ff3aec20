/** Rules about triggers: something to judge against, a condition that can be met, a decider who exists, a fallback that is an option. */
import { checkKind } from './check-kinds.ts'
import { hasTarget } from './check-use.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { KpiSpec } from './measure.ts'
import type { Plan } from './plan.ts'
import type { ReferenceCheck } from './reference.ts'
import type { TriggerKind, TriggerSpec } from './trigger.ts'

/** All problems of one KPI's triggers. */
export const checkTriggers = (plan: Plan, kpi: KpiSpec, at: PropertyKey[], person: ReferenceCheck): PlanProblem[] =>
  (kpi.triggers ?? []).flatMap((trigger, j) => {
    const path = [...at, 'triggers', j]
    return [
      ...checkDecider(plan, kpi, trigger, path, person),
      ...checkOptions(trigger, path),
      ...checkCounts(trigger, path),
      ...checkMeasure(kpi, trigger, path),
      ...checkKind(kpi, trigger, path),
    ]
  })

const checkDecider = (
  plan: Plan,
  kpi: KpiSpec,
  trigger: TriggerSpec,
  path: PropertyKey[],
  person: ReferenceCheck,
): PlanProblem[] => {
  const decider = trigger.decider
  if (decider === undefined || decider === 'owner' || decider === 'steward' || decider === 'decider') return []
  if (decider !== 'accountable') return person(decider, [...path, 'decider'])
  const priority = (plan.priorities ?? []).find((p) => p.id === kpi.priority)
  if (priority?.accountable !== undefined) return []
  const message = `trigger "${trigger.id}" asks the accountable person and KPI "${kpi.id}" has none; add "priority:" or name a person`
  return [problem('no-decider', [...path, 'decider'], message)]
}

const checkOptions = (trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const ids = trigger.options.map((option) => option.id)
  const double = ids.findIndex((id, i) => ids.indexOf(id) < i)
  const found: PlanProblem[] = []
  if (double >= 0) {
    found.push(
      problem(
        'duplicate-id',
        [...path, 'options', double, 'id'],
        `the option "${ids[double]}" is already given above; rename one`,
      ),
    )
  }
  if (!ids.includes(trigger.fallback.option)) {
    const message = `the fallback "${trigger.fallback.option}" is none of the options ${ids.join(', ')}; name one of them`
    found.push(problem('unknown-reference', [...path, 'fallback', 'option'], message))
  }
  return found
}

const checkCounts = (trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const blocks = [{ block: trigger, at: path }, ...(trigger.red ? [{ block: trigger.red, at: [...path, 'red'] }] : [])]
  return blocks.flatMap(({ block, at }) => {
    if ((block.m === undefined) !== (block.n === undefined)) {
      return [
        problem(
          'half-condition',
          at,
          'm and n belong together; give both (m breaches of the newest n slots) or neither',
        ),
      ]
    }
    return block.m !== undefined && block.m > block.n!
      ? [problem('impossible-condition', at, `m (${block.m}) of n (${block.n}) can never be met; make m at most n`)]
      : []
  })
}

const checkMeasure = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  if (trigger.kind !== 'threshold' && (trigger.level || trigger.red)) {
    const why =
      trigger.kind === 'freshness' ? ', for data is there or it is not' : '; amber and red are distances of a threshold'
    return [problem('no-level', path, `a ${trigger.kind} trigger has no level${why}; remove "level" and "red"`)]
  }
  if (trigger.red && trigger.level !== 'amber') {
    return [
      problem(
        'no-level',
        [...path, 'red'],
        '"red:" overrides the red part of a trigger with level amber; put its keys on the trigger itself',
      ),
    ]
  }
  if (!NEEDS_TARGET.includes(trigger.kind) || hasTarget(kpi)) return []
  const message = `trigger "${trigger.id}" compares with a target, but KPI "${kpi.id}" has none; add "target:" here or on every series`
  return [problem('no-target', path, message)]
}

const NEEDS_TARGET: readonly TriggerKind[] = ['threshold', 'pace', 'forecast', 'capability']
