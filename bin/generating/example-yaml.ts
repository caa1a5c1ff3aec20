/** An example as a person would write it in a plan: small blocks on one line, larger ones below each other. */
import { Document, isScalar, isSeq, visit } from 'yaml'

/** Characters that still read well on one line. */
const ON_ONE_LINE = 100

/** Times, cron and signs are quoted: other readers of YAML take them for something else. */
const quoteOdd = (document: Document): Document => {
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && /^\d\d:|[*%]/.test(node.value)) node.type = 'QUOTE_SINGLE'
    },
  })
  return document
}

const FORMAT = { lineWidth: 0, singleQuote: true } as const

/** Lists without the blanks inside their brackets. */
const tight = (text: string): string => text.replaceAll('[ ', '[').replaceAll(' ]', ']')

/** On one line: `mail: { slot: '08:00', budget: 1 }`. */
export const onOneLine = (key: string, value: unknown): string => {
  const text = quoteOdd(new Document(value))
    .toString({ ...FORMAT, collectionStyle: 'flow' })
    .trim()
  return `${key}: ${tight(text.replace(/\s*\n\s*/g, ' '))}`
}

/** Over several lines, with what is small on one. */
export const onLines = (key: string, value: unknown): string => {
  const document = quoteOdd(new Document({ [key]: value }))
  visit(document, {
    Collection: (_, node) => {
      const holdsBlocks = isSeq(node) && node.items.some((item) => !isScalar(item))
      if (node === document.contents || holdsBlocks || JSON.stringify(node).length > ON_ONE_LINE) return undefined
      node.flow = true
      return visit.SKIP
    },
  })
  return tight(document.toString(FORMAT).trimEnd())
}
