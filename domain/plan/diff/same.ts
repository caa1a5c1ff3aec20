/** Equality of JSON values: the order of keys says nothing, the order of lists does, and a key that is `undefined` is absent. */
export const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === 0 && b === 0
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i]))
  }
  const keys = keysOf(a)
  return (
    keys.length === keysOf(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(valueAt(a, key), valueAt(b, key)))
  )
}

/** Keys with a value. */
export const keysOf = (object: object): string[] =>
  Object.keys(object).filter((key) => valueAt(object, key) !== undefined)

/** Value of an own key; names of JavaScript such as `constructor` are no keys of an object that lacks them. */
export const valueAt = (object: object, key: string): unknown =>
  Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined
