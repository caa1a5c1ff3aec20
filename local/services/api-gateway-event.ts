import type { HttpRequest, HttpResponse } from '../world.ts'
import type { RequestContext } from './api-gateway-context.ts'
import type { Stage } from './api-gateway-model.ts'
import { Refusal } from './api-gateway-refusal.ts'
import type { Route } from './api-gateway-route.ts'

/** The event a function gets from a REST API's proxy integration (format 1.0). */
export function proxyEvent(
  request: HttpRequest,
  route: Route,
  path: string,
  stage: Stage,
  context: RequestContext,
  binary: string[],
) {
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.headers.host ?? context.domainName,
    'x-forwarded-for': request.sourceIp,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  }
  const isBase64Encoded = request.body.length > 0 && isBinary(request.headers['content-type'], binary)
  const query = multi([...request.query])
  const { headers: _, error: __, ...requestContext } = context
  return {
    resource: route.resourcePath,
    path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: multi(Object.entries(headers)),
    queryStringParameters:
      query && Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.at(-1)])),
    multiValueQueryStringParameters: query,
    pathParameters: nothing(route.parameters),
    stageVariables: nothing(stage.variables),
    requestContext: { ...requestContext, identity: { ...noIdentity, ...requestContext.identity } },
    body: request.body.length === 0 ? null : request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  }
}

const noIdentity = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
}

function multi(pairs: [string, string][]): Record<string, string[]> | null {
  // Without a prototype, so that a parameter called __proto__ is one like any other, as on AWS.
  const found: Record<string, string[]> = Object.create(null)
  for (const [name, value] of pairs) {
    if (!Object.hasOwn(found, name)) found[name] = []
    found[name]?.push(value)
  }
  return nothing(found)
}

function nothing<T extends object>(value: T): T | null {
  return Object.keys(value).length === 0 ? null : value
}

/** Whether a content type is one of the API's binary media types. */
function isBinary(contentType: string | undefined, binary: string[]): boolean {
  const type = (contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
  return binary.some(
    (one) => one === '*/*' || one.toLowerCase() === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))),
  )
}

/**
 * A function's answer as HTTP. Throws a `Refusal` (502) when it is no proxy response: that is what AWS answers too.
 * As on AWS, a base64 body is decoded only when the first type the client accepts is one of the binary media types.
 */
export function proxyResponse(payload: string, accept: string | undefined, binary: string[]): HttpResponse {
  const answer = parsed(payload)
  const status = Number(answer.statusCode)
  const { headers = {}, multiValueHeaders = {}, body = '' } = answer
  if (!Number.isInteger(status) || status < 100 || status > 599 || !isRecord(headers) || !isRecord(multiValueHeaders))
    throw malformed()
  if (body !== null && typeof body !== 'string') throw malformed()
  const all: Record<string, string | string[]> = { 'content-type': 'application/json' }
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = String(value)
  for (const [name, values] of Object.entries(multiValueHeaders)) {
    if (!Array.isArray(values)) throw malformed()
    all[name.toLowerCase()] = values.length === 1 ? String(values[0]) : values.map(String)
  }
  const decode = answer.isBase64Encoded === true && isBinary((accept ?? '*/*').split(',')[0], binary)
  return { status, headers: all, body: decode ? Buffer.from(body ?? '', 'base64') : (body ?? '') }
}

function parsed(payload: string): Record<string, unknown> {
  let answer: unknown
  try {
    answer = JSON.parse(payload)
  } catch {
    throw malformed()
  }
  if (!isRecord(answer)) throw malformed()
  return answer
}

function malformed(): Refusal {
  return new Refusal('DEFAULT_5XX')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
