import type * as z from 'zod'

/** Attributes that belong to the table and not to the record: keys, index keys, time to live. */
const OF_THE_TABLE = ['pk', 'sk', 'dueKind', 'dueAt', 'expiresAt']

/** What is stored does not have the form it should: a defect or a hand-made item. A retry does not help. */
export class StoredRecordMalformed extends Error {
  override readonly name = 'StoredRecordMalformed'
}

/**
 * Parses an item into its record; the error names the item's key and the first wrong field, never its content. Fields that it
 * does not know are of a newer release: while one is being deployed, and after going back from one, they are passed over. A
 * change of the record leaves them where they are, since it names only what it changes.
 */
export function record<T>(schema: z.ZodType<T>, item: Record<string, unknown>): T {
  const fields = Object.fromEntries(Object.entries(item).filter(([name]) => !OF_THE_TABLE.includes(name)))
  const parsed = parseKnown(schema, fields)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  throw new StoredRecordMalformed(
    `The item ${String(item.pk)} / ${String(item.sk)} is malformed at ${issue.path.join('.') || 'its top'}: ${issue.message}`,
  )
}

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

const DAY_SECONDS = 86_400

/** Time to live, epoch seconds: `days` after `at` (ISO). */
export function expiry(at: string, days: number): number {
  return Math.floor(Date.parse(at) / 1000) + days * DAY_SECONDS
}
