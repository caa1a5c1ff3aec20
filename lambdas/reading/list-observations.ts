import type { ObservationAnswer, ObservationPage } from '../../domain/api/answers.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { ObservationItem } from '../../domain/observation.ts'
import { figureOf, newestOf } from '../../domain/observation-view.ts'
import { periodExample, tryPeriod } from '../../domain/period.ts'
import type { ResolvedKpi } from '../../domain/plan/resolved.ts'
import { shown } from '../../domain/shown.ts'
import { readObservationPage } from '../aws/observation-page.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { plansUntil } from './as-of.ts'
import { afterCursor, cursorAfter } from './cursor.ts'
import { instantOf, limitOf, type Parameters, refuse } from './parameters.ts'
import { readableSeries } from './read-series.ts'
import type { Reader } from './reader.ts'

export const OBSERVATION_PARAMETERS = ['from', 'to', 'as_of', 'limit', 'cursor'] as const

/** Observations of a series by period, oldest first, as they are now or were known at an instant: one query. */
export async function listObservations(
  current: CurrentPlan,
  reader: Reader,
  key: string,
  parameters: Parameters,
  now: number,
): Promise<ObservationPage> {
  const at = instantOf(parameters, now)
  const { plan } = at === undefined ? current : (await plansUntil(current, at)).at(-1)!
  const { kpi } = readableSeries(plan, reader, key, current.plan)
  const limit = limitOf(parameters, 100, 500)
  const from = periodOf(kpi, parameters, 'from')
  const to = periodOf(kpi, parameters, 'to')
  const question = JSON.stringify(['observations', key, from, to, at])
  const after = afterCursor(question, parameters.cursor)
  const { items, more } = await readObservationPage(key, { from, to, after, limit })
  return {
    series: key,
    observations: items.flatMap((item) => observationAnswer(kpi, item, at) ?? []),
    ...(more && items.length > 0 ? { next: cursorAfter(question, items.at(-1)!.period) } : {}),
  }
}

function periodOf({ id, cadence }: ResolvedKpi, parameters: Parameters, name: 'from' | 'to'): string | undefined {
  const given = parameters[name]
  if (given === undefined || tryPeriod(cadence, given) !== undefined) return given
  return refuse(`${name} is ${shown(given)}; ${id} is ${cadence}: write a period like ${periodExample(cadence)}.`)
}

/** The revision in force by then; undefined where none was recorded yet. */
function observationAnswer(
  kpi: ResolvedKpi,
  item: ObservationItem,
  at: number | undefined,
): ObservationAnswer | undefined {
  const revisions =
    at === undefined ? item.revisions : item.revisions.filter(({ recordedAt }) => parseInstant(recordedAt) <= at)
  const newest = newestOf(revisions)
  if (!newest) return undefined
  const { numerator, denominator, status, asOf, recordedAt, source, reason } = newest
  const value = status === 'retracted' ? undefined : figureOf(newest, kpi)
  return {
    period: item.period,
    ...(value === undefined ? {} : { value }),
    ...(numerator === undefined || value === undefined ? {} : { numerator, denominator }),
    ...{ status, asOf, recordedAt, source },
    ...(reason === undefined ? {} : { reason }),
    revisions: revisions.length,
  }
}
