import { CsvError, parse } from 'csv-parse/sync'
import { type CsvRecord, csvRows, lineAfter } from '../../domain/csv-lines.ts'
import { Refusal } from '../refusal.ts'

/** A row of the file as it is written there, and the line it begins on. */
export interface FileRow {
  text: string
  line: number
}

/**
 * Cuts a CSV text into rows where the rows end: a quoted cell may hold line ends. Blank rows are left out. Refuses a file
 * whose quotes do not close, with the line, before anything is posted.
 */
export function readRows(csv: string, path: string): { header: string; rows: FileRow[] } {
  const [header, ...rows] = csvRows(csvRecords(csv, path, 'Nothing was posted.')).map(({ raw, line }) => ({
    text: withoutLineEnd(raw),
    line,
  }))
  if (!header || rows.length === 0)
    throw new Refusal(`${path} has no rows: a header line and at least one row are needed.`)
  return { header: header.text, rows }
}

/** The records of a CSV text; refused with the line when its quotes do not close, and what follows from that. */
export function csvRecords(csv: string, path: string, therefore: string): CsvRecord[] {
  const read: CsvRecord[] = []
  try {
    parse(csv, {
      bom: true,
      raw: true,
      relax_column_count: true,
      trim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (one: unknown) => {
        read.push(one as CsvRecord)
      },
    })
    return read
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const what =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quote is opened and never closed'
        : 'a quote stands inside a cell; put the whole cell into quotes and write the quote twice'
    throw new Refusal(`${path}:${lineAfter(read)} ${what}. ${therefore}`)
  }
}

const withoutLineEnd = (raw: string) => raw.replace(/(\r\n|\n|\r)$/, '')
