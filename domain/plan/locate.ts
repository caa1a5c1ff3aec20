/** From the path of a problem to the stretch of text it is about. */
import { type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml'

type Range = [from: number, to: number]

interface Found {
  key?: Node
  value: Node | null
}

/**
 * Offsets of what a path leads to: a single value itself; a block or list at its key, or at its first line where it is an item of a
 * list. What is missing is shown at the block that should have it; `key` asks for the last step's key.
 */
export const rangeOf = (document: Document, path: readonly PropertyKey[], key = false): Range => {
  let at: Found = { value: document.contents as Node | null }
  for (const step of path) at = stepInto(document, at, step)
  const node = (key || at.value === null || isCollection(at.value) ? at.key : undefined) ?? at.value ?? at.key
  const [from = 0, to = 0] = node?.range ?? []
  return [from, to]
}

/** Text of the single value a path leads to as it stands in the file, quotes left out. */
export const sourceAt = (document: Document, path: readonly PropertyKey[]): string | undefined => {
  let at: Found = { value: document.contents as Node | null }
  for (const step of path) at = stepInto(document, at, step)
  return isScalar(at.value) ? (at.value as Scalar).source : undefined
}

/** One step on the way; where there is nothing the way ends and the last thing stays. */
const stepInto = (document: Document, at: Found, step: PropertyKey): Found => {
  const node = isAlias(at.value) ? (at.value.resolve(document) ?? null) : at.value
  if (isMap(node)) {
    const pair = memberOf(document, node.items as Pair<Node, Node | null>[], String(step))
    return pair ? { key: pair.key, value: pair.value } : at
  }
  // A single target is checked as a list of one: its index is not in the file and is passed over.
  if (isSeq(node) && typeof step === 'number') return { value: (node.items[step] as Node | undefined) ?? null }
  return at
}

/** The member with a name, or the one that a merge key brings in. */
const memberOf = (
  document: Document,
  items: Pair<Node, Node | null>[],
  name: string,
): Pair<Node, Node | null> | undefined => {
  const own = membersOf(items).get(name)
  if (own) return own
  const merge = items.find((item) => isScalar(item.key) && item.key.source === '<<')
  const sources = isSeq(merge?.value) ? (merge.value.items as Node[]) : merge?.value ? [merge.value] : []
  for (const source of sources) {
    const node = isAlias(source) ? source.resolve(document) : source
    const found = isMap(node) ? memberOf(document, node.items as Pair<Node, Node | null>[], name) : undefined
    if (found) return found
  }
  return undefined
}

/** Kept for as long as the file is: a block of a thousand wrong keys is asked for each of them. */
const MEMBERS = new WeakMap<object, Map<string, Pair<Node, Node | null>>>()

/** A block's members by name; of several with one name the first. */
const membersOf = (items: Pair<Node, Node | null>[]): ReadonlyMap<string, Pair<Node, Node | null>> => {
  const known = MEMBERS.get(items)
  if (known) return known
  const members = new Map<string, Pair<Node, Node | null>>()
  for (const item of items) {
    if (isScalar(item.key) && !members.has(String(item.key.value))) members.set(String(item.key.value), item)
  }
  MEMBERS.set(items, members)
  return members
}
