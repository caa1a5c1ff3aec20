import { type Arrival, assumedAt } from '../../domain/backtest/arrival.ts'
import type { SeriesHistory } from '../../domain/backtest/backtest.ts'
import type { KpiSilence } from '../../domain/backtest/timeline.ts'
import { checkPosted } from '../../domain/check-posted.ts'
import { csvRows } from '../../domain/csv-lines.ts'
import { seriesDefinition } from '../../domain/definition.ts'
import { tryInstant } from '../../domain/instant.ts'
import type { ResolvedPlan, ResolvedSeries } from '../../domain/plan/resolved.ts'
import { headerFault, rowObservation, UnreadableRow } from '../../domain/posted-row.ts'
import { recordsOf } from '../importing/read-rows.ts'
import { readText } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'

/** When a figure was recorded, beside the columns of `import`. @default the due date of its slot */
const RECORDED = 'recordedAt'

/** A row that was left out, with its place and why. */
export interface LeftOut {
  place: string
  why: string
}

/** What files say of a plan's series, oldest rows first, and the rows that say nothing. */
export interface History {
  histories: SeriesHistory[]
  leftOut: LeftOut[]
  rows: number
  /** Made by command, of a deployment. */
  silences?: KpiSilence[]
}

/** Reads CSV files in the layout of `throughline import`. What the API would refuse at `now` is left out and said. */
export function readHistory(plan: ResolvedPlan, paths: readonly string[], now: number): History {
  const open = { ...plan, sources: [{ id: RECORDED, name: 'History', kpis: plan.kpis.map(({ id }) => id) }] }
  const found = new Map<string, { series: ResolvedSeries; arrivals: Arrival[] }>()
  const leftOut: LeftOut[] = []
  let rows = 0
  for (const path of paths) {
    for (const { input, line } of rowsOf(path, plan)) {
      rows += 1
      const place = `${path}:${line}`
      const read = readRow(open, input, now)
      if ('why' in read) {
        leftOut.push({ place, why: read.why })
        continue
      }
      const known = found.get(read.series.key) ?? { series: read.series, arrivals: [] }
      known.arrivals.push(read.arrival)
      found.set(read.series.key, known)
    }
  }
  return { histories: [...found.values()], leftOut, rows }
}

function readRow(
  plan: ResolvedPlan,
  input: Record<string, unknown> | UnreadableRow,
  now: number,
): { why: string } | { series: ResolvedSeries; arrival: Arrival } {
  if (input instanceof UnreadableRow) return { why: input.problem.detail }
  const { [RECORDED]: recorded, ...fields } = input
  const at = typeof recorded === 'string' ? tryInstant(recorded) : undefined
  if (recorded !== undefined && at === undefined)
    return { why: `${RECORDED} is "${recorded}"; write an instant like 2016-05-03T07:00:00Z` }
  const checked = checkPosted(plan, RECORDED, fields, at ?? now)
  if (!checked.ok) return { why: checked.problem.detail }
  const { series, index, posted } = checked
  const arrival = { at: at ?? assumedAt(seriesDefinition(plan, series, 1, 0), checked), index, posted }
  return { series, arrival }
}

function rowsOf(path: string, plan: ResolvedPlan) {
  const dimensions = new Set(plan.kpis.flatMap((kpi) => kpi.dimensions))
  const [header, ...body] = csvRows(recordsOf(readText(path), path, 'Nothing was looked at.'))
  if (!header || body.length === 0)
    throw new Refusal(`${path} has no rows: a header line and at least one row are needed.`)
  const fault = headerFault(header.record, dimensions, [RECORDED])
  if (fault) throw new Refusal(`${path}:${header.line} ${fault}`)
  return body.map(({ record, line }) => ({ input: rowObservation(header.record, record, [RECORDED]), line }))
}
