import { styleText } from 'node:util'

/** Colours for a terminal. `NO_COLOR` (no-color.org) and anything that is no terminal get plain text. */
export type Paint = (format: 'red' | 'green' | 'yellow' | 'bold' | 'dim', text: string) => string

export const paintFor = (stream: { isTTY?: boolean }): Paint =>
  stream.isTTY && !process.env.NO_COLOR
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_, text) => text

/** Names and texts of a plan must not steer a terminal: control characters become spaces. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be removed
export const harmless = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
