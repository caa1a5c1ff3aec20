import { type CsvRecord, csvRows } from '../../domain/csv-lines.ts'
import { CsvBroken, csvRecords } from '../csv-records.ts'
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
  const [header, ...rows] = csvRows(recordsOf(csv, path, 'Nothing was posted.')).map(({ raw, line }) => ({
    text: withoutLineEnd(raw),
    line,
  }))
  if (!header || rows.length === 0)
    throw new Refusal(`${path} has no rows: a header line and at least one row are needed.`)
  return { header: header.text, rows }
}

/** The records of a CSV file; refused with the line when its quotes do not close, and what follows from that. */
export function recordsOf(csv: string, path: string, therefore: string): CsvRecord[] {
  try {
    return csvRecords(csv)
  } catch (error) {
    if (!(error instanceof CsvBroken)) throw error
    throw new Refusal(`${path}:${error.line} ${error.message}. ${therefore}`)
  }
}

const withoutLineEnd = (raw: string) => raw.replace(/(\r\n|\n|\r)$/, '')
