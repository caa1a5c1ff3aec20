/** Two lists matched by what their entries are called: the same id is the same thing, whatever else changed about it. */

/** What became of the entries; `moved` when those in both lists stand in another order. */
export interface Matched<T> {
  removed: T[]
  added: T[]
  kept: { before: T; after: T }[]
  moved: boolean
}

/** Keys of a list; one that comes again gets a number, so that each stands for one entry (a sound plan has no two). */
export const keysIn = <T>(list: readonly T[], keyOf: (entry: T) => string): string[] => {
  const seen = new Map<string, number>()
  return list.map((entry) => {
    const key = keyOf(entry)
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 1 ? key : `${key}\u0000${times}`
  })
}

/**
 * Matches two lists by key, in linear time. Entries of several lists strung together name theirs with `homeOf`: only the
 * order within one counts.
 */
export const matched = <T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (entry: T) => string,
  homeOf: (entry: T) => string = () => '',
): Matched<T> => {
  const [keysBefore, keysAfter] = [keysIn(before, keyOf), keysIn(after, keyOf)]
  const places = new Map(keysBefore.map((key, index) => [key, index]))
  const present = new Set(keysAfter)
  const result: Matched<T> = { removed: [], added: [], kept: [], moved: false }
  keysBefore.forEach((key, index) => {
    if (!present.has(key)) result.removed.push(before[index]!)
  })
  const last = new Map<string, number>()
  keysAfter.forEach((key, index) => {
    const place = places.get(key)
    if (place === undefined) {
      result.added.push(after[index]!)
      return
    }
    const pair = { before: before[place]!, after: after[index]! }
    const home = JSON.stringify([homeOf(pair.before), homeOf(pair.after)])
    result.kept.push(pair)
    result.moved ||= place < (last.get(home) ?? -1)
    last.set(home, Math.max(place, last.get(home) ?? -1))
  })
  return result
}
