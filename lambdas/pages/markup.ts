import { raw, html as tagged } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** A piece of HTML in which everything that came from people is escaped. */
export type Markup = HtmlEscapedString

/** What may stand in a template: text is escaped, markup is not, nothing is left out. */
export type Piece = string | number | Markup | false | null | undefined | readonly Piece[]

/**
 * HTML with escaping by default, at once. hono's tag answers a promise as soon as one piece is a promise; the type of
 * `Piece` has no room for one, so a promise here is a programming error and is thrown.
 */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  const made = tagged(strings, ...pieces)
  if (made instanceof Promise) throw new TypeError('A view got a promise as a piece: await it before the view is made.')
  return made
}

/** Our own constant text that must not be escaped (a style sheet). Never for anything a person or a plan wrote. */
export const trusted = (text: string): Markup => raw(text)
