/** A CSV text cut into records, as spreadsheets write them. */
import { CsvError, parse } from 'csv-parse/sync'
import { brokenBecause, CSV_READ, type CsvRecord, lineAfter } from '../domain/csv-lines.ts'

/** The text breaks off in the middle of a quoted cell; `line` is where the reading ended. */
export class CsvBroken extends Error {
  override readonly name = 'CsvBroken'
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

/**
 * Records in their order; a quoted cell may hold line ends and separators, and any of the three line ends ends a record. A
 * byte order mark is no part of the first cell. Throws CsvBroken.
 *
 * @default delimiter a comma
 * @default to all records; else how many
 */
export function csvRecords(text: string, { delimiter = ',', to = -1 } = {}): CsvRecord[] {
  const read: CsvRecord[] = []
  try {
    parse(text, {
      ...CSV_READ,
      delimiter,
      to,
      on_record: (one: unknown) => {
        read.push(one as CsvRecord)
      },
    })
    return read
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new CsvBroken(lineAfter(read), brokenBecause(error.code))
  }
}
