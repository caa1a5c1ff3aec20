/**
 * The machine's form of a difference: JSON Patch (RFC 6902), which libraries of every language apply. Lists of the plan are
 * matched by id, so that one person more is one `add` and not a rewrite of everybody after them (docs/decisions, "plan diff").
 */
import { keysIn } from './keyed.ts'
import { keysOf, same, valueAt } from './same.ts'

/** The three operations that suffice; `path` is a JSON Pointer (RFC 6901). */
export type PatchOperation = { op: 'add' | 'replace'; path: string; value: unknown } | { op: 'remove'; path: string }

/** Operations that turn `before` into `after`, to be applied in order. Linear in the size of the documents but for moved entries (n log n). */
export const patchOf = (before: unknown, after: unknown, path = ''): PatchOperation[] => {
  if (same(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after)) return listPatch(before, after, path)
  if (isObject(before) && isObject(after)) return objectPatch(before, after, path)
  return [{ op: 'replace', path, value: after }]
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objectPatch = (before: object, after: object, path: string): PatchOperation[] => [
  ...keysOf(before)
    .filter((key) => valueAt(after, key) === undefined)
    .map((key): PatchOperation => ({ op: 'remove', path: at(path, key) })),
  ...keysOf(after).flatMap((key): PatchOperation[] => {
    const [from, to] = [valueAt(before, key), valueAt(after, key)]
    return from === undefined ? [{ op: 'add', path: at(path, key), value: to }] : patchOf(from, to, at(path, key))
  }),
]

/** Leaves what keeps its order where it is, takes the rest out from the end, then goes up the list and puts in what is missing. */
const listPatch = (before: readonly unknown[], after: readonly unknown[], path: string): PatchOperation[] => {
  const [keysBefore, keysAfter] = [keysIn(before, keyOf), keysIn(after, keyOf)]
  const places = new Map(keysBefore.map((key, index) => [key, index]))
  const staying = new Set(longestRising(keysAfter.map((key) => places.get(key))))
  const taken = before.map((_, index) => index).filter((index) => !staying.has(index))
  const patch = taken.reverse().map((index): PatchOperation => ({ op: 'remove', path: at(path, index) }))
  after.forEach((value, index) => {
    const place = places.get(keysAfter[index]!)
    if (place === undefined || !staying.has(place)) patch.push({ op: 'add', path: at(path, index), value })
    else for (const operation of patchOf(before[place], value, at(path, index))) patch.push(operation)
  })
  return patch
}

/** What an entry is called: its id, the key of a series, its period or date; else the entry itself. */
const keyOf = (entry: unknown): string => {
  if (!isObject(entry)) return JSON.stringify(entry)
  for (const name of ['id', 'key', 'level', 'at', 'function', 'label', 'effectiveFrom', 'from']) {
    const value = valueAt(entry, name)
    if (typeof value === 'string') return value
  }
  return ''
}

/** Values of a longest rising subsequence (patience sorting). */
const longestRising = (values: readonly (number | undefined)[]): number[] => {
  const tops: number[] = []
  const under = new Map<number, number | undefined>()
  for (const value of values) {
    if (value === undefined) continue
    let [low, high] = [0, tops.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (tops[middle]! < value) low = middle + 1
      else high = middle
    }
    under.set(value, tops[low - 1])
    tops[low] = value
  }
  const rising: number[] = []
  for (let value = tops.at(-1); value !== undefined; value = under.get(value)) rising.push(value)
  return rising
}

const at = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
