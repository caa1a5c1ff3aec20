import { gunzipSync } from 'node:zlib'
import type * as z from 'zod'
import { AwsError, type AwsRequest, type AwsResponse, type World } from '../world.ts'

/** One API operation: checks its input, runs, returns the members of AWS's answer (nothing for an empty one). */
export type Operation = (input: unknown, world: World, request: AwsRequest) => unknown

export type Operations = Record<string, Operation>

/**
 * Builds an operation from the input it understands.
 * A member it does not know is refused with `ValidationException`: a setting that is silently ignored here would behave
 * differently on AWS.
 */
export function operation<S extends z.ZodType>(
  schema: S,
  run: (input: z.infer<S>, world: World, request: AwsRequest) => unknown,
): Operation {
  return (input, world, request) => {
    const parsed = schema.safeParse(input)
    if (!parsed.success) throw new AwsError('ValidationException', explain(parsed.error, operationName(request)))
    return run(parsed.data, world, request)
  }
}

/** Says in a line what is wrong with an input: the place, what was expected, and which members are not known here. */
export function explain(error: z.ZodError, subject: string): string {
  const problems = error.issues.map((issue) => {
    const place = issue.path.map(String).join('.')
    if (issue.code !== 'unrecognized_keys') return place === '' ? issue.message : `${place}: ${issue.message}`
    const names = issue.keys.map((key) => (place === '' ? key : `${place}.${key}`)).join(', ')
    return `${names}: not supported by the local runner; leave it out or add it to local/services`
  })
  return `${subject}: ${problems.join('; ')}`
}

function operationName(request: AwsRequest): string {
  return request.headers['x-amz-target'] ?? `${request.service} ${request.method} ${request.path}`
}

/** Answers AWS's JSON protocols 1.0 and 1.1: `X-Amz-Target: Prefix.Operation`, a JSON object both ways. */
export async function answerJson(operations: Operations, request: AwsRequest, world: World): Promise<AwsResponse> {
  const target = request.headers['x-amz-target'] ?? ''
  const run = find(operations, target.slice(target.lastIndexOf('.') + 1), request)
  const output = await run(parseJson(unzipped(request)), world, request)
  const version = request.headers['content-type']?.includes('1.0') ? '1.0' : '1.1'
  return {
    status: 200,
    headers: { 'content-type': `application/x-amz-json-${version}` },
    body: JSON.stringify(output ?? {}),
  }
}

/** The operation of that name, or the error AWS gives for a name it does not know, with what to do about it. */
export function find(operations: Operations, name: string, request: AwsRequest): Operation {
  const found = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (found) return found
  const known = Object.keys(operations).join(', ')
  throw new AwsError(
    'UnknownOperationException',
    `The local runner's ${request.service} has no operation "${name}". It knows: ${known}.`,
  )
}

/** A JSON body; an empty one is an empty object. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {}
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw new AwsError('SerializationException', `The request body is not JSON: ${(error as Error).message}`)
  }
}

/** The SDK compresses large metric puts. */
function unzipped({ headers, body }: AwsRequest): Buffer {
  return headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}
