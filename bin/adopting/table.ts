/** A CSV text as a table: rows whose cells know their column and their place in the file. */
import { type CsvRecord, csvRows } from '../../domain/csv-lines.ts'
import { shown } from '../../domain/shown.ts'
import { CsvBroken, csvRecords } from '../csv-records.ts'
import { type Column, columnNamed } from './column.ts'
import { type CellFinding, type Place, Unreadable } from './fault.ts'

/** What stands in one cell, trimmed, and where it begins. */
export interface Cell extends Place {
  text: string
}

/** A row: its filled cells by the key of their column. */
export interface TableRow extends Place {
  cells: Map<string, Cell>
}

export interface Table {
  rows: TableRow[]
  /** Headers that mean nothing here; their cells are left out. */
  strange: string[]
}

/** Reads a table whose header names these columns. Commas, semicolons and tabs are told apart by what the header then says. */
export function readTable(csv: string, columns: readonly Column[]): Table {
  const text = csv.replace(/^\uFEFF/, '')
  const given = /^sep=(.)\r?\n/.exec(text)?.[1]
  const delimiter = given ?? likeliest(text, columns)
  const [header, ...body] = csvRows(records(text, delimiter)).filter(({ raw }) => !/^sep=./.test(raw))
  if (!header || body.length === 0)
    throw new Unreadable({ line: 1, column: 1 }, 'there are no rows: a header and at least one row are needed')
  const keys = keysOf(header.record, placesOf(header.raw, header.line, delimiter), columns)
  const findings: CellFinding[] = []
  const rows = body.map(({ record, raw, line }) => {
    const places = placesOf(raw, line, delimiter)
    if (record.length > keys.length && record.slice(keys.length).some((cell) => cell !== '')) {
      const message = `the row has ${record.length} cells, the header ${keys.length}; put a cell that holds ${spoken(delimiter)} in quotes`
      findings.push({ ...(places[keys.length] ?? { line, column: 1 }), message })
    }
    const cells = record.flatMap((cell, i): [string, Cell][] =>
      keys[i] === undefined || cell === '' ? [] : [[keys[i], { text: cell, ...(places[i] ?? { line, column: 1 }) }]],
    )
    return { line, column: 1, cells: new Map(cells) }
  })
  if (findings.length > 0) throw new Unreadable(...findings)
  return { rows, strange: header.record.filter((name, i) => name !== '' && keys[i] === undefined) }
}

function records(text: string, delimiter: string, to?: number): CsvRecord[] {
  try {
    return csvRecords(text, { delimiter, ...(to !== undefined && { to }) })
  } catch (error) {
    if (!(error instanceof CsvBroken)) throw error
    throw new Unreadable({ line: error.line, column: 1 }, error.message)
  }
}

/** The separator with which the header names most columns. */
function likeliest(text: string, columns: readonly Column[]): string {
  const named = (delimiter: string): number => {
    try {
      const header = csvRows(records(text, delimiter, 1))[0]?.record ?? []
      return header.filter((name) => columnNamed(columns, name)).length
    } catch {
      return 0
    }
  }
  return [',', ';', '\t'].map((d) => ({ d, n: named(d) })).reduce((a, b) => (b.n > a.n ? b : a)).d
}

function keysOf(header: string[], places: Place[], columns: readonly Column[]): (string | undefined)[] {
  const findings: CellFinding[] = []
  const keys = header.map((name, i) => {
    const place = places[i] ?? { line: 1, column: 1 }
    const column = columnNamed(columns, name)
    if (typeof column !== 'string') return column?.key
    findings.push({ ...place, message: `there is no column ${shown(name)}; did you mean "${column}"?` })
    return undefined
  })
  for (const [i, key] of keys.entries()) {
    if (key !== undefined && keys.indexOf(key) < i) {
      const message = `the columns ${shown(header[keys.indexOf(key)]!)} and ${shown(header[i]!)} both mean ${key}; keep one of the two`
      findings.push({ ...(places[i] ?? { line: 1, column: 1 }), message })
    }
  }
  if (!keys.some((key) => key !== undefined) && findings.length === 0) {
    const known = columns.map(({ key }) => key).join(', ')
    findings.push({ line: 1, column: 1, message: `the header names no column of: ${known}` })
  }
  if (findings.length > 0) throw new Unreadable(...findings)
  return keys
}

/** Where each cell of a row begins: a quoted cell may hold separators and line ends. */
function placesOf(raw: string, firstLine: number, delimiter: string): Place[] {
  const places = [{ line: firstLine, column: 1 }]
  let [line, column, quoted] = [firstLine, 1, false]
  for (let i = 0; i < raw.length; i++) {
    const letter = raw[i]!
    column++
    if (letter === '"') quoted = !quoted
    else if (letter === '\n' || (letter === '\r' && raw[i + 1] !== '\n')) [line, column] = [line + 1, 1]
    else if (letter === delimiter && !quoted) places.push({ line, column })
  }
  return places
}

const spoken = (delimiter: string) => (delimiter === '\t' ? 'a tab' : `"${delimiter}"`)
