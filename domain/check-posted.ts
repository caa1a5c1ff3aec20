/** Whether what was posted can be an observation of this plan: shape, KPI, series, source, unit, period, figures. */
import { tryInstant } from './instant.ts'
import { malformedPosting } from './malformed-posting.ts'
import { PostedObservation } from './observation.ts'
import { periodExample, periodStart, tryPeriod } from './period.ts'
import { findSeries, kpiOf, mayPost } from './plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries } from './plan/resolved.ts'
import { type PostingProblem, refuse } from './posting-problem.ts'
import { shown } from './shown.ts'
import { unknownSeries } from './unknown-series.ts'

/** Clocks of sources run ahead a little. */
const SKEW = 5 * 60_000

/** What the check found out on its way. */
export interface CheckedPosting {
  posted: PostedObservation
  kpi: ResolvedKpi
  series: ResolvedSeries
  /** Index of the period. */
  index: number
}

export type PostingCheck = ({ ok: true } & CheckedPosting) | { ok: false; problem: PostingProblem }

/** Checks one item of a request. `source` is the id the caller's key stands for. */
export const checkPosted = (plan: ResolvedPlan, source: string, input: unknown, now: number): PostingCheck => {
  const parsed = PostedObservation.safeParse(input)
  if (!parsed.success) {
    const { code, detail } = malformedPosting(parsed.error.issues[0]!, input)
    return refuse(code, detail)
  }
  const posted = parsed.data
  const lost = lostDimension(input, posted)
  if (lost !== undefined)
    return refuse('malformed', `dimensions.${lost} cannot be the name of a dimension; leave it out`)
  const kpi = kpiOf(plan, posted.kpi)
  if (!kpi)
    return refuse('unknown-kpi', `the plan has no KPI ${shown(posted.kpi)}; correct the id or add the KPI to the plan`)
  if (!mayPost(plan, source, kpi.id)) {
    return refuse(
      'may-not-post',
      `source "${source}" may not post KPI "${kpi.id}"; add it to the source's kpis in the plan`,
    )
  }
  const series = findSeries(plan, kpi.id, posted.dimensions)
  if (!series) {
    return refuse('unknown-series', unknownSeries(plan, kpi, posted.dimensions))
  }
  if (posted.unit !== undefined && posted.unit !== kpi.unit) {
    return refuse(
      'wrong-unit',
      `unit ${shown(posted.unit)} was posted, KPI "${kpi.id}" is in "${kpi.unit}"; convert the figures`,
    )
  }
  const index = tryPeriod(kpi.cadence, posted.period)
  if (index === undefined) {
    const example = periodExample(kpi.cadence)
    return refuse('wrong-period', `${shown(posted.period)} is no ${kpi.cadence} period; write it like ${example}`)
  }
  const problem = checkTime(posted, kpi, index, now) ?? checkFigures(posted, kpi)
  return problem ?? { ok: true, posted, kpi, series, index }
}

/** A name that the schema let fall, as it does with `__proto__`, would post to another series than was meant. */
const lostDimension = (input: unknown, { dimensions = {} }: PostedObservation): string | undefined =>
  Object.keys((input as { dimensions?: object }).dimensions ?? {}).find((name) => !Object.hasOwn(dimensions, name))

const checkTime = (posted: PostedObservation, kpi: ResolvedKpi, index: number, now: number) => {
  if (periodStart(kpi.cadence, index, kpi.timezone) > now) {
    return refuse('future-period', `period ${posted.period} has not begun; post what has happened`)
  }
  if (posted.asOf !== undefined && tryInstant(posted.asOf)! > now + SKEW) {
    return refuse('future-as-of', `asOf ${shown(posted.asOf)} lies in the future; send when the figure was true`)
  }
  return undefined
}

const checkFigures = (posted: PostedObservation, kpi: ResolvedKpi) => {
  const { value, numerator, denominator, status } = posted
  const given = [value, numerator, denominator].filter((x) => x !== undefined)
  if (status === 'retracted' && given.length === 0) return undefined
  if (kpi.aggregation === 'ratio') {
    if (value !== undefined || numerator === undefined || denominator === undefined) {
      return refuse('ratio-required', `KPI "${kpi.id}" is a ratio; post numerator and denominator and no value`)
    }
    if (denominator === 0) {
      return refuse('zero-denominator', 'a ratio over 0 says nothing; leave the period out or retract it')
    }
  } else if (value === undefined || numerator !== undefined || denominator !== undefined) {
    return refuse('value-required', `KPI "${kpi.id}" is no ratio; post one value and no numerator or denominator`)
  }
  // Comparison counts in whole units of the last decimal place, which must stay exact; records keep 38 digits from 1e-130.
  const limit = 9e15 / 10 ** kpi.decimals
  const judged = value ?? (numerator! / denominator!) * kpi.per
  if ([...given, judged].some((x) => Math.abs(x) > limit || (x !== 0 && Math.abs(x) < 1e-100))) {
    return refuse(
      'out-of-range',
      `a figure is too large or too small to be kept exactly; at most ${limit} with ${kpi.decimals} decimals`,
    )
  }
  return undefined
}
