import { styleText } from 'node:util'

/** Colours for a terminal. `NO_COLOR` (no-color.org) and anything that is no terminal get plain text, unless `FORCE_COLOR` is set. */
export type Paint = (format: 'red' | 'green' | 'yellow' | 'bold' | 'dim', text: string) => string

export const paintFor =
  (stream: NodeJS.WritableStream): Paint =>
  (format, text) =>
    styleText(format, text, { stream })

/** Names and texts of a plan must not steer a terminal: control characters become spaces. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be removed
export const harmless = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
