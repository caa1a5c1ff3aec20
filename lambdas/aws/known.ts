import type * as z from 'zod'

/** Parses what is known of something stored: fields of a newer release are passed over. */
export function parseKnown<T>(schema: z.ZodType<T>, fields: unknown): z.ZodSafeParseResult<T> {
  const parsed = schema.safeParse(fields)
  const unknown = parsed.error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? [issue] : [])) ?? []
  if (parsed.success || unknown.length < parsed.error.issues.length) return parsed
  return schema.safeParse(unknown.reduce<unknown>((left, { path, keys }) => without(left, path, keys), fields))
}

/** A value without these keys of the object at `path`; only what lies on the way there is copied. */
function without(value: unknown, path: readonly PropertyKey[], keys: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  const [first, ...rest] = path
  if (first === undefined) return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))
  const inner = without((value as Record<PropertyKey, unknown>)[first], rest, keys)
  if (Array.isArray(value)) return value.with(Number(first), inner)
  return { ...value, [first]: inner }
}
