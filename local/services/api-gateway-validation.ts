import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { HttpRequest } from '../world.ts'
import type { ApiMethod, RestApi } from './api-gateway-model.ts'
import { Refusal } from './api-gateway-refusal.ts'

/** Compiles a model's JSON schema, draft 4 as API Gateway reads it. Throws an Error that names the model. */
export function compileModel(name: string, schema: unknown): ValidateFunction {
  try {
    // Errors of one kind are enough for the caller; AWS too lists what its validator met.
    return new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false }).compile(
      modern(schema) as object,
    )
  } catch (error) {
    throw new Error(`model ${name}: its schema does not compile: ${(error as Error).message}`)
  }
}

/** Draft 4 in the words of the draft Ajv reads: `id` → `$id`, exclusive limits as numbers. */
function modern(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(modern)
  if (typeof schema !== 'object' || schema === null) return schema
  const { $schema: _, ...rest } = schema as Record<string, unknown>
  const changed: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, modern(value)]),
  )
  for (const [limit, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (changed[exclusive] === true) {
      changed[exclusive] = changed[limit]
      delete changed[limit]
    } else if (changed[exclusive] === false) delete changed[exclusive]
  }
  return changed
}

/** Refuses a request whose parameters or body its method's validator does not let pass. */
export function validate(
  api: RestApi,
  method: ApiMethod,
  request: HttpRequest,
  pathParameters: Record<string, string>,
): void {
  const validator = method.validatorId === undefined ? undefined : api.validators.get(method.validatorId)
  if (validator?.parameters) checkParameters(method, request, pathParameters)
  if (validator?.body) checkBody(api, method, request)
}

function checkParameters(method: ApiMethod, request: HttpRequest, pathParameters: Record<string, string>): void {
  const given = (location: string, name: string) => {
    if (location === 'header') return request.headers[name.toLowerCase()]
    return location === 'querystring' ? request.query.get(name) : pathParameters[name]
  }
  const missing = Object.entries(method.parameters).flatMap(([parameter, required]) => {
    const [, , location = '', ...name] = parameter.split('.')
    return required && !given(location, name.join('.')) ? [name.join('.')] : []
  })
  if (missing.length === 0) return
  throw new Refusal('BAD_REQUEST_PARAMETERS', {
    message: `Missing required request parameters: [${missing.join(', ')}]`,
  })
}

function checkBody(api: RestApi, method: ApiMethod, request: HttpRequest): void {
  const type = (request.headers['content-type'] || 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
  const name = method.models[type] ?? method.models.$default
  const check = name === undefined ? undefined : api.models.get(name)
  if (!check) return
  let body: unknown
  try {
    body = JSON.parse(request.body.toString('utf8'))
  } catch {
    throw new Refusal('BAD_REQUEST_BODY', { validation: '[malformed JSON]' })
  }
  if (!check(body))
    throw new Refusal('BAD_REQUEST_BODY', { validation: `[${(check.errors ?? []).map(describe).join(', ')}]` })
}

function describe(error: ErrorObject): string {
  const { params } = error as { params: Record<string, unknown> }
  if (error.keyword === 'required') return `object has missing required properties (["${params.missingProperty}"])`
  if (error.keyword === 'additionalProperties')
    return `object instance has properties which are not allowed by the schema: ["${params.additionalProperty}"]`
  return `${error.instancePath === '' ? 'instance' : error.instancePath} ${error.message ?? error.keyword}`
}
