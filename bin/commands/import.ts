import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { apiKey, deployment, output, type Reach } from '../deployment.ts'
import { readText } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'

interface ImportOptions extends Reach {
  source?: string
  key?: string
  batch: string
}

const Results = z.object({
  results: z.array(
    z.object({
      index: z.number(),
      status: z.string(),
      problem: z.object({ detail: z.string().optional(), title: z.string().optional() }).optional(),
    }),
  ),
})

/** Waits between tries of a request the gateway or a table turned away for now, in seconds; then the import stops. */
const PATIENCE = [1, 2, 5, 10, 30]

/**
 * `throughline import FILE`: posts a CSV through the API in requests of at most 500 rows. Each request's idempotency key is
 * derived from its content, so that a repeated import stores nothing twice and finishes what an interrupted one began.
 */
export async function importFile(path: string, options: ImportOptions): Promise<void> {
  const size = Number(options.batch)
  if (!Number.isInteger(size) || size < 1 || size > 500)
    throw new Refusal(`--batch takes a whole number from 1 to 500, not "${options.batch}".`)
  const [header, ...rows] = readText(path)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  if (header === undefined || rows.length === 0)
    throw new Refusal(`${path} has no rows: a header line and at least one row are needed.`)
  const found = await deployment(options)
  const key = await apiKey(found, options)
  const url = `${output(found, 'ApiUrl').replace(/\/+$/, '')}/v1/observations`
  const counts = new Map<string, number>()
  for (let first = 0; first < rows.length; first += size) {
    const body = `${[header, ...rows.slice(first, first + size)].join('\n')}\n`
    for (const result of await post(url, key, body)) {
      counts.set(result.status, (counts.get(result.status) ?? 0) + 1)
      // Line 1 is the header; blank lines are not counted by the API, nor here.
      const line = first + result.index + 2
      if (result.problem)
        console.log(`${path}:${line} ${result.status}: ${result.problem.detail ?? result.problem.title}`)
    }
  }
  console.log([...counts].map(([status, n]) => `${n} ${status}`).join(', '))
  if ((counts.get('rejected') ?? 0) > 0) process.exitCode = 1
}

async function post(url: string, key: string, body: string): Promise<z.infer<typeof Results>['results']> {
  const headers = {
    'content-type': 'text/csv',
    'x-api-key': key,
    'idempotency-key': createHash('sha256').update(body).digest('hex').slice(0, 40),
  }
  for (const wait of [...PATIENCE, undefined]) {
    const response = await fetch(url, { method: 'POST', headers, body })
    const text = await response.text()
    const forNow = response.status === 429 || response.status >= 500
    if (!forNow) {
      const parsed = Results.safeParse(tryJson(text))
      if (parsed.success) return parsed.data.results
      throw new Refusal(`The API refused the request with ${response.status}: ${text}`)
    }
    if (wait === undefined)
      throw new Refusal(
        `The API still answers ${response.status} after ${PATIENCE.length} tries: ${text}\nRun the same import again later; what is stored stays stored.`,
      )
    await sleep(1000 * Math.max(wait, Number(response.headers.get('retry-after') ?? 0)))
  }
  throw new Error('unreachable')
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
