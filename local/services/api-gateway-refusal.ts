import type { HttpResponse } from '../world.ts'
import type { RequestContext } from './api-gateway-context.ts'
import type { RestApi } from './api-gateway-model.ts'

/** Status and message of what the gateway answers by itself, as AWS documents the types of gateway responses. */
const defaults = {
  API_CONFIGURATION_ERROR: [500, 'Internal server error'],
  BAD_REQUEST_BODY: [400, 'Invalid request body'],
  BAD_REQUEST_PARAMETERS: [400, 'Missing required request parameters'],
  INTEGRATION_FAILURE: [504, 'Internal server error'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out'],
  INVALID_API_KEY: [403, 'Forbidden'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token'],
  QUOTA_EXCEEDED: [429, 'Limit Exceeded'],
  REQUEST_TOO_LARGE: [413, 'HTTP content length exceeded 10485760 bytes.'],
  THROTTLED: [429, 'Too Many Requests'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Unsupported Media Type'],
  // A function that failed or answered in no proxy form has no type of its own.
  DEFAULT_5XX: [502, 'Internal server error'],
} as const satisfies Record<string, readonly [number, string]>

export type ResponseType = keyof typeof defaults

/** Why the gateway answers itself instead of the integration. */
export class Refusal extends Error {
  readonly type: ResponseType
  readonly status: number
  /** What a model found wrong, for `$context.error.validationErrorString`. */
  readonly validation: string | undefined

  constructor(type: ResponseType, options: { message?: string; validation?: string } = {}) {
    super(options.message ?? defaults[type][1])
    this.name = 'Refusal'
    this.type = type
    this.status = defaults[type][0]
    this.validation = options.validation
  }
}

/** The refusal as the API's gateway response of its type (else the 4xx or 5xx default, else AWS's own) has it. */
export function renderRefusal(refusal: Refusal, api: RestApi | undefined, context: RequestContext): HttpResponse {
  const general = refusal.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'
  const found = api?.responses.get(refusal.type) ?? api?.responses.get(general)
  context.error = {
    message: refusal.message,
    messageString: JSON.stringify(refusal.message),
    responseType: refusal.type,
    validationErrorString: refusal.validation,
  }
  const headers = Object.entries(found?.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    parameter(value, context),
  ])
  return {
    status: found?.status ?? refusal.status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': errorTypes[refusal.type] ?? `${refusal.type}`,
      ...Object.fromEntries(headers),
    },
    body: substitute(found?.template ?? STANDARD, context, ''),
  }
}

const STANDARD = '{"message":$context.error.messageString}'

const errorTypes: Partial<Record<ResponseType, string>> = {
  INVALID_API_KEY: 'ForbiddenException',
  MISSING_AUTHENTICATION_TOKEN: 'MissingAuthenticationTokenException',
  THROTTLED: 'TooManyRequestsException',
  QUOTA_EXCEEDED: 'LimitExceededException',
  BAD_REQUEST_BODY: 'BadRequestException',
  BAD_REQUEST_PARAMETERS: 'BadRequestException',
  REQUEST_TOO_LARGE: 'RequestTooLargeException',
  UNSUPPORTED_MEDIA_TYPE: 'UnsupportedMediaTypeException',
  INTEGRATION_TIMEOUT: 'InternalServerErrorException',
  INTEGRATION_FAILURE: 'InternalServerErrorException',
  API_CONFIGURATION_ERROR: 'InternalServerErrorException',
  DEFAULT_5XX: 'InternalServerErrorException',
}

function parameter(value: string, context: RequestContext): string {
  const literal = /^'(.*)'$/s.exec(value)?.[1]
  if (literal !== undefined) return literal
  const header = /^method\.request\.header\.(.+)$/.exec(value)?.[1]
  return header ? (context.headers[header.toLowerCase()] ?? '') : substitute(`$${value}`, context, '')
}

/** Replaces `$context.a.b`; `missing` stands for what has no value. API Gateway does no more than that here. */
export function substitute(template: string, context: RequestContext, missing: string): string {
  return template.replace(/\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g, (_, path: string) => {
    const value = path
      .split('.')
      .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], context)
    return value === undefined || value === null ? missing : String(value)
  })
}
