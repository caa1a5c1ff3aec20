import { type GatewayResponseOptions, ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway'

/** One answer that the gateway gives by itself, in the form the functions use (RFC 9457). */
interface GatewayProblem {
  type: ResponseType
  status: number
  /** Stable word that programs may compare; the same as in the functions where both can say it. */
  code: string
  detail: string
  headers?: Record<string, string>
}

/** Whoever is throttled may try again after a second: the bucket refills within it. */
const TRY_AGAIN = { 'Retry-After': "'1'" }

const PROBLEMS: GatewayProblem[] = [
  {
    type: ResponseType.BAD_REQUEST_BODY,
    status: 400,
    code: 'malformed-json',
    detail:
      'The body is not the JSON this path takes: one observation with kpi and period, a list of them, or an object with a list observations. Send it again with Content-Type text/json and the answer says in which line and column.',
  },
  {
    type: ResponseType.BAD_REQUEST_PARAMETERS,
    status: 400,
    code: 'malformed-request',
    detail: 'A parameter of the request is missing or malformed. Compare it with docs/api.md.',
  },
  {
    type: ResponseType.INVALID_API_KEY,
    status: 403,
    code: 'unknown-key',
    detail: 'The header x-api-key is missing or names no key of this deployment. Send the key of your system.',
  },
  {
    // What API Gateway calls a missing token is a path or method that does not exist.
    type: ResponseType.MISSING_AUTHENTICATION_TOKEN,
    status: 404,
    code: 'not-found',
    detail:
      'There is nothing at this path with this method. Observations go to POST /v1/observations, KPIs are read at GET /v1/kpis; GET /v1/openapi.json has every path.',
  },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    code: 'too-large',
    // 10 MB by the gateway, 6 MB by the function behind it; what may be in a request is far below both.
    detail: 'The request is too large. Send at most 500 observations, some 100 kB, and the rest in further requests.',
  },
  {
    type: ResponseType.UNSUPPORTED_MEDIA_TYPE,
    status: 415,
    code: 'unsupported-media-type',
    detail: 'The content type is not read here. Send application/json or text/csv.',
  },
  {
    type: ResponseType.THROTTLED,
    status: 429,
    code: 'too-many-requests',
    detail: 'Too many requests at once. Try again after a second.',
    headers: TRY_AGAIN,
  },
  {
    type: ResponseType.QUOTA_EXCEEDED,
    status: 429,
    code: 'quota-exceeded',
    detail: 'The quota of this key is used up. Try again when its period begins anew, or have the usage plan raised.',
    headers: TRY_AGAIN,
  },
  {
    type: ResponseType.INTEGRATION_TIMEOUT,
    status: 504,
    code: 'timeout',
    detail:
      'The answer took longer than 29 seconds. Repeat the request with the same Idempotency-Key: nothing is stored twice.',
  },
  {
    type: ResponseType.INTEGRATION_FAILURE,
    status: 502,
    code: 'failed',
    detail: 'The request could not be served. Repeat it with the same Idempotency-Key: nothing is stored twice.',
  },
]

/** Gives every answer of the gateway itself the form of a problem; the two defaults take what the list does not name. */
export function answerInProblems(api: RestApi): void {
  for (const problem of PROBLEMS)
    api.addGatewayResponse(`Problem-${problem.code}`, response(problem, `${problem.status}`))
  const rest = { headers: {}, detail: 'The gateway refused the request. Compare it with docs/api.md.' }
  api.addGatewayResponse('Problem-4xx', response({ ...rest, type: ResponseType.DEFAULT_4XX, code: 'refused' }))
  api.addGatewayResponse(
    'Problem-5xx',
    response({
      ...rest,
      type: ResponseType.DEFAULT_5XX,
      code: 'failed',
      detail: 'The request could not be served. Repeat it with the same Idempotency-Key: nothing is stored twice.',
    }),
  )
}

function response(
  problem: Omit<GatewayProblem, 'status'> & { status?: number },
  statusCode?: string,
): GatewayResponseOptions {
  const title = problem.code.charAt(0).toUpperCase() + problem.code.slice(1).replaceAll('-', ' ')
  const body = {
    type: `urn:throughline:problem:${problem.code}`,
    title,
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
  }
  return {
    type: problem.type,
    statusCode,
    responseHeaders: {
      'Content-Type': "'application/problem+json'",
      'Cache-Control': "'no-store'",
      ...problem.headers,
    },
    // Under this key the gateway finds it whatever the client accepts; of other keys AWS says nothing. Static text
    // only: what the gateway would put in ($context.error.validationErrorString) has quotes that break the JSON.
    templates: { 'application/json': JSON.stringify(body) },
  }
}
