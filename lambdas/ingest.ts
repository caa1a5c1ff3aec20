import { createHash } from 'node:crypto'
import type { APIGatewayProxyEvent } from 'aws-lambda'
import { formatInstant } from '../domain/instant.ts'
import { log } from './aws/log.ts'
import { type CurrentPlan, currentPlan, NoPlanApplied } from './aws/plan.ts'
import { rememberRequest } from './aws/requests.ts'
import { apiKeySources } from './env.ts'
import { api, bodyText, header } from './http/api.ts'
import { Problem } from './http/problem.ts'
import { answerItems, tally } from './ingesting/answer-items.ts'
import { readBody } from './ingesting/body.ts'
import { recordObservations } from './ingesting/record-observations.ts'

/**
 * Stores posted observations, item by item, and says of each what became of it. What is wrong with the request as a
 * whole is a problem, and then nothing of it is stored.
 */
export const handler = api(async (event) => {
  const source = sourceOf(event)
  const now = Date.now()
  const { plan } = await planOrProblem()
  const text = bodyText(event)
  const dimensions = new Set(plan.kpis.flatMap((kpi) => kpi.dimensions))
  const { items, lines } = readBody(header(event, 'content-type'), text, dimensions)
  const key = await bindKey(event, source, text, now)
  const results = await recordObservations({ plan, source, key, now }, items)
  log('info', 'observations posted', { source, ...tally(results) })
  return answerItems(results, lines)
})

function sourceOf(event: APIGatewayProxyEvent): string {
  const source = apiKeySources()[event.requestContext.identity.apiKeyId ?? '']
  if (source) return source
  throw new Problem(
    403,
    'unknown-key',
    'This API key belongs to no source of the plan: use the key of the system that posts.',
  )
}

async function planOrProblem(): Promise<CurrentPlan> {
  try {
    return await currentPlan()
  } catch (error) {
    if (error instanceof NoPlanApplied) throw new Problem(409, 'no-plan', error.message)
    throw error
  }
}

async function bindKey(
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
