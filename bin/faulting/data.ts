import { parse } from 'csv-parse/sync'
import { formatPeriod } from '../../domain/period.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { PostedRow } from '../../local/invariants/facts.ts'
import type { Draw } from './chance.ts'
import { meeting } from './meeting.ts'
import { dayStart, FIRST_DAY } from './plan.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Figures of one series on one day of the cut. */
export interface Figure {
  series: string
  day: number
  value?: number
  numerator?: number
  denominator?: number
}

/** Rows of the example, one month of the file a day of the cut, from a month that the seed draws. */
export function figuresOf(plan: ResolvedPlan, orgs: number, csv: string, days: number, draw: Draw): Figure[] {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[]
  const months = [...new Set(rows.map((row) => row.period!))].sort()
  const first = Math.floor(draw('first-month') * (months.length - days + 1))
  const dayOf = new Map(months.slice(first, first + days).map((month, index) => [month, index]))
  const kept = plan.series.filter(({ kpi }) => kpi === 'four-hour-performance').slice(0, orgs)
  const keys = new Map(kept.map(({ key, dimensions }) => [dimensions.org, key]))
  return rows.flatMap((row): Figure[] => {
    const at = dayOf.get(row.period!)
    const series =
      row.kpi === 'attendances' ? 'attendances' : row.kpi === 'four-hour-performance' ? keys.get(row.org!) : undefined
    if (at === undefined || series === undefined) return []
    if (row.value) return [{ series, day: at, value: Number(row.value) }]
    return [{ series, day: at, numerator: Number(row.numerator), denominator: Number(row.denominator) }]
  })
}

/** A constant target near the mean of a series, so that some days miss it and some do not. */
export function targetOf(figures: Figure[], key: string): number {
  const values = figures
    .filter(({ series }) => series === key)
    .map((one) => one.value ?? (100 * one.numerator!) / one.denominator!)
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return key === 'attendances' ? Math.round(mean * 0.92) : Math.round((mean + 4) * 10) / 10
}

/** What a source sends at one instant under one Idempotency-Key. */
export interface Sending {
  instant: number
  key: string
  rows: Omit<PostedRow, 'answer'>[]
  /** Sent twice at the same instant, as a source with two workers does. */
  twice: boolean
}

/**
 * When each figure is sent: before its day is due, or late; now and then never, first as a provisional one, corrected or
 * taken back later, or again as it was.
 */
export function sendingsOf(figures: Figure[], draw: Draw): Sending[] {
  const single = figures.flatMap((figure, index) => revisionsOf(figure, (name) => draw(`row-${index}-${name}`)))
  return [...Map.groupBy(single, ({ instant }) => instant)].map(([instant, all]) => ({
    instant,
    key: `figures-${instant}`,
    rows: all.map(({ row }) => row),
    twice: draw(`twice-${instant}`) < 0.15,
  }))
}

function revisionsOf(figure: Figure, draw: Draw): { instant: number; row: Omit<PostedRow, 'answer'> }[] {
  const { day, ...rest } = figure
  const period = formatPeriod('daily', FIRST_DAY + day)
  const ended = dayStart(day + 1)
  // On full hours, so that figures of one hour travel together.
  const first =
    ended +
    9 * HOUR +
    Math.floor(draw('hour') * 8) * HOUR +
    (draw('late') < 0.08 ? Math.ceil(draw('days') * 4) * DAY : 0)
  const send = (at: number, status: PostedRow['status'], figures: object) => {
    const instant = meeting(at, draw('meet'))
    const asOf = new Date(instant).toISOString()
    return { instant, row: { series: rest.series, period, asOf, status, ...figures } }
  }
  const figuresOfRow = { value: rest.value, numerator: rest.numerator, denominator: rest.denominator }
  const kind = draw('kind')
  if (kind < 0.06) return []
  if (kind < 0.16)
    return [send(first, 'provisional', altered(figuresOfRow, 0.97)), send(first + 2 * DAY, 'final', figuresOfRow)]
  if (kind < 0.22)
    return [send(first, 'final', altered(figuresOfRow, 0.9)), send(first + 26 * HOUR, 'final', figuresOfRow)]
  if (kind < 0.25) return [send(first, 'final', figuresOfRow), send(first + 30 * HOUR, 'retracted', {})]
  if (kind < 0.3) return [send(first, 'final', figuresOfRow), send(first + 5 * HOUR, 'final', figuresOfRow)]
  return [send(first, 'final', figuresOfRow)]
}

const altered = (
  { value, numerator, denominator }: Pick<PostedRow, 'value' | 'numerator' | 'denominator'>,
  factor: number,
) =>
  value === undefined
    ? { numerator: Math.round(numerator! * factor), denominator }
    : { value: Math.round(value * factor) }
