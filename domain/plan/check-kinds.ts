/** Rules about what only some kinds of trigger have. */
import { periodExample, tryPeriod } from '../period.ts'
import { checkComposite } from './check-composite.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { KpiSpec } from './measure.ts'
import type { TriggerKind, TriggerSpec } from './trigger.ts'

type KindKey =
  | 'window'
  | 'yearBegins'
  | 'against'
  | 'by'
  | 'floor'
  | 'rules'
  | 'side'
  | 'baselineFrom'
  | 'classic'
  | 'all'
  | 'any'
  | 'none'

/** Kinds that have a key; every other key of a trigger is common to all. */
const KINDS_OF: Record<KindKey, readonly TriggerKind[]> = {
  window: ['pace', 'forecast'],
  yearBegins: ['pace', 'forecast'],
  against: ['change'],
  by: ['change'],
  floor: ['change'],
  rules: ['control-chart'],
  side: ['control-chart'],
  baselineFrom: ['control-chart', 'capability'],
  classic: ['control-chart', 'capability'],
  all: ['composite'],
  any: ['composite'],
  none: ['composite'],
}

/** Keys of another kind, and what the kind asks of its KPI. */
export const checkKind = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => [
  ...checkKeys(trigger, path),
  ...(trigger.kind === 'pace' ? checkPace(kpi, trigger, path) : []),
  ...(trigger.kind === 'change' ? checkChange(kpi, trigger, path) : []),
  ...(trigger.kind === 'forecast' ? checkForecast(kpi, trigger, path) : []),
  ...(trigger.kind === 'composite' ? checkComposite(kpi, trigger, path) : []),
  ...checkBaseline(kpi, trigger, path),
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
  return [...sum, ...checkWindow(kpi, trigger, path)]
}

const checkWindow = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  if ((trigger.window ?? kpi.window) !== 'quarter' || kpi.cadence !== 'quarterly') return []
  const message = 'a quarter is a single period of a quarterly KPI; make the window a year'
  return [problem('short-window', [...path, 'window'], message)]
}

const FORECAST: readonly KpiSpec['aggregation'][] = ['sum', 'mean', 'last']

const checkForecast = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const message = `KPI "${kpi.id}" has no sum, mean or last value that should rise or fall; change aggregation or direction, or use a control-chart`
  const known = FORECAST.includes(kpi.aggregation) && kpi.direction !== 'range'
  return [...(known ? [] : [problem('no-forecast', [...path, 'kind'], message)]), ...checkWindow(kpi, trigger, path)]
}

const checkBaseline = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const { baselineFrom } = trigger
  if (baselineFrom === undefined || tryPeriod(kpi.cadence, baselineFrom) !== undefined) return []
  const message = `"${baselineFrom}" is no ${kpi.cadence} period; write it like ${periodExample(kpi.cadence)}`
  return [problem('wrong-period', [...path, 'baselineFrom'], message)]
}

const checkChange = (kpi: KpiSpec, trigger: TriggerSpec, path: PropertyKey[]): PlanProblem[] => {
  const needed = { by: 'the percentage that is too much', floor: 'the smallest value worth comparing with' }
  const found = (['by', 'floor'] as const)
    .filter((key) => trigger[key] === undefined)
    .map((key) => problem('missing', path, `a change trigger needs "${key}:"; give ${needed[key]}`))
  if (trigger.against !== 'last-week' || kpi.cadence === 'daily' || kpi.cadence === 'weekdays') return found
  const message = `KPI "${kpi.id}" is ${kpi.cadence} and has no same day a week before; compare with previous or last-year`
  return [...found, problem('no-week', [...path, 'against'], message)]
}
