import type { TaskCall } from '../asl/host.ts'
import { isObject, type Json, type JsonObject } from '../asl/json.ts'
import type { Resource } from '../asl/resource.ts'
import type { World } from '../world.ts'
import type { States } from './states.ts'
import { callService, SERVICES, sdkMetadata } from './states-calls.ts'
import { runChild } from './states-child.ts'
import { IntegrationError } from './states-integration-error.ts'

/** What an integration works with. */
export interface Surroundings {
  world: World
  states: States
  /** `states:<executionArn>`, for the gateway's log. */
  caller: string
}

/** Actions of the optimised integrations this runner has, with the patterns AWS gives them. `aws-sdk:` ones take any action. */
const OPTIMISED: Record<string, Record<string, readonly string[]>> = {
  lambda: { invoke: ['request', 'waitForTaskToken'] },
  dynamodb: { getItem: ['request'], putItem: ['request'], updateItem: ['request'], deleteItem: ['request'] },
  sns: { publish: ['request', 'waitForTaskToken'] },
  sqs: { sendMessage: ['request', 'waitForTaskToken'] },
  events: { putEvents: ['request', 'waitForTaskToken'] },
  states: { startExecution: ['request', 'sync', 'sync:2', 'waitForTaskToken'] },
}

/** Why this runner cannot carry out a resource, or undefined when it can. */
export function refusal(resource: Resource): string | undefined {
  if (resource.kind === 'function') return undefined
  const { resourceType, action, pattern } = resource
  if (resourceType.startsWith('aws-sdk:')) {
    if (!(resourceType in SERVICES))
      return `the SDK integrations here are ${Object.keys(SERVICES)
        .filter((name) => name.startsWith('aws-sdk:'))
        .join(', ')}`
    return pattern === 'request' || pattern === 'waitForTaskToken' ? undefined : 'SDK integrations know no .sync'
  }
  const patterns = OPTIMISED[resourceType]?.[action]
  if (!patterns)
    return `the optimised integrations here are ${Object.entries(OPTIMISED)
      .flatMap(([type, actions]) => Object.keys(actions).map((name) => `${type}:${name}`))
      .join(', ')}`
  return patterns.includes(pattern) ? undefined : `${resourceType}:${action} does not know the pattern ${pattern}`
}

/**
 * Carries out a task. Resolves with its result, or with undefined when the call was only a submission (its token answers).
 * @param submitted hears the service's answer of a task that goes on after it
 * @throws IntegrationError
 */
export async function perform(
  call: TaskCall,
  around: Surroundings,
  submitted: (answer: Json) => void,
): Promise<Json | undefined> {
  const { resource } = call
  if (resource.kind === 'function') return invokeFunction(resource.arn, call.arguments, around)
  if (resource.pattern === 'sync' || resource.pattern === 'sync:2')
    return runChild(resource.pattern, call.arguments, around, submitted)
  const answer =
    resource.resourceType === 'lambda'
      ? await invokeService(call.arguments, around)
      : await callService(resource, call.arguments, around)
  if (resource.pattern === 'request') return answer
  submitted(answer)
  return undefined
}

/** A bare function ARN: the function's answer is the result. */
async function invokeFunction(arn: string, event: Json, around: Surroundings): Promise<Json> {
  return (await invoke(arn, event, false, around)) ?? null
}

/** `lambda:invoke`: the result wraps the function's answer as Lambda's API does. */
async function invokeService(given: Json, around: Surroundings): Promise<Json> {
  const { FunctionName, Payload, InvocationType } = isObject(given) ? given : ({} as JsonObject)
  if (typeof FunctionName !== 'string')
    throw new IntegrationError('States.Runtime', `lambda:invoke needs a FunctionName, got ${JSON.stringify(given)}`)
  const payload = await invoke(FunctionName, Payload ?? {}, InvocationType === 'Event', around)
  return {
    ExecutedVersion: '$LATEST',
    ...(payload === undefined ? {} : { Payload: payload }),
    ...sdkMetadata(200),
    StatusCode: 200,
  }
}

async function invoke(
  name: string,
  event: Json,
  asynchronous: boolean,
  { world }: Surroundings,
): Promise<Json | undefined> {
  let result: Awaited<ReturnType<World['invoke']>>
  try {
    result = await world.invoke(name, event, { asynchronous })
  } catch (error) {
    const { code, message, status } = error as { code?: string; message: string; status?: number }
    if (code === undefined) throw error
    throw new IntegrationError(`Lambda.${code}`, `${message} (Service: Lambda, Status Code: ${status})`)
  }
  if (result.functionError) throw new IntegrationError(errorType(result.payload), result.payload)
  if (result.payload === '') return undefined
  return JSON.parse(result.payload) as Json
}

/** The name a function's error has in Retry and Catch: its errorType. */
function errorType(payload: string): string {
  const { errorType } = JSON.parse(payload) as { errorType?: unknown }
  return typeof errorType === 'string' && errorType !== '' ? errorType : 'Unhandled'
}
