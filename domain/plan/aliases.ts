/** Aliases that lead nowhere, into themselves, or where a block belongs: the parser says so without saying where. */
import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import type { Questionable } from './questionable.ts'
import { nearest } from './reference.ts'

/** What is wrong with the aliases of a document, in its order, and where the first of them stands. */
export interface Aliases {
  problems: Questionable[]
  first?: [from: number, to: number]
}

interface Looking extends Aliases {
  /** Anchors whose node has ended, with the last node of each name. */
  known: Map<string, Node>
  /** Anchors whose node goes on. */
  open: Set<string>
}

/** Looks at every alias once. Expects a document that is not nested without end. */
export const aliasesOf = (document: Document): Aliases => {
  const looking: Looking = { problems: [], known: new Map(), open: new Set() }
  walk(document.contents as Node | null, looking)
  const { problems, first } = looking
  return { problems, ...(first && { first }) }
}

const rangeOf = (node: Node): [number, number] => [node.range?.[0] ?? 0, node.range?.[1] ?? 0]

const walk = (node: Node | null, looking: Looking): void => {
  if (node === null) return
  if (isAlias(node)) {
    alias(node, looking)
    return
  }
  const anchor = (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor
  if (anchor) looking.open.add(anchor)
  if (isSeq(node)) for (const item of node.items) walk(item as Node | null, looking)
  if (isMap(node)) for (const pair of node.items) member(pair as Pair<Node, Node | null>, looking)
  if (!anchor) return
  looking.open.delete(anchor)
  looking.known.set(anchor, node)
}

const member = ({ key, value }: Pair<Node, Node | null>, looking: Looking): void => {
  walk(key, looking)
  walk(value, looking)
  const merges = isScalar(key) && typeof key.value === 'symbol'
  if (!merges) return
  const taken = isSeq(value) ? (value.items as Node[]) : [value]
  const wrong = taken.find((one) => !isBlock(one, looking))
  if (wrong === undefined) return
  const message = '"<<" takes over the keys of a block; write an alias of one after it, or leave it out'
  looking.problems.push({ code: 'yaml', range: rangeOf(isNothing(wrong) ? key : wrong), message })
}

const isNothing = (node: Node | null): node is null => node === null || (isScalar(node) && node.value === null)

/** An alias that names nothing has its own finding. */
const isBlock = (node: Node | null, { known }: Looking): boolean => {
  if (!isAlias(node)) return isMap(node)
  const named = known.get(node.source)
  return named === undefined || isMap(named)
}

const alias = (node: Alias, looking: Looking): void => {
  const { source } = node
  looking.first ??= rangeOf(node)
  if (looking.known.has(source) && !looking.open.has(source)) return
  const near = nearest(source, [...looking.known.keys()])
  const meant = near === undefined ? 'put a text that begins with * in quotes' : `did you mean "*${near}"?`
  const message = looking.open.has(source)
    ? `"*${source}" stands inside what it names and would never end; write out what is meant`
    : `"*${source}" names nothing: no &${source} stands above; ${meant}`
  looking.problems.push({ code: 'yaml', range: rangeOf(node), message })
}
