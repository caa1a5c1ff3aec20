/** Rules about what only some kinds of trigger have. */
import { type PlanProblem, problem } from './finding.ts'
import type { KpiSpec } from './measure.ts'
import type { TriggerKind, TriggerSpec } from './trigger.ts'

type KindKey = 'window' | 'yearBegins' | 'against' | 'by' | 'floor'

/** Kinds that have a key; every other key of a trigger is common to all. */
const KINDS_OF: Record<KindKey, readonly TriggerKind[]> = {
  window: ['pace'],
  yearBegins: ['pace'],
  against: ['change'],
  by: ['change'],
  floor: ['change'],
}

/** Keys of another kind, and what the kind asks of its KPI. */
export const checkKind = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => [
  ...checkKeys(trigger, path),
  ...(trigger.kind === 'pace' ? checkPace(kpi, trigger, path) : []),
  ...(trigger.kind === 'change' ? checkChange(kpi, trigger, path) : []),
]

const checkKeys = (trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] =>
  (Object.keys(KINDS_OF) as KindKey[])
    .filter((key) => trigger[key] !== undefined && !KINDS_OF[key].includes(trigger.kind))
    .map((key) => {
      const message = `"${key}:" belongs to kind ${KINDS_OF[key].join(' or ')}, and this trigger is a ${trigger.kind}; remove one`
      return problem('other-kind', [...path, key], message)
    })

const checkPace = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const adds = kpi.aggregation === 'sum' && kpi.direction !== 'range'
  const sum = adds
    ? []
    : [
        problem(
          'no-sum',
          [...path, 'kind'],
          `pace adds up periods, so KPI "${kpi.id}" needs aggregation sum and direction up or down; else use a threshold`,
        ),
      ]
  if ((trigger.window ?? kpi.window) !== 'quarter' || kpi.cadence !== 'quarterly') return sum
  const message = 'a quarter is a single period of a quarterly KPI; make the window a year'
  return [...sum, problem('short-window', [...path, 'window'], message)]
}

const checkChange = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const needed = { by: 'the percentage that is too much', floor: 'the smallest value worth comparing with' }
  const found = (['by', 'floor'] as const)
    .filter((key) => trigger[key] === undefined)
    .map((key) => problem('missing', path, `a change trigger needs "${key}:"; give ${needed[key]}`))
  if (trigger.against !== 'last-week' || kpi.cadence === 'daily') return found
  const message = `KPI "${kpi.id}" is ${kpi.cadence} and has no same day a week before; compare with previous or last-year`
  return [...found, problem('no-week', [...path, 'against'], message)]
}
