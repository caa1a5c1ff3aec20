/** The line of a finding with the offending text underlined, as it takes up columns of a terminal. */
import stringWidth from 'string-width'
import type { Place } from '../../domain/plan/place.ts'

/** Terminals break tabs at columns of their own, and the gutter shifts them: a tab becomes so many spaces. */
const TAB = '    '

export interface Underlined {
  source: string
  /** Columns to the left of the mark. */
  indent: number
  /** `^~~~` */
  mark: string
}

/** Undefined where there is no text to show: an empty file, or one that was not read. */
export const underlined = ({ excerpt, column, endColumn }: Place): Underlined | undefined => {
  if (excerpt.text === '') return undefined
  // A line cut in the middle of a character leaves half of it at either end.
  const text = excerpt.text.toWellFormed()
  const from = excerpt.column - 1
  const to = from + endColumn - column
  const before = visible(text.slice(0, from))
  const marked = visible(text.slice(from, to))
  const width = Math.max(1, stringWidth(marked))
  return {
    source: (before + marked + visible(text.slice(to))).trimEnd(),
    indent: stringWidth(before),
    mark: `^${'~'.repeat(width - 1)}`,
  }
}

/**
 * A file must not steer the terminal it is shown on: what commands it, or turns the direction of writing
 * (Unicode's Bidi_Control, UAX 9), is shown as a sign of its own.
 */
const visible = (text: string): string =>
  text
    .replaceAll('\t', TAB)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be shown
    .replace(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\uFFFD')
