import { isObject, type Json, type JsonObject } from '../asl/json.ts'
import type { Resource } from '../asl/resource.ts'
import { AwsError, type AwsResponse } from '../world.ts'
import { IntegrationError } from './states-integration-error.ts'
import type { Surroundings } from './states-integrations.ts'

/** How a service is called and how the state machine names its errors. */
interface Callee {
  /** Signing name. */
  service: string
  /** Prefix of X-Amz-Target; absent for the query protocol. */
  target?: string
  /** Prefix of error names. AWS guide, "Exception prefix differences": `DynamoDb` by SDK, `DynamoDB` optimised. */
  prefix: string
  /** Name of what the service's own client has no exception class for. */
  unmodelled: string
  /** Argument names begin with a capital in the definition and with a small letter on the wire. */
  camel?: boolean
  /** Arguments that are JSON text on the wire and may be objects in the definition. */
  texts?: readonly string[]
}

const dynamodb = { service: 'dynamodb', target: 'DynamoDB_20120810' }
const sqs = { service: 'sqs', target: 'AmazonSQS', texts: ['MessageBody'] }
const events = { service: 'events', target: 'AWSEvents', texts: ['Detail'] }
const sfn = { service: 'states', target: 'AWSStepFunctions', camel: true, texts: ['Input', 'Output'] }

/** Services a state machine may call, by resource type. */
export const SERVICES: Record<string, Callee> = {
  dynamodb: { ...dynamodb, prefix: 'DynamoDB', unmodelled: 'AmazonDynamoDBException' },
  'aws-sdk:dynamodb': { ...dynamodb, prefix: 'DynamoDb', unmodelled: 'DynamoDbException' },
  sqs: { ...sqs, prefix: 'SQS', unmodelled: 'AmazonSQSException' },
  'aws-sdk:sqs': { ...sqs, prefix: 'Sqs', unmodelled: 'SqsException' },
  events: { ...events, prefix: 'EventBridge', unmodelled: 'AmazonEventBridgeException' },
  'aws-sdk:eventbridge': { ...events, prefix: 'EventBridge', unmodelled: 'EventBridgeException' },
  states: { ...sfn, prefix: 'StepFunctions', unmodelled: 'AWSStepFunctionsException' },
  'aws-sdk:sfn': { ...sfn, prefix: 'Sfn', unmodelled: 'SfnException' },
  sns: { service: 'sns', prefix: 'SNS', unmodelled: 'AmazonSNSException', texts: ['Message'] },
}

/** Codes that are on the wire and have no exception class of their own in AWS's client. */
const UNMODELLED = new Set([
  'ValidationException',
  'SerializationException',
  'AccessDeniedException',
  'InternalFailure',
  'UnknownOperationException',
])

/** The name under which Retry and Catch find an error code. Client classes end in `Exception`, whatever the code says. */
export function errorName(resourceType: string, code: string): string {
  const callee = SERVICES[resourceType] as Callee
  if (UNMODELLED.has(code)) return `${callee.prefix}.${callee.unmodelled}`
  return `${callee.prefix}.${code.endsWith('Exception') ? code : `${code}Exception`}`
}

/**
 * Makes an API call of another service, through the gateway.
 * @throws IntegrationError under the name AWS gives the service's error
 */
export async function callService(
  resource: Extract<Resource, { kind: 'service' }>,
  given: Json,
  around: Surroundings,
): Promise<Json> {
  const callee = SERVICES[resource.resourceType]
  if (!callee)
    throw new IntegrationError('States.Runtime', `The local runner has no integration ${resource.resourceType}.`)
  const input = onWire(callee, isObject(given) ? given : {})
  const answer = callee.target
    ? await callJson(callee, resource, input, around)
    : await callQuery(callee, resource, input, around)
  if (resource.resourceType === 'events' && Number(answer.FailedEntryCount ?? 0) > 0) {
    throw new IntegrationError('EventBridge.FailedEntry', JSON.stringify(answer))
  }
  return resource.resourceType.startsWith('aws-sdk:') ? answer : { ...answer, ...sdkMetadata(200) }
}

async function callJson(
  callee: Callee,
  resource: Extract<Resource, { kind: 'service' }>,
  input: JsonObject,
  around: Surroundings,
): Promise<JsonObject> {
  const action = capital(resource.action)
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${callee.target}.${action}` }
  const response = await send(callee, resource, headers, JSON.stringify(input), around)
  const answer = JSON.parse(String(response.body) || '{}') as JsonObject
  if (response.status < 400) return callee.camel ? renameKeys(answer, capital) : answer
  const code = String(answer.__type ?? answer.code ?? 'InternalFailure')
    .split('#')
    .at(-1) as string
  throw failure(callee, resource, code, String(answer.message ?? answer.Message ?? ''), response.status)
}

async function callQuery(
  callee: Callee,
  resource: Extract<Resource, { kind: 'service' }>,
  input: JsonObject,
  around: Surroundings,
): Promise<JsonObject> {
  const form = new URLSearchParams({ Action: capital(resource.action) })
  for (const [name, value] of Object.entries(input))
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  const response = await send(
    callee,
    resource,
    { 'content-type': 'application/x-www-form-urlencoded' },
    form.toString(),
    around,
  )
  const body = String(response.body)
  const member = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1]
  if (response.status >= 400)
    throw failure(callee, resource, member('Code') ?? 'InternalFailure', member('Message') ?? body, response.status)
  const id = member('MessageId')
  return id === undefined ? {} : { MessageId: id }
}

async function send(
  callee: Callee,
  resource: Extract<Resource, { kind: 'service' }>,
  headers: Record<string, string>,
  body: string,
  around: Surroundings,
): Promise<AwsResponse> {
  try {
    return await around.world.call({
      service: callee.service,
      method: 'POST',
      path: '/',
      headers,
      body: Buffer.from(body),
      caller: around.caller,
    })
  } catch (error) {
    if (error instanceof AwsError) throw failure(callee, resource, error.code, error.message, error.status)
    throw error
  }
}

function failure(
  callee: Callee,
  resource: Extract<Resource, { kind: 'service' }>,
  code: string,
  message: string,
  status: number,
): IntegrationError {
  return new IntegrationError(
    errorName(resource.resourceType, code),
    `${message} (Service: ${callee.prefix}, Status Code: ${status}, Request ID: local)`,
  )
}

function onWire(callee: Callee, given: JsonObject): JsonObject {
  const asText = (value: Json, key: string): Json => {
    if (callee.texts?.includes(key)) return typeof value === 'string' ? value : JSON.stringify(value)
    if (Array.isArray(value) && key === 'Entries') return value.map((entry) => (isObject(entry) ? texts(entry) : entry))
    return value
  }
  const texts = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, asText(value, key)]))
  const wire = texts(given)
  return callee.camel ? renameKeys(wire, (name) => name.charAt(0).toLowerCase() + name.slice(1)) : wire
}

function renameKeys(object: JsonObject, rename: (name: string) => string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [rename(name), isObject(value) ? renameKeys(value, rename) : value]),
  )
}

/** `updateItem` → `UpdateItem`. */
export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** What optimised integrations add to a service's answer. */
export function sdkMetadata(status: number): JsonObject {
  return {
    SdkHttpMetadata: { HttpStatusCode: status, HttpHeaders: {}, AllHttpHeaders: {} },
    SdkResponseMetadata: { RequestId: 'local' },
  }
}
