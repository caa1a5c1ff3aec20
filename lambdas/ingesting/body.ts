import { Problem } from '../http/problem.ts'
import { readCsv } from './csv.ts'

/** Observations a request may carry: what is checked and written within the gateway's 29 seconds, with room. */
export const MAX_OBSERVATIONS = 500

/**
 * The items of a request: JSON as one observation, a list, or `{observations: […]}`; or CSV. Items are not looked into
 * here. Throws a Problem for what is wrong with the body as a whole, and nothing is stored then.
 */
export function readBody(contentType: string | undefined, text: string, dimensions: ReadonlySet<string>): unknown[] {
  const items = itemsOf(contentType, text, dimensions)
  if (items.length === 0)
    throw new Problem(422, 'no-observations', 'The request has no observations: send at least one.')
  if (items.length > MAX_OBSERVATIONS) {
    const detail = `${items.length} observations came in one request; send at most ${MAX_OBSERVATIONS} and the rest in further ones.`
    throw new Problem(413, 'too-many-observations', detail, {
      extensions: { limit: MAX_OBSERVATIONS, got: items.length },
    })
  }
  return items
}

function itemsOf(contentType: string | undefined, text: string, dimensions: ReadonlySet<string>): unknown[] {
  const type = (contentType ?? 'application/json').split(';', 1)[0]!.trim().toLowerCase()
  if (type === 'text/csv') return readCsv(text, dimensions)
  if (type === 'application/json') return itemsOfJson(text)
  throw new Problem(
    415,
    'unsupported-media-type',
    `Content-Type "${type}" is not read here: send application/json or text/csv.`,
  )
}

function itemsOfJson(text: string): unknown[] {
  const body = parseJson(text)
  if (Array.isArray(body)) return body
  if (body === null || typeof body !== 'object') {
    throw new Problem(
      400,
      'malformed-json',
      'The body is no object and no list: send one observation, or {"observations": [...]}.',
    )
  }
  if (!('observations' in body)) return [body]
  const { observations, ...others } = body as { observations: unknown } & Record<string, unknown>
  if (!Array.isArray(observations)) throw new Problem(400, 'malformed-json', '"observations" is no list.')
  const [strange] = Object.keys(others)
  if (strange !== undefined) {
    throw new Problem(
      400,
      'malformed-json',
      `"${strange}" beside "observations" is not known; remove it or put it into each observation.`,
    )
  }
  return observations
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new Problem(400, 'malformed-json', 'The body is empty: send one observation or a list.')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem(400, 'malformed-json', `The body is no JSON: ${(error as Error).message}`)
  }
}
