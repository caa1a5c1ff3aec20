/** Series files as the M4 competition has them: a header, then per row an id and its values, with blank cells (or R's NA) after the last. */
import { CsvError, parse } from 'csv-parse/sync'
import { Refusal } from '../bin/refusal.ts'
import { type CsvRecord, csvRows, lineAfter } from '../domain/csv-lines.ts'

/** Ids and values of a file in its order. What is malformed is refused with line and column (the cell's number in its row). */
export function readSeries(csv: string, path: string): Map<string, number[]> {
  const [header, ...rows] = csvRows(records(csv, path))
  if (!header || rows.length === 0)
    throw new Refusal(`${path} has no series: a header line and at least one row are needed.`)
  if (isNumber(header.record[1] ?? ''))
    throw new Refusal(`${path}:${header.line}:2 a header line comes first; "${header.record[1]}" is a value.`)
  const series = new Map<string, number[]>()
  for (const { record, line } of rows) {
    const [id = '', ...cells] = record
    const refuse = (column: number, what: string) => new Refusal(`${path}:${line}:${column} ${what}`)
    if (id === '') throw refuse(1, 'the row has no id.')
    if (series.has(id)) throw refuse(1, `"${id}" is here for the second time.`)
    const end = cells.findLastIndex((cell) => !isNothing(cell)) + 1
    if (end === 0) throw refuse(2, `"${id}" has no values.`)
    const values = cells.slice(0, end).map((cell, i) => {
      if (isNothing(cell)) throw refuse(i + 2, 'a value is missing: blanks may only follow the last one.')
      if (!isNumber(cell)) throw refuse(i + 2, `"${cell}" is not a number.`)
      return Number(cell)
    })
    series.set(id, values)
  }
  return series
}

function records(csv: string, path: string): CsvRecord[] {
  const read: CsvRecord[] = []
  try {
    parse(csv, {
      bom: true,
      raw: true,
      relax_column_count: true,
      trim: true,
      on_record: (one: unknown) => {
        read.push(one as CsvRecord)
      },
    })
    return read
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const column = typeof error.column === 'number' ? error.column + 1 : 1
    throw new Refusal(`${path}:${lineAfter(read)}:${column} a quote is not closed, or stands inside a cell.`)
  }
}

/** What pads a row to the length of the longest. */
const isNothing = (cell: string): boolean => cell === '' || cell === 'NA' || cell === 'NaN'

const isNumber = (cell: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell)
