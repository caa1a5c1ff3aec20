import { type Arrival, assumedAt } from '../../domain/backtest/arrival.ts'
import { definitionFor, type SeriesHistory } from '../../domain/backtest/backtest.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { deployment, type Reach } from '../deployment.ts'
import { Refusal } from '../refusal.ts'
import { type History, type LeftOut, readHistory } from './csv-history.ts'

export interface HistoryOptions extends Reach {
  data?: string[]
  fromDeployed?: boolean
  asDue?: boolean
}

/** Rows left out that are told one by one. */
const TOLD = 10

/** The history the options name: files, or what a deployment knows. Refuses what holds nothing about the plan. */
export async function historyOf(plan: ResolvedPlan, options: HistoryOptions): Promise<History> {
  const { data, fromDeployed, asDue } = options
  if ((data === undefined) === !fromDeployed)
    throw new Refusal('Name the history: --data FILE.csv, as many as there are, or --from-deployed.')
  const history = data ? readHistory(plan, data, Date.now()) : await deployed(plan, options)
  if (history.histories.length === 0) {
    const where = data ? `No row of ${data.join(', ')}` : `No figure of the stack "${options.stack}"`
    throw new Refusal(`${where} fits the plan.\n${toldOf(history.leftOut)}`.trim())
  }
  return asDue ? { ...history, histories: history.histories.map((one) => whenDue(plan, one)) } : history
}

/** The clients of AWS are loaded only where they are needed. */
async function deployed(plan: ResolvedPlan, options: Reach): Promise<History> {
  const { readDeployed } = await import('./deployed-history.ts')
  const { readSilences } = await import('../deciding/made-silences.ts')
  const history = await readDeployed(await deployment(options), plan)
  const silences = (await readSilences(options)).map(({ kpi, trigger, dimensions, from, until, because }) => {
    return { kpi, trigger, dimensions, from: parseInstant(from), until: parseInstant(until), because }
  })
  return { ...history, silences }
}

/** What is known of each slot in the end, as if it had been known when the slot was due: for figures that came all at once, years later. */
function whenDue(plan: ResolvedPlan, { series, arrivals }: SeriesHistory): SeriesHistory {
  const definition = definitionFor(plan, { series, arrivals })
  const last = new Map<number, Arrival>()
  for (const arrival of [...arrivals].sort((a, b) => a.at - b.at)) last.set(arrival.index, arrival)
  const due = [...last.values()].map(({ index, posted: { asOf: _, ...posted } }) => ({
    at: assumedAt(definition, { index, posted }),
    index,
    posted,
  }))
  return { series, arrivals: due }
}

/** The rows that were left out, one a line. */
export function toldOf(leftOut: readonly LeftOut[]): string {
  const lines = leftOut.slice(0, TOLD).map(({ place, why }) => `${place} left out: ${why}`)
  return [...lines, ...(leftOut.length > TOLD ? [`and ${leftOut.length - TOLD} more rows`] : [])].join('\n')
}
