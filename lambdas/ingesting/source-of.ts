import type { APIGatewayProxyEvent } from 'aws-lambda'
import { apiKeySources } from '../env.ts'
import { Problem } from '../http/problem.ts'

/** Id of the source whose key came with the request. The gateway has checked the key; the stack says whose it is. */
export function sourceOf(event: APIGatewayProxyEvent): string {
  const source = apiKeySources()[event.requestContext.identity.apiKeyId ?? '']
  if (source) return source
  throw new Problem(
    403,
    'unknown-key',
    'This API key belongs to no source of the plan; that of a reader posts nothing: use the key of the system that posts.',
  )
}
