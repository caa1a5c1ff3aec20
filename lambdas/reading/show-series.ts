import type { ForecastAnswer, LimitsAnswer, SeriesAnswer, TriggerAnswer } from '../../domain/api/answers.ts'
import type { Head } from '../../domain/checkpoint.ts'
import { formatInstant } from '../../domain/instant.ts'
import { formatPeriod } from '../../domain/period.ts'
import type { ResolvedKpi, ResolvedSeries } from '../../domain/plan/resolved.ts'
import { roundTo } from '../../domain/rounding.ts'
import { forecastAt, limitsAt, type Standing } from '../../domain/series-outlook.ts'
import { shownProbability } from '../../domain/signal/forecast.ts'
import { reasonOf } from '../../domain/unasked.ts'
import { latestOf, reasonAnswer, seriesHref, statusOf } from './line.ts'

/** What is known of a series, and by which plan. */
export interface SeriesFacts {
  kpi: ResolvedKpi
  series: ResolvedSeries
  head: Head | undefined
  standing: Standing | undefined
  planVersion: number
  /** Epoch ms. */
  at: number
}

/** A series in the words of the API, without what is open. */
export function seriesAnswer({ kpi, series, head, standing, planVersion, at }: SeriesFacts): SeriesAnswer {
  const { unit, decimals, direction, cadence } = kpi
  const latest = latestOf(kpi, head)
  return {
    asOf: formatInstant(at),
    planVersion,
    series: series.key,
    kpi: kpi.id,
    name: series.name,
    dimensions: series.dimensions,
    ...{ unit, decimals, direction, cadence },
    owner: series.owner,
    steward: series.steward,
    decider: series.decider,
    status: statusOf(head),
    ...(head?.period === undefined ? {} : { period: head.period }),
    ...(latest ? { latest } : {}),
    targets: series.targets,
    ...(series.bands ? { bands: series.bands } : {}),
    triggers: triggersOf(kpi, head),
    limits: standing ? limitsOf(kpi, standing) : [],
    forecasts: standing ? forecastsOf(kpi, standing) : [],
    observations: `${seriesHref(series.key)}/observations`,
  }
}

const triggersOf = (kpi: ResolvedKpi, head: Head | undefined): TriggerAnswer[] =>
  kpi.triggers.map(({ id, kind, question }) => {
    const { state = 'ok', level, severity, episodeId, inhibited } = head?.triggers[id] ?? {}
    return {
      ...{ id, kind, question, state },
      ...(level ? { level } : {}),
      ...(severity ? { severity } : {}),
      ...(episodeId ? { episode: episodeId } : {}),
      ...(inhibited ? { inhibited: reasonAnswer(reasonOf(inhibited)) } : {}),
    }
  })

/** Two decimals more than the KPI has: limits are computed, not measured. */
const finer = ({ decimals }: ResolvedKpi, value: number): number => roundTo(value, decimals + 2)

const limitsOf = (kpi: ResolvedKpi, standing: Standing): LimitsAnswer[] =>
  kpi.triggers.flatMap((trigger): LimitsAnswer[] => {
    const found = limitsAt(standing, trigger)
    if (!found) return []
    const { centre, lower, upper, from, to } = found.limits
    return [
      {
        trigger: trigger.id,
        state: found.state,
        centre: finer(kpi, centre),
        lower: finer(kpi, lower),
        upper: finer(kpi, upper),
        from: formatPeriod(kpi.cadence, from),
        to: formatPeriod(kpi.cadence, to),
      },
    ]
  })

const forecastsOf = (kpi: ResolvedKpi, standing: Standing): ForecastAnswer[] =>
  kpi.triggers.flatMap((trigger): ForecastAnswer[] => {
    const found = forecastAt(standing, trigger)
    if (!found) return []
    const { first, last, of, target, expected, miss } = found
    return [
      {
        trigger: trigger.id,
        first: formatPeriod(kpi.cadence, first),
        last: formatPeriod(kpi.cadence, last),
        of,
        target: finer(kpi, target),
        expected: finer(kpi, expected),
        miss: shownProbability(miss),
      },
    ]
  })
