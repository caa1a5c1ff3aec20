import { createHash } from 'node:crypto'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { header } from '../http/api.ts'

/** What changes with each call though nothing is new: left out of the tag. */
const CLOCK = /"asOf":"[^"]*","planVersion"/

/**
 * A JSON answer with a tag: who has the same already gets 304 and no body. The tag is weak, since the hour of asking stands in
 * the answer and not in the tag. HEAD gets the headers of GET.
 */
export function answer(event: APIGatewayProxyEvent, body: unknown, caching: string): APIGatewayProxyResult {
  const text = JSON.stringify(body)
  const timeless = text.replace(CLOCK, '"planVersion"')
  const etag = `W/"${createHash('sha256').update(timeless).digest('base64url').slice(0, 22)}"`
  const headers = { 'content-type': 'application/json', 'cache-control': caching, etag }
  const held = (header(event, 'if-none-match') ?? '').split(',').map((tag) => tag.trim())
  if (held.includes(etag) || held.includes('*')) return { statusCode: 304, headers, body: '' }
  return { statusCode: 200, headers, body: event.httpMethod === 'HEAD' ? '' : text }
}
