import { shown } from '../../domain/shown.ts'
import { Problem } from '../http/problem.ts'
import { readCsv } from './csv.ts'
import { jsonPlace } from './json-place.ts'

/** Observations a request may carry: what is checked and written within the gateway's 29 seconds, with room. */
export const MAX_OBSERVATIONS = 500

/** What a request posts, not looked into yet; `lines` says where each stands when it came as CSV. */
export interface Body {
  items: unknown[]
  lines?: number[]
}

/**
 * The items of a request: JSON as one observation, a list, or `{observations: […]}`; or CSV. Throws a Problem for what
 * is wrong with the body as a whole, and nothing is stored then.
 */
export function readBody(contentType: string | undefined, text: string, dimensions: ReadonlySet<string>): Body {
  const read = bodyOf(contentType, text, dimensions)
  const { length } = read.items
  if (length === 0) throw new Problem(422, 'no-observations', 'The request has no observations: send at least one.')
  if (length > MAX_OBSERVATIONS) {
    const detail = `${length} observations came in one request; send at most ${MAX_OBSERVATIONS} and the rest in further ones.`
    throw new Problem(413, 'too-many-observations', detail, { extensions: { limit: MAX_OBSERVATIONS, got: length } })
  }
  return read
}

function bodyOf(contentType: string | undefined, text: string, dimensions: ReadonlySet<string>): Body {
  const type = (contentType || 'application/json').split(';', 1)[0]!.trim().toLowerCase()
  if (!/^(text\/csv|(application|text)\/json)$/.test(type)) {
    const detail = `Content-Type ${shown(type)} is not read here: send application/json or text/csv.`
    throw new Problem(415, 'unsupported-media-type', detail)
  }
  checkEncoding(contentType ?? '', text)
  if (type !== 'text/csv') return { items: itemsOfJson(text) }
  const rows = readCsv(text, dimensions)
  return { items: rows.map(({ input }) => input), lines: rows.map(({ line }) => line) }
}

/** The gateway has turned bytes that are no UTF-8 into replacement characters: a name with one would be another name. */
function checkEncoding(contentType: string, text: string): void {
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) {
    const detail = `The charset ${shown(charset)} is not read here: send the body as UTF-8.`
    throw new Problem(415, 'unsupported-media-type', detail)
  }
  const at = text.search(/[\uFFFD\0]/)
  if (at < 0) return
  const line = text.slice(0, at).split(/\r\n|\n|\r/).length
  throw new Problem(400, 'not-utf-8', `Line ${line} is not UTF-8: save or send the body as UTF-8.`, {
    extensions: { line },
  })
}

const FORMS = 'one observation, a list of them, or {"observations": [...]}'

function itemsOfJson(text: string): unknown[] {
  const body = parseJson(text.replace(/^\uFEFF/, ''))
  if (Array.isArray(body)) return body
  if (body === null || typeof body !== 'object')
    throw new Problem(400, 'malformed-json', `The body is no object and no list: send ${FORMS}.`)
  if (!Object.hasOwn(body, 'observations')) return [body]
  const { observations, ...others } = body as { observations: unknown } & Record<string, unknown>
  if (!Array.isArray(observations))
    throw new Problem(400, 'malformed-json', `"observations" is no list: send ${FORMS}.`)
  const [strange] = Object.keys(others)
  if (strange === undefined) return observations
  const detail = `The field ${shown(strange)} beside "observations" is not known: remove it or put it into each observation.`
  throw new Problem(400, 'malformed-json', detail)
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new Problem(400, 'malformed-json', `The body is empty: send ${FORMS}.`)
  try {
    return JSON.parse(text)
  } catch {
    const { line, column } = jsonPlace(text)
    const detail = `The body is no JSON from line ${line}, column ${column} on: mend it there.`
    throw new Problem(400, 'malformed-json', detail, { extensions: { line, column } })
  }
}
