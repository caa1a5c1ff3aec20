import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { Refusal } from '../refusal.ts'

const Results = z.object({
  results: z.array(
    z.object({
      index: z.number(),
      status: z.string(),
      problem: z.object({ detail: z.string().optional(), title: z.string().optional() }).optional(),
    }),
  ),
})

/** What became of the rows of one request, in their order. */
export type RowResult = z.infer<typeof Results>['results'][number]

const ProblemBody = z.object({ detail: z.string(), line: z.number().optional() })

/** Waits between tries of a request the gateway or a table turned away for now, in seconds; then the import stops. */
const PATIENCE = [1, 2, 5, 10, 30]

/**
 * Posts one CSV text. Its idempotency key is derived from its content, so that the same text stores nothing twice. Tries
 * again what was turned away for now; refuses what the API does not take, in the API's own sentence.
 */
export async function postRows(url: string, key: string, body: string): Promise<RowResult[]> {
  const headers = {
    'content-type': 'text/csv',
    'x-api-key': key,
    'idempotency-key': createHash('sha256').update(body).digest('hex').slice(0, 40),
  }
  for (const wait of [...PATIENCE, undefined]) {
    const response = await fetch(url, { method: 'POST', headers, body })
    const text = await response.text()
    if (response.status !== 429 && response.status < 500) return resultsOf(response.status, text)
    if (wait === undefined) {
      throw new Refusal(
        `The API still answers ${response.status} after ${PATIENCE.length} tries: ${said(text)}\nRun the same import again later; what is stored stays stored.`,
      )
    }
    await sleep(1000 * Math.max(wait, Number(response.headers.get('retry-after') ?? 0)))
  }
  throw new Error('unreachable')
}

function resultsOf(status: number, text: string): RowResult[] {
  const parsed = Results.safeParse(tryJson(text))
  if (parsed.success) return parsed.data.results
  throw new Refusal(`The API refused the rows (${status}): ${said(text)}`)
}

/** The sentence of a problem, or what came instead of one. */
function said(text: string): string {
  const problem = ProblemBody.safeParse(tryJson(text))
  return problem.success ? problem.data.detail : text.slice(0, 500)
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
