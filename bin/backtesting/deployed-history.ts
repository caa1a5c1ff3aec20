import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { type Arrival, arrivalsOf } from '../../domain/backtest/arrival.ts'
import type { SeriesHistory } from '../../domain/backtest/backtest.ts'
import { seriesDefinition } from '../../domain/definition.ts'
import { ObservationItem } from '../../domain/observation.ts'
import { tryPeriod } from '../../domain/period.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan, ResolvedSeries } from '../../domain/plan/resolved.ts'
import { type Deployment, output } from '../deployment.ts'
import type { History } from './csv-history.ts'

/** Series read at a time: fast enough for thousands, and no burden on a table that people wait for. */
const AT_ONCE = 16

const PARTITION = 'SERIES#'
const Stored = ObservationItem.strip()

/**
 * What a deployment knows of a plan's series, read with the operator's own credentials (dynamodb:Query on the table of
 * measurements and its index): every revision from the moment it was recorded. Periods of a former cadence are passed over.
 */
export async function readDeployed(found: Deployment, plan: ResolvedPlan): Promise<History> {
  const table = new Table(output(found, 'MeasurementsTable'))
  const wanted = [...plan.series, ...(await openSeriesIn(table, plan))]
  const histories: SeriesHistory[] = []
  let rows = 0
  for (let first = 0; first < wanted.length; first += AT_ONCE) {
    const read = await Promise.all(wanted.slice(first, first + AT_ONCE).map((series) => historyOf(table, plan, series)))
    for (const history of read) {
      rows += history.arrivals.length
      if (history.arrivals.length > 0) histories.push(history)
    }
  }
  return { histories, leftOut: [], rows }
}

async function historyOf(table: Table, plan: ResolvedPlan, series: ResolvedSeries): Promise<SeriesHistory> {
  const definition = seriesDefinition(plan, series, 1, 0)
  const items = await table.all({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :observations)',
    ExpressionAttributeValues: { ':pk': `${PARTITION}${series.key}`, ':observations': 'OBS#' },
    ConsistentRead: true,
  })
  const arrivals = items.flatMap((item): Arrival[] => {
    const stored = Stored.parse(item)
    const index = tryPeriod(definition.kpi.cadence, stored.period)
    return index === undefined ? [] : arrivalsOf(stored, definition, index)
  })
  return { series, arrivals }
}

/** Series of KPIs that list none: those that have a checkpoint, found in the index that wakes them. */
async function openSeriesIn(table: Table, plan: ResolvedPlan): Promise<ResolvedSeries[]> {
  const listed = new Set(plan.series.map(({ kpi }) => kpi))
  if (plan.kpis.every(({ id }) => listed.has(id))) return []
  const keys = await table.all({
    IndexName: 'due',
    KeyConditionExpression: 'dueKind = :fold',
    ExpressionAttributeValues: { ':fold': 'fold' },
  })
  return keys.flatMap(({ pk }) => {
    const series = seriesByKey(plan, String(pk).slice(PARTITION.length))
    return series && !listed.has(series.kpi) && kpiOf(plan, series.kpi) ? [series] : []
  })
}

/** One table, read to the end of each query. */
class Table {
  readonly #name: string
  readonly #client = DynamoDBDocumentClient.from(new DynamoDBClient({}))

  constructor(name: string) {
    this.#name = name
  }

  async all(query: Omit<QueryCommandInput, 'TableName'>): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = []
    let ExclusiveStartKey: Record<string, unknown> | undefined
    do {
      const page = await this.#client.send(new QueryCommand({ TableName: this.#name, ...query, ExclusiveStartKey }))
      found.push(...(page.Items ?? []))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey)
    return found
  }
}
