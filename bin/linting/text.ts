/** Findings as a compiler prints them: place, sentence, the line and what is meant in it. */
import { type Finding, formatFinding } from '../../domain/plan/finding.ts'
import { harmless, type Paint } from '../diffing/paint.ts'
import { tally } from '../plan-file.ts'
import { errorsFirst } from './order.ts'
import { underlined } from './underline.ts'

/** Whoever has more of them mends these first and asks again. */
const SHOWN = 200

const COLOUR = { error: 'red', warning: 'yellow' } as const

/** Lines to print: errors, warnings, then what is acknowledged, each in the order of the files. */
export function textLines(findings: readonly Finding[], paint: Paint): string[] {
  const ordered = errorsFirst(findings)
  const shown = ordered.slice(0, SHOWN)
  const left = ordered.slice(SHOWN)
  const digits = String(Math.max(0, ...shown.map(({ line }) => line))).length
  const lines = shown.flatMap((finding) => [headline(finding, paint), ...sourceLines(finding, digits, paint)])
  return left.length === 0 ? lines : [...lines, `and ${left.length} more (${tally(left)}); --format json has all`]
}

/** The form of `formatFinding`, in colours. */
function headline(finding: Finding, paint: Paint): string {
  if (finding.acknowledged !== undefined) return paint('dim', harmless(formatFinding(finding)))
  const { file, line, column, level, code, message } = finding
  const place = paint('bold', `${harmless(file)}:${line}:${column}`)
  return `${place} ${paint(COLOUR[level], level)} ${code} ${harmless(message)}`
}

/** What is acknowledged is known: its line is not shown again. */
function sourceLines(finding: Finding, digits: number, paint: Paint): string[] {
  const found = finding.acknowledged === undefined ? underlined(finding) : undefined
  if (!found) return []
  const gutter = (number: string) => paint('dim', ` ${number.padStart(digits)} |`)
  return [
    `${gutter(String(finding.line))} ${found.source}`.trimEnd(),
    `${gutter('')} ${' '.repeat(found.indent)}${paint(COLOUR[finding.level], found.mark)}`,
  ]
}
