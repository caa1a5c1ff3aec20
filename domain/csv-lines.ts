/** Where the rows of a CSV text are: quoted cells hold line ends, so a row's number is not its line. */

/** A record as a CSV parser gives it: its cells and the text they came from, line end included. */
export interface CsvRecord {
  record: string[]
  raw: string
}

/** A row with the line it begins on; the header is on line 1 unless blank lines come first. */
export interface CsvRow extends CsvRecord {
  line: number
}

const LINE_ENDS = /\r\n|\n|\r/g

/** Rows with their lines. Rows without any cell filled, which spreadsheets leave at the end, are left out but counted. */
export const csvRows = (records: readonly CsvRecord[]): CsvRow[] => {
  let line = 1
  return records.flatMap(({ record, raw }) => {
    const begins = line
    line += lineEnds(raw)
    return record.some((cell) => cell !== '') ? [{ record, raw, line: begins }] : []
  })
}

/** The line that follows these records: where a parser that gave up after them was reading. */
export const lineAfter = (records: readonly CsvRecord[]): number =>
  1 + records.reduce((sum, { raw }) => sum + lineEnds(raw), 0)

const lineEnds = (text: string): number => text.match(LINE_ENDS)?.length ?? 0
