import middy from '@middy/core'
import httpHeaderNormalizer from '@middy/http-header-normalizer'
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda'
import { errorFacts, log } from '../aws/log.ts'
import { Problem, problemResponse } from './problem.ts'

/**
 * A handler behind the REST API: header names in lower case, and every error as problem details. What a caller can
 * mend keeps its status and sentence; anything else is logged here and answered as 500 (or 503 when AWS was busy)
 * without its inner words.
 */
export function api(handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>) {
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(httpHeaderNormalizer())
    .use({
      onError: (request) => {
        request.response = problemResponse(asProblem(request.error))
      },
    })
    .handler((event, context) => handler(event, context))
}

/** Errors by which AWS says that it is busy; the caller may simply try again. */
const BUSY = /Throttl|TooManyRequests|ProvisionedThroughput|RequestLimitExceeded|TransactionFailed|ServiceUnavailable/

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  log('error', 'request failed', errorFacts(error))
  const busy = error instanceof Error && BUSY.test(error.name)
  if (busy) {
    return new Problem(
      503,
      'busy',
      'Nothing of this request is lost if you send it again with the same Idempotency-Key in a few seconds.',
      {
        headers: { 'retry-after': '5' },
      },
    )
  }
  return new Problem(
    500,
    'internal-error',
    'Something failed on our side and was logged; send the request again with the same Idempotency-Key.',
  )
}

/** The body as text, whatever encoding the gateway chose. Empty text when there is none. */
export function bodyText(event: APIGatewayProxyEvent): string {
  if (!event.body) return ''
  return event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body
}

/** One header by its lower-case name. */
export function header(event: APIGatewayProxyEvent, name: string): string | undefined {
  return event.headers?.[name] ?? undefined
}

/** A JSON answer. */
export function json(statusCode: number, body: unknown, headers: Record<string, string> = {}): APIGatewayProxyResult {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  }
}
