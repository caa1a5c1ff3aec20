/** The value with the keys of every object in it sorted: the engine returns attributes in an order that differs from run to run. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  // Most objects are `{"S": …}`: nothing to sort.
  if (keys.length === 1) return { [keys[0]!]: sorted((value as Record<string, unknown>)[keys[0]!]) }
  const result: Record<string, unknown> = {}
  for (const key of keys.sort()) result[key] = sorted((value as Record<string, unknown>)[key])
  return result
}
