/** Where in a text something stands, with the line to show. */

/** A text with the offsets at which its lines begin. */
export interface LinedText {
  text: string
  starts: readonly number[]
}

/** Own count: the parser's misses line ends in what it cannot read. */
export const linedText = (text: string): LinedText => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return { text, starts }
}

/** Index of the line an offset is in. */
const lineOf = (starts: readonly number[], offset: number): number => {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Longer lines are shown in part. */
const SHOWN = 160
const BEFORE = 60

/** A line of a file as it is shown: the text, and the column of it (from 1) that the finding's column is. */
export interface Excerpt {
  text: string
  column: number
}

/** Lines and columns count from 1; `endColumn` is the column after the last, on the same line. */
export interface Place {
  line: number
  column: number
  endColumn: number
  excerpt: Excerpt
}

/** The place of a stretch of text. What goes on over several lines ends with its first. */
export const placeIn = ({ text, starts }: LinedText, from: number, to: number): Place => {
  const index = lineOf(starts, from)
  const begin = starts[index]!
  const whole = text.slice(begin, (starts[index + 1] ?? text.length + 1) - 1).replace(/\r$/, '')
  const start = Math.min(from - begin, whole.length)
  const shown = whole.slice(start, Math.max(to - begin, start + 1)).trimEnd()
  const column = start + 1
  return { line: index + 1, column, endColumn: column + Math.max(1, shown.length), excerpt: excerptOf(whole, start) }
}

const excerptOf = (line: string, start: number): Excerpt => {
  if (line.length <= SHOWN) return { text: line, column: start + 1 }
  const first = Math.max(0, Math.min(start - BEFORE, line.length - SHOWN))
  const left = first > 0 ? '…' : ''
  const right = first + SHOWN < line.length ? '…' : ''
  return { text: `${left}${line.slice(first, first + SHOWN)}${right}`, column: start - first + left.length + 1 }
}
