import { CsvError, parse } from 'csv-parse/sync'
import { brokenBecause, CSV_READ, type CsvRecord, type CsvRow, csvRows, lineAfter } from '../../domain/csv-lines.ts'
import { headerFault, rowObservation } from '../../domain/posted-row.ts'
import { Problem } from '../http/problem.ts'

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
  return body.map(({ record, line }) => ({ input: rowObservation(columns, record), line }))
}

function rowsOf(text: string): CsvRow[] {
  const read: CsvRecord[] = []
  try {
    parse(text, {
      ...CSV_READ,
      on_record: (one: unknown) => {
        read.push(one as CsvRecord)
      },
    })
    return csvRows(read)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // The parser says where it gave up; with a quote left open that is the end of the file, not the row to mend.
    const line = lineAfter(read)
    throw new Problem(400, 'malformed-csv', `Line ${line}: ${brokenBecause(error.code)}.`, { extensions: { line } })
  }
}

function checkHeader(columns: string[], line: number, dimensions: ReadonlySet<string>): void {
  const fault = headerFault(columns, dimensions)
  if (fault) throw new Problem(400, 'malformed-csv', `Line ${line}: ${fault}`, { extensions: { line } })
}
