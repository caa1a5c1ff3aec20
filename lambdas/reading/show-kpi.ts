import type { KpiAnswer } from '../../domain/api/answers.ts'
import { formatInstant } from '../../domain/instant.ts'
import { seriesOf } from '../../domain/plan/lookup.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { plansUntil } from './as-of.ts'
import { afterCursor, cursorAfter } from './cursor.ts'
import { headsNow, headsThen } from './heads.ts'
import { definitionOf, seriesLine } from './line.ts'
import { instantOf, limitOf, type Parameters } from './parameters.ts'
import { type Reader, readableKpi } from './reader.ts'

export const KPI_PARAMETERS = ['as_of', 'limit', 'cursor'] as const

/** Series of a page: one batch read now; with as_of the whole history of each is read. */
const [MOST, MOST_AS_OF] = [100, 10]

/** A KPI as the plan defines it, and a page of its series by key with where each stands. */
export async function showKpi(
  current: CurrentPlan,
  reader: Reader,
  id: string,
  parameters: Parameters,
  now: number,
): Promise<KpiAnswer> {
  const at = instantOf(parameters, now)
  const plans = at === undefined ? [current] : await plansUntil(current, at)
  const held = plans.at(-1)!
  const kpi = readableKpi(held.plan, reader, id, current.plan)
  const most = at === undefined ? MOST : MOST_AS_OF
  const limit = limitOf(parameters, most, most)
  const question = JSON.stringify(['kpi', id, at])
  const after = afterCursor(question, parameters.cursor) ?? ''
  const wanted = seriesOf(held.plan)
    .filter((one) => one.kpi === id && one.key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const page = wanted.slice(0, limit)
  const keys = page.map(({ key }) => key)
  const heads = at === undefined ? await headsNow(keys) : await headsThen(plans, keys, at)
  return {
    asOf: formatInstant(at ?? now),
    planVersion: held.version,
    ...definitionOf(kpi),
    series: page.map((one) => seriesLine(kpi, one, heads.get(one.key))),
    ...(page.length < wanted.length ? { next: cursorAfter(question, page.at(-1)!.key) } : {}),
  }
}
