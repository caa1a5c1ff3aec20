import { createHash } from 'node:crypto'
import type { APIGatewayProxyEvent } from 'aws-lambda'
import { formatInstant } from '../../domain/instant.ts'
import { rememberRequest } from '../aws/requests.ts'
import { header } from '../http/api.ts'
import { Problem } from '../http/problem.ts'

/** Binds the Idempotency-Key of a request, if it has one, to its body (`text`): the same key with another body is a Problem. */
export async function bindKey(
  event: APIGatewayProxyEvent,
  source: string,
  text: string,
  now: number,
): Promise<string | undefined> {
  const key = header(event, 'idempotency-key')
  if (key === undefined) return undefined
  if (!/^[\x21-\x7e]{1,128}$/.test(key)) {
    throw new Problem(
      422,
      'malformed-key',
      'The Idempotency-Key must have 1 to 128 printable characters and no spaces.',
    )
  }
  const sha256 = createHash('sha256').update(text).digest('hex')
  if ((await rememberRequest(source, key, sha256, formatInstant(now))) === 'other') {
    throw new Problem(
      422,
      'key-reused',
      'This Idempotency-Key came before with another body: use a new key for new observations.',
    )
  }
  return key
}
