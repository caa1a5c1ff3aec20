import { type MetricName, type MetricStore, minuteAfter } from './metric-store.ts'

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

export type Comparison =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold'

/** A metric alarm as the template declares it. Times in milliseconds. */
export interface AlarmRule {
  name: string
  arn: string
  description?: string
  /** One metric, or several whose values are added up (`SUM(METRICS())`). */
  metrics: { name: MetricName; statistic: string }[]
  period: number
  evaluationPeriods: number
  datapointsToAlarm: number
  threshold: number
  comparison: Comparison
  missing: 'breaching' | 'notBreaching' | 'ignore' | 'missing'
  actionsEnabled: boolean
  /** ARNs by the state that is entered. */
  actions: Record<AlarmState, string[]>
}

/** What an alarm's windows say at `end`: the state and the sentence CloudWatch gives with it. */
export function judge(
  rule: AlarmRule,
  current: AlarmState,
  store: MetricStore,
  end: number,
): { state: AlarmState; reason: string } {
  const values = Array.from({ length: rule.evaluationPeriods }, (_, back) => {
    const to = end - back * rule.period
    return windowValue(rule, store, to - rule.period, to)
  })
  const known = values.filter((value) => value !== undefined)
  const breaching = values.filter((value) =>
    value === undefined ? rule.missing === 'breaching' : breaches(rule, value),
  ).length
  const words = `${breaching} of the last ${values.length} periods breach (threshold ${rule.threshold}, values newest first: ${values.map((value) => value ?? 'none').join(', ')})`
  if (breaching >= rule.datapointsToAlarm) return { state: 'ALARM', reason: words }
  if (known.length === 0 && rule.missing === 'ignore') return { state: current, reason: words }
  if (known.length === 0 && rule.missing === 'missing') return { state: 'INSUFFICIENT_DATA', reason: words }
  return { state: 'OK', reason: words }
}

/** The value of a window, `from ≤ t < to`; metrics without data add nothing, and without any there is none. */
function windowValue({ metrics }: AlarmRule, store: MetricStore, from: number, to: number): number | undefined {
  const values = metrics.map(({ name, statistic }) => store.statistic(name, statistic, from, to))
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0)
}

/** Whether a value breaches the alarm's threshold. */
export function breaches({ comparison, threshold }: AlarmRule, value: number): boolean {
  if (comparison === 'GreaterThanThreshold') return value > threshold
  if (comparison === 'GreaterThanOrEqualToThreshold') return value >= threshold
  return comparison === 'LessThanThreshold' ? value < threshold : value <= threshold
}

/**
 * The instants at which a value measured at `at` can change the alarm: the minute it is first seen, and whenever it
 * leaves a window. Between them an evaluation would say the same again, so there is no standing tick.
 */
export function turningPoints(rule: AlarmRule, at: number): number[] {
  const seen = minuteAfter(at)
  return Array.from({ length: rule.evaluationPeriods + 1 }, (_, index) => seen + index * rule.period)
}

/** Whether a value cannot change a quiet alarm: nothing happened, and only much rings it. Most values are of this kind. */
export function isIdle(rule: AlarmRule, state: AlarmState, value: number): boolean {
  return state === 'OK' && value <= 0 && rule.comparison.startsWith('Greater') && !breaches(rule, 0)
}
