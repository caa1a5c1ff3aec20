import { CsvError, parse } from 'csv-parse/sync'
import { Problem } from '../http/problem.ts'

const TEXT = ['kpi', 'period', 'asOf', 'status', 'reason', 'unit']
const NUMBERS = ['value', 'numerator', 'denominator']

/** Written with a point and no separators of thousands: 1.234 and 1,234 mean different things in different countries. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/**
 * Observations of a CSV text with a header row; every column that is no field of an observation must be one of the
 * plan's dimensions. An empty cell leaves its field out. Errors name the line (the header is line 1).
 */
export function readCsv(text: string, dimensions: ReadonlySet<string>): unknown[] {
  const rows = rowsOf(text)
  const [header, ...body] = rows
  if (!header)
    throw new Problem(400, 'malformed-csv', 'The body is empty: send a header row and a row for each observation.')
  const columns = header.record.map((name) => name.trim())
  checkHeader(columns, dimensions)
  return body.map(({ record, line }) => observation(columns, record, line))
}

interface Row {
  record: string[]
  line: number
}

function rowsOf(text: string): Row[] {
  try {
    const rows = parse(text, { bom: true, info: true, skip_empty_lines: true, relax_column_count: true, trim: true })
    return (rows as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : undefined
    throw new Problem(400, 'malformed-csv', `Line ${line ?? '?'}: ${error.message}`, { extensions: { line } })
  }
}

function checkHeader(columns: string[], dimensions: ReadonlySet<string>): void {
  const known = [...TEXT, ...NUMBERS]
  const strange = columns.find((name) => !known.includes(name) && !dimensions.has(name))
  const detail =
    strange !== undefined
      ? `Line 1: the column "${strange}" is neither a field of an observation (${known.join(', ')}) nor a dimension of a KPI of the plan.`
      : new Set(columns).size < columns.length
        ? 'Line 1: a column is given twice; keep one of the two.'
        : ['kpi', 'period'].some((name) => !columns.includes(name))
          ? 'Line 1: the columns kpi and period are needed.'
          : undefined
  if (detail) throw new Problem(400, 'malformed-csv', detail, { extensions: { line: 1 } })
}

function observation(columns: string[], record: string[], line: number): unknown {
  if (record.length !== columns.length) {
    const detail = `Line ${line}: ${record.length} cells, but the header has ${columns.length} columns.`
    throw new Problem(400, 'malformed-csv', detail, { extensions: { line } })
  }
  const fields: Record<string, unknown> = {}
  const dimensions: Record<string, string> = {}
  for (const [index, name] of columns.entries()) {
    const cell = record[index]!
    if (cell === '') continue
    if (NUMBERS.includes(name)) fields[name] = number(cell, name, line)
    else if (TEXT.includes(name)) fields[name] = cell
    else dimensions[name] = cell
  }
  return Object.keys(dimensions).length > 0 ? { ...fields, dimensions } : fields
}

function number(cell: string, name: string, line: number): number {
  if (NUMBER.test(cell)) return Number(cell)
  const detail = `Line ${line}: ${name} "${cell}" is no number; write it like 1234.5, without separators of thousands.`
  throw new Problem(400, 'malformed-csv', detail, { extensions: { line } })
}
