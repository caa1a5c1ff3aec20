/** How a CSV text is read, and where its rows are: quoted cells hold line ends, so a row's number is not its line. */

/** A record as a CSV parser gives it: its cells and the text they came from, line end included. */
export interface CsvRecord {
  record: string[]
  raw: string
}

/** How a CSV text is read wherever it comes from: any of the three line ends, a byte order mark is no part of the first cell. */
export const CSV_READ = {
  bom: true,
  raw: true,
  relax_column_count: true,
  trim: true,
  record_delimiter: ['\r\n', '\n', '\r'],
}

/** Why a text cannot be cut into records, by the code of the parser's error. */
export const brokenBecause = (code: string): string =>
  code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a quote is opened and never closed'
    : 'a quote stands inside a cell; put the whole cell into quotes and write the quote twice'

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
