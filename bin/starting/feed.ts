import { parse } from 'csv-parse/sync'
import { dueAt } from '../../domain/deadline.ts'
import { periodExample, tryPeriod } from '../../domain/period.ts'
import { calendarOf, kpiOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { Refusal } from '../refusal.ts'

/** Rows that a source posts in one request at one instant. */
export interface Posting {
  instant: number
  /** CSV with its header. */
  body: string
  rows: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** One delivery in this many comes late, past the grace of a monthly KPI, as returns do. */
const LATE_SHARE = 1 / 40

interface Row {
  line: string
  instant: number
}

/**
 * When each row of a data file would have been posted: in the working day before its slot is due, one in forty some days
 * late. Rows of one instant travel in one request.
 */
export function feed(plan: ResolvedPlan, csv: string, file: string, draw: (stream: string) => number): Posting[] {
  const records = parse(csv, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    raw: true,
    info: true,
  }) as unknown as {
    record: Record<string, string>
    raw: string
    info: { lines: number }
  }[]
  const header = csv.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0]!
  const rows = records.map(({ record, raw, info }) => {
    const instant = arrival(plan, record, `${file}:${info.lines}`, draw)
    return { line: raw.replace(/\r?\n$/, ''), instant }
  })
  return together(header, rows)
}

function arrival(
  plan: ResolvedPlan,
  row: Record<string, string>,
  place: string,
  draw: (stream: string) => number,
): number {
  const kpi = kpiOf(plan, row.kpi ?? '')
  if (!kpi) throw new Refusal(`${place}: the plan has no KPI "${row.kpi}".`)
  const index = tryPeriod(kpi.cadence, row.period ?? '')
  if (index === undefined)
    throw new Refusal(
      `${place}: "${row.period}" is no ${kpi.cadence} period: write it like ${periodExample(kpi.cadence)}.`,
    )
  const due = dueAt(kpi, index, calendarOf(plan, kpi.calendar)!, kpi.timezone)
  const stream = `feed:${Object.values(row).join(':')}`
  const late = draw(`${stream}:late`) < LATE_SHARE ? Math.ceil(3 + 12 * draw(`${stream}:days`)) * DAY : 0
  // Due at midnight: between 10 and 16 o'clock of the day before, on the hour, so that many rows share a request.
  return due - 14 * HOUR + Math.floor(6 * draw(`${stream}:hour`)) * HOUR + late
}

function together(header: string, rows: Row[]): Posting[] {
  const byInstant = Map.groupBy(rows, (row) => row.instant)
  return [...byInstant]
    .sort(([a], [b]) => a - b)
    .flatMap(([instant, lines]) => {
      const batches: Posting[] = []
      for (let first = 0; first < lines.length; first += 500) {
        const batch = lines.slice(first, first + 500)
        batches.push({ instant, body: `${[header, ...batch.map((row) => row.line)].join('\n')}\n`, rows: batch.length })
      }
      return batches
    })
}
