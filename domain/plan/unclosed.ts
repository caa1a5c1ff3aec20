/** Where brackets and quotes are opened that are never closed: the parser tells where it noticed, which is often lines below. */
import { type CST, Parser } from 'yaml'

/** A bracket or a quote, and what closes it. */
export interface Unclosed {
  what: 'bracket' | 'quote'
  offset: number
  closes: string
}

const ENDS = { 'flow-seq-start': ['flow-seq-end', ']'], 'flow-map-start': ['flow-map-end', '}'] } as const

/** Brackets of a text that are never closed, in its order, and the last quote that is opened. */
export const unclosedIn = (text: string): { brackets: Unclosed[]; lastQuote?: Unclosed } => {
  const brackets: Unclosed[] = []
  let lastQuote: Unclosed | undefined
  // No recursion: the nesting is the writer's, and may have no end.
  const left: (CST.Token | null | undefined)[] = [...new Parser().parse(text)]
  while (left.length > 0) {
    const token = left.pop()
    if (!token) continue
    if (token.type === 'document') left.push(token.value)
    if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar') {
      const quote = { what: 'quote' as const, offset: token.offset, closes: token.source.charAt(0) }
      if (!lastQuote || quote.offset > lastQuote.offset) lastQuote = quote
    }
    if (!('items' in token)) continue
    for (const { key, value } of token.items as { key?: CST.Token | null; value?: CST.Token }[]) left.push(key, value)
    if (token.type !== 'flow-collection') continue
    const [end, closes] = ENDS[token.start.type as keyof typeof ENDS]
    if (!token.end.some(({ type }) => type === end))
      brackets.push({ what: 'bracket', offset: token.start.offset, closes })
  }
  brackets.sort((a, b) => a.offset - b.offset)
  return { brackets, ...(lastQuote && { lastQuote }) }
}
