/** A row of a CSV file as an observation, and what is wrong with a header or a row. */
import { type PostingProblem, refuse } from './posting-problem.ts'
import { shown } from './shown.ts'

const TEXT = ['kpi', 'period', 'asOf', 'status', 'reason', 'unit']
const NUMBERS = ['value', 'numerator', 'denominator']

/** Written with a point and no separators of thousands: 1.234 and 1,234 mean different things in different countries. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A row that gives no observation. The others of its file are read all the same. */
export class UnreadableRow {
  readonly problem: PostingProblem

  constructor(problem: PostingProblem) {
    this.problem = problem
  }
}

/** What is wrong with a header: every column must be a field of an observation, a dimension of the plan, or one of `more`. */
export const headerFault = (
  columns: readonly string[],
  dimensions: ReadonlySet<string>,
  more: readonly string[] = [],
): string | undefined => {
  const known = [...TEXT, ...NUMBERS, ...more]
  if (columns.length === 1 && /[;\t|]/.test(columns[0]!))
    return `the header ${shown(columns[0]!)} has one column; separate the cells with commas.`
  const strange = columns.find((name) => !known.includes(name) && !dimensions.has(name))
  if (strange !== undefined) {
    const also = dimensions.size === 0 ? '' : ` nor a dimension of the plan (${[...dimensions].sort().join(', ')})`
    return `the column ${shown(strange)} is neither a field of an observation (${known.join(', ')})${also}.`
  }
  if (new Set(columns).size < columns.length) return 'a column is given twice; keep one of the two.'
  const missing = ['kpi', 'period'].find((name) => !columns.includes(name))
  return missing && `the column ${missing} is missing; kpi and period are needed.`
}

/** What a row says, not checked yet; an empty cell leaves its field out. Columns of `more` are text beside the dimensions. */
export const rowObservation = (
  columns: readonly string[],
  record: readonly string[],
  more: readonly string[] = [],
): Record<string, unknown> | UnreadableRow => {
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
    } else if (TEXT.includes(name) || more.includes(name)) fields[name] = cell
    else dimensions[name] = cell
  }
  return Object.keys(dimensions).length > 0 ? { ...fields, dimensions } : fields
}

const NOTATION = 'a point before the decimals, no separators of thousands'

const unreadable = (detail: string) => new UnreadableRow(refuse('malformed', detail).problem)
