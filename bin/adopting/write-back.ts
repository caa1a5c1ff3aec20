/** Brings a YAML document to new data. What stays the same keeps its comments, its order and how it is written. */
import { type Document, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml'
import { isObject, same } from './new-text.ts'

/**
 * Changes in the document what differs between `before` (its value) and `after`: values are set in place, new keys and items
 * added at the end of theirs. Nothing is ever removed.
 */
export function writeBack(document: Document, before: unknown, after: unknown): void {
  if (isMap(document.contents)) intoMap(document, document.contents, before as object, after as object)
  else document.contents = document.createNode(after)
}

function intoMap(document: Document, map: YAMLMap, before: object, after: object): void {
  for (const [key, value] of Object.entries(after)) {
    const was = (before as Record<string, unknown>)[key]
    if (same(was, value)) continue
    const node = map.get(key, true) as Node | undefined
    if (!into(document, node, was, value)) map.set(key, newNode(document, value, map.flow ?? false))
  }
}

/** Whether the node could be changed in place; an alias or another kind of node is replaced by its holder. */
function into(document: Document, node: Node | undefined, before: unknown, after: unknown): boolean {
  if (isScalar(node) && (typeof after !== 'object' || after === null)) {
    node.value = after
    return true
  }
  if (isMap(node) && isObject(before) && isObject(after)) {
    intoMap(document, node, before, after)
    return true
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && after.every(isObject)) {
    intoList(document, node, before, after)
    return true
  }
  return false
}

function intoList(document: Document, list: YAMLSeq, before: unknown[], after: unknown[]): void {
  for (const [i, value] of after.entries()) {
    if (i < before.length) {
      if (!same(before[i], value) && !into(document, list.items[i] as Node, before[i], value))
        list.items[i] = document.createNode(value)
      continue
    }
    const last = list.items.at(-1)
    if (list.items.length === 0) list.flow = false
    list.items.push(newNode(document, value, isMap(last) && last.flow === true))
  }
}

/** A new item is written like the one before it: in one line or in a block. Lists of words are always in one line. */
function newNode(document: Document, value: unknown, flow: boolean): Node {
  const node = document.createNode(value) as Node
  const plainList = isSeq(node) && node.items.every(isScalar)
  if ((flow && (isMap(node) || isSeq(node))) || plainList) (node as YAMLMap | YAMLSeq).flow = true
  else if (isMap(node))
    for (const { value: part } of node.items) if (isSeq(part) && part.items.every(isScalar)) part.flow = true
  return node
}
