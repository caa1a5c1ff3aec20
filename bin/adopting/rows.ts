/** Rows of a table as values of the plan, each cell read by its column. */
import { shown } from '../../domain/shown.ts'
import type { Column, DateOrder } from './column.ts'
import { type CellFinding, Fault, type Place } from './fault.ts'
import type { Table, TableRow } from './table.ts'

/** What a row says: values by key, and a place for what is wrong with one of them. */
export interface Row extends Place {
  values: Record<string, unknown>
  place: (key: string) => Place
}

/** Reads every cell; a row with a cell that cannot be read is a finding and no row. */
export function readRows(table: Table, columns: readonly Column[], dates: DateOrder | undefined) {
  const rows: Row[] = []
  const findings: CellFinding[] = []
  for (const row of table.rows) {
    const read = readRow(row, columns, dates)
    if (read.findings.length > 0) findings.push(...read.findings)
    else rows.push(read.row)
  }
  return { rows, findings }
}

function readRow({ cells, line, column }: TableRow, columns: readonly Column[], dates: DateOrder | undefined) {
  const values: Record<string, unknown> = {}
  const findings: CellFinding[] = []
  for (const { key, read } of columns) {
    const cell = cells.get(key)
    if (!cell) continue
    const value = read(cell.text, dates)
    if (value instanceof Fault)
      findings.push({ line: cell.line, column: cell.column, message: `${key}: ${value.message}` })
    else values[key] = value
  }
  const place = (key: string): Place => {
    const cell = cells.get(key)
    return cell ? { line: cell.line, column: cell.column } : { line, column }
  }
  return { row: { line, column, values, place }, findings }
}

/** What a new item still needs, in the columns' names; one finding names all of it. */
export function missing(row: Row, columns: readonly Column[], noun: string): CellFinding[] {
  const absent = columns.filter(({ key, needed }) => needed && row.values[key] === undefined).map(({ key }) => key)
  if (absent.length === 0) return []
  const named = row.values.name ?? row.values.id
  const what = typeof named === 'string' ? `${noun} ${shown(named)}` : `this ${noun}`
  return [
    { line: row.line, column: row.column, message: `${what} is new and has no ${absent.join(', no ')}; fill it in` },
  ]
}

/** The first of two rows about one item; a second row may repeat it, but not say something else. */
export function contradicted(seen: Map<unknown, Row>, item: unknown, row: Row): CellFinding[] {
  const first = seen.get(item)
  if (!first) {
    seen.set(item, row)
    return []
  }
  const key = Object.keys(row.values).find(
    (k) => k in first.values && JSON.stringify(row.values[k]) !== JSON.stringify(first.values[k]),
  )
  return key === undefined
    ? []
    : [
        {
          ...row.place(key),
          message: `line ${first.line} is about the same item and has another ${key}; keep one of the two`,
        },
      ]
}
