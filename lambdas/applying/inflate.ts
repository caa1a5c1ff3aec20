import { gunzipSync } from 'node:zlib'
import type * as z from 'zod'

/**
 * The largest text that is unpacked, 40 MB: a gzip of some kilobytes can stand for gigabytes. The resolved plan of 5,000
 * people, 2,000 KPIs and 500 initiatives is a fraction of it (bench/apply.ts).
 */
export const MAX_INFLATED_BYTES = 40_000_000

/** A value out of a packed text, or why there is none, as a sentence. */
export type Inflated<T> = { ok: true; value: T } | { ok: false; sentences: string[] }

/** Unpacks base64 of gzipped JSON, as if a stranger had packed it. `what` names the field in sentences. */
export function inflate<T>(what: string, base64: string, schema: z.ZodType<T>): Inflated<T> {
  const no = (sentence: string) => ({ ok: false as const, sentences: [`${what}: ${sentence}`] })
  let text: string
  try {
    const bytes = gunzipSync(Buffer.from(base64, 'base64'), { maxOutputLength: MAX_INFLATED_BYTES })
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    return no(whyNot(error as NodeJS.ErrnoException))
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return no('what was packed is not JSON; send it with the "throughline" command of this version.')
  }
  const parsed = schema.safeParse(json)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, sentences: sentencesOf(parsed.error, what) }
}

function whyNot({ code }: NodeJS.ErrnoException): string {
  if (code === 'ERR_BUFFER_TOO_LARGE')
    return `unpacked it has more than ${MAX_INFLATED_BYTES / 1e6} MB; make the plan smaller.`
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'what was packed is not UTF-8 text.'
  return 'this is not the base64 of a gzip, or it is cut short; send it again.'
}

/** How many sentences of a refusal a person reads. */
const MOST = 20

/** What is wrong with the shape of something, a sentence for each place; the rest is counted. */
export function sentencesOf({ issues }: z.ZodError, what: string): string[] {
  const sentences = issues
    .slice(0, MOST)
    .map((issue) => `${issue.path.map(String).join('.') || what}: ${issue.message.slice(0, 300)}`)
  return issues.length > MOST ? [...sentences, `And ${issues.length - MOST} more.`] : sentences
}
