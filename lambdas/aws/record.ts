import type * as z from 'zod'
import { parseKnown } from './known.ts'

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

const DAY_SECONDS = 86_400

/** Time to live, epoch seconds: `days` after `at` (ISO). */
export function expiry(at: string, days: number): number {
  return Math.floor(Date.parse(at) / 1000) + days * DAY_SECONDS
}
