import { CsvError, parse } from 'csv-parse/sync'
import { type CsvRecord, type CsvRow, csvRows, lineAfter } from '../../domain/csv-lines.ts'
import { type PostingProblem, refuse } from '../../domain/posting-problem.ts'
import { shown } from '../../domain/shown.ts'
import { Problem } from '../http/problem.ts'

const TEXT = ['kpi', 'period', 'asOf', 'status', 'reason', 'unit']
const NUMBERS = ['value', 'numerator', 'denominator']

/** Written with a point and no separators of thousands: 1.234 and 1,234 mean different things in different countries. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A row that gives no observation. The others of its request are stored all the same. */
export class UnreadableRow {
  readonly problem: PostingProblem

  constructor(problem: PostingProblem) {
    this.problem = problem
  }
}

/** What a row says, and the line it begins on (the header is line 1). */
export interface CsvItem {
  input: unknown
  line: number
}

/**
 * Observations of a CSV text with a header row; every column that is no field of an observation must be one of the
 * plan's dimensions. An empty cell leaves its field out. A row that cannot be read becomes an `UnreadableRow`; quotes
 * that never close and a wrong header are a Problem with the line, since then nothing in the file is certain.
 */
export function readCsv(text: string, dimensions: ReadonlySet<string>): CsvItem[] {
  const [header, ...body] = rowsOf(text)
  if (!header)
    throw new Problem(400, 'malformed-csv', 'The body is empty: send a header row and a row for each observation.')
  const columns = header.record
  checkHeader(columns, header.line, dimensions)
  return body.map(({ record, line }) => ({ input: observation(columns, record), line }))
}

function rowsOf(text: string): CsvRow[] {
  const read: CsvRecord[] = []
  try {
    parse(text, {
      bom: true,
      raw: true,
      relax_column_count: true,
      trim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (one: unknown) => {
        read.push(one as CsvRecord)
      },
    })
    return csvRows(read)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // The parser says where it gave up; with a quote left open that is the end of the file, not the row to mend.
    const line = lineAfter(read)
    const what =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quote is opened and never closed'
        : 'a quote stands inside a cell; put the whole cell into quotes and write the quote twice'
    throw new Problem(400, 'malformed-csv', `Line ${line}: ${what}.`, { extensions: { line } })
  }
}

function checkHeader(columns: string[], line: number, dimensions: ReadonlySet<string>): void {
  const fault = headerFault(columns, dimensions)
  if (fault) throw new Problem(400, 'malformed-csv', `Line ${line}: ${fault}`, { extensions: { line } })
}

function headerFault(columns: string[], dimensions: ReadonlySet<string>): string | undefined {
  const known = [...TEXT, ...NUMBERS]
  if (columns.length === 1 && /[;\t|]/.test(columns[0]!))
    return `the header ${shown(columns[0]!)} has one column; separate the cells with commas.`
  const strange = columns.find((name) => !known.includes(name) && !dimensions.has(name))
  if (strange !== undefined) {
    const more = dimensions.size === 0 ? '' : ` nor a dimension of the plan (${[...dimensions].sort().join(', ')})`
    return `the column ${shown(strange)} is neither a field of an observation (${known.join(', ')})${more}.`
  }
  if (new Set(columns).size < columns.length) return 'a column is given twice; keep one of the two.'
  const missing = ['kpi', 'period'].find((name) => !columns.includes(name))
  return missing && `the column ${missing} is missing; kpi and period are needed.`
}

function observation(columns: string[], record: string[]): unknown {
  if (record.length !== columns.length) {
    return unreadable(
      `the row has ${record.length} cells, the header ${columns.length} columns; write an empty cell for what is missing, and a cell with a comma in quotes`,
    )
  }
  const fields: Record<string, unknown> = {}
  const dimensions: Record<string, string> = {}
  for (const [index, name] of columns.entries()) {
    const cell = record[index]!
    if (cell === '') continue
    if (NUMBERS.includes(name)) {
      if (!NUMBER.test(cell)) return unreadable(`${name} is ${shown(cell)}; write a number like 1234.5: ${NOTATION}`)
      fields[name] = Number(cell)
    } else if (TEXT.includes(name)) fields[name] = cell
    else dimensions[name] = cell
  }
  return Object.keys(dimensions).length > 0 ? { ...fields, dimensions } : fields
}

const NOTATION = 'a point before the decimals, no separators of thousands'

const unreadable = (detail: string) => new UnreadableRow(refuse('malformed', detail).problem)
