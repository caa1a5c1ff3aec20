/**
 * What YAML allows and a plan does not: values that tools read differently, keys that are no names or are given twice, nesting
 * without end.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml'
import type { FindingCode } from './codes.ts'

/** No part of a plan lies deeper than eight; more is an attack on the stack of whoever reads it. */
const MAX_DEPTH = 64

export interface Questionable {
  code: FindingCode
  range: [from: number, to: number]
  message: string
}

/** Everything questionable, in the order of the file; nothing that lies below it. */
export const questionableNodes = (document: Document): Questionable[] => {
  const found: Questionable[] = []
  const { yaml } = document.directives ?? {}
  if (yaml?.explicit && yaml.version !== '1.2') {
    const message = `this file says it is YAML ${yaml.version}; plans are YAML 1.2: remove the %YAML line`
    found.push({ code: 'yaml', range: [0, 0], message })
  }
  walk(document.contents as Node | null, 0, found)
  return found
}

const rangeOf = (node: Node): [number, number] => [node.range?.[0] ?? 0, node.range?.[1] ?? 0]

const walk = (node: Node | null, depth: number, found: Questionable[]): void => {
  if (node === null || isAlias(node)) return
  if (isScalar(node)) {
    scalar(node.value, node.source, rangeOf(node), found)
    return
  }
  if (depth > MAX_DEPTH) {
    const message = `this is nested more than ${MAX_DEPTH} deep; a plan is not: take the brackets or dashes away`
    found.push({ code: 'too-deep', range: rangeOf(node), message })
    return
  }
  if (isSeq(node)) for (const item of node.items) walk(item as Node | null, depth + 1, found)
  if (!isMap(node)) return
  const names = new Set<string>()
  for (const pair of node.items) member(pair as Pair<Node, Node | null>, names, depth, found)
}

/** `names` are those of the members before: the parser would compare each with each. 1 and '1' are one key of a plain value. */
const member = ({ key, value }: Pair<Node, Node | null>, names: Set<string>, depth: number, found: Questionable[]) => {
  if (!isScalar(key)) {
    const message = 'a key is one word followed by a colon; a list, a block or an alias cannot be one'
    found.push({ code: 'yaml', range: rangeOf(key ?? value), message })
  } else if (key.value === '__proto__') {
    found.push({ code: 'unknown-key', range: rangeOf(key), message: '"__proto__" is not a key of a plan; remove it' })
  } else if (names.has(nameOf(key))) {
    const message = 'this key is already given above in the same block; keep one of the two'
    found.push({ code: 'duplicate-key', range: rangeOf(key), message })
  } else {
    // A merge key, whose value is a symbol, may come again.
    if (typeof key.value !== 'symbol') names.add(nameOf(key))
    walk(value, depth + 1, found)
  }
}

/** The name a key has in the plain value. */
const nameOf = (key: Scalar): string => String(key.value ?? '')

const scalar = (value: unknown, source: string | undefined, range: [number, number], found: Questionable[]): void => {
  if (typeof value !== 'number' || source === undefined) return
  if (/^[-+]?0\d/.test(source)) {
    const message = `${source} is ${value} to some tools and octal to others; write ${value}, or '${source}' in quotes if it is text`
    found.push({ code: 'invalid', range, message })
  } else if (/^0[xo]/.test(source)) {
    const message = `${source} is a number to some tools and text to others; write ${value}, or '${source}' in quotes if it is text`
    found.push({ code: 'invalid', range, message })
  } else if (Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(source)) {
    const message = `${source} has more digits than a number keeps; write it shorter, or in quotes if it is text`
    found.push({ code: 'invalid', range, message })
  }
}
