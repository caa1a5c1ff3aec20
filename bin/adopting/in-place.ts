/** Changes the text of a plan where its data differ, and nowhere else: what stays keeps its layout to the letter. */
import { type Document, isCollection, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml'
import { type Splice, spliced } from '../initiating/fill-in.ts'
import { block, flow, isObject, same } from './new-text.ts'

/** The layout is one this module does not write into; the caller prints the document anew. */
export class Elsewise extends Error {
  override readonly name = 'Elsewise'
}

/** The text with `before`, the value of the document, brought to `after`. Throws Elsewise; removes nothing. */
export function inPlace(text: string, document: Document, before: object, after: object): string {
  if (!isMap(document.contents)) throw new Elsewise()
  return spliced(text, mapSplices({ text, root: document.contents }, document.contents, before, after))
}

interface Source {
  text: string
  root: YAMLMap
}

function mapSplices(source: Source, map: YAMLMap, before: object, after: object): Splice[] {
  const added: Record<string, unknown> = {}
  const changed = Object.entries(after).flatMap(([key, value]) => {
    const was = (before as Record<string, unknown>)[key]
    if (same(was, value)) return []
    const node = map.get(key, true) as Node | undefined
    if (node) return nodeSplices(source, node, was, value)
    added[key] = value
    return []
  })
  return Object.keys(added).length === 0 ? changed : [...changed, keysSplice(source, map, added)]
}

function nodeSplices(source: Source, node: Node, before: unknown, after: unknown): Splice[] {
  if (isMap(node) && isObject(before) && isObject(after)) return mapSplices(source, node, before, after)
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && after.every(isObject))
    return listSplices(source, node, before, after)
  const [from, to] = rangeOf(node)
  const oneLine = (isScalar(node) || (isCollection(node) && node.flow)) && from < to
  if (!oneLine || source.text.slice(from, to).includes('\n')) throw new Elsewise()
  return [{ from, to, text: flow(after) }]
}

function listSplices(source: Source, list: YAMLSeq, before: unknown[], after: object[]): Splice[] {
  const changed = before.flatMap((was, i) =>
    same(was, after[i]) ? [] : nodeSplices(source, list.items[i] as Node, was, after[i]),
  )
  const added = after.slice(before.length)
  const last = list.items.at(-1) as Node | undefined
  if (added.length === 0) return changed
  if (!last) throw new Elsewise()
  if (list.flow) return [...changed, insert(rangeOf(last)[1], added.map((item) => `, ${flow(item)}`).join(''))]
  const indent = columnOf(source, rangeOf(list)[0])
  const short = isMap(last) && last.flow === true
  const lines = added.flatMap((item) => block([item], indent, short))
  return [...changed, insert(lineEnd(source, last), lines.map((line) => `\n${line}`).join(''))]
}

/** New keys: at the end of a map in one line, after the last value in one line of a block, at the end of the file. */
function keysSplice(source: Source, map: YAMLMap, added: object): Splice {
  const last = map.items.at(-1)
  if (!last) throw new Elsewise()
  if (map.flow) {
    const end = rangeOf((last.value ?? last.key) as Node)[1]
    return insert(
      end,
      Object.entries(added)
        .map(([key, value]) => `, ${key}: ${flow(value)}`)
        .join(''),
    )
  }
  if (map === source.root) {
    const end = source.text.endsWith('\n') ? '\n' : '\n\n'
    return insert(source.text.length, `${end}${block(added, 0, true).join('\n')}\n`)
  }
  const simple = map.items.findLast(({ value }) => isScalar(value) || (isCollection(value) && value.flow))
  if (!simple) throw new Elsewise()
  const indent = columnOf(source, rangeOf(map)[0])
  const lines = block(added, indent, true)
  return insert(lineEnd(source, simple.value as Node), lines.map((line) => `\n${line}`).join(''))
}

const insert = (at: number, text: string): Splice => ({ from: at, to: at, text })

function rangeOf(node: Node): [from: number, to: number] {
  if (!node?.range) throw new Elsewise()
  return [node.range[0], node.range[1]]
}

const columnOf = ({ text }: Source, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1)

/** The end of the line on which the last part of a node ends, behind its comment. */
function lineEnd(source: Source, node: Node): number {
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1)
    if (!last) throw new Elsewise()
    return lineEnd(
      source,
      (isMap(node) ? ((last as { value: unknown }).value ?? (last as { key: unknown }).key) : last) as Node,
    )
  }
  const end = rangeOf(node)[1]
  if (source.text[end - 1] === '\n') return end - 1
  const line = source.text.slice(end).search(/\r?\n|$/)
  return end + line
}
