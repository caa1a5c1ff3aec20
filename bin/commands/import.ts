import { apiKey, apiUrl, deployment, type Reach } from '../deployment.ts'
import { postRows } from '../importing/post-rows.ts'
import { readRows } from '../importing/read-rows.ts'
import { readText } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'

interface ImportOptions extends Reach {
  source?: string
  key?: string
  batch: string
}

/**
 * `throughline import FILE`: posts a CSV through the API in requests of at most 500 rows. Each request's idempotency key is
 * derived from its content, so that a repeated import stores nothing twice and finishes what an interrupted one began.
 * Rejected rows are told with their line in the file; the others are stored all the same.
 */
export async function importFile(path: string, options: ImportOptions): Promise<void> {
  const size = Number(options.batch)
  if (!Number.isInteger(size) || size < 1 || size > 500)
    throw new Refusal(`--batch takes a whole number from 1 to 500, not "${options.batch}".`)
  const { header, rows } = readRows(readText(path), path)
  const found = await deployment(options)
  const key = await apiKey(found, options)
  const url = `${apiUrl(found, options)}/v1/observations`
  const counts = new Map<string, number>()
  for (let first = 0; first < rows.length; first += size) {
    const batch = rows.slice(first, first + size)
    const body = `${[header, ...batch.map(({ text }) => text)].join('\n')}\n`
    for (const { index, status, problem } of await postRows(url, key, body)) {
      counts.set(status, (counts.get(status) ?? 0) + 1)
      if (problem) console.log(`${path}:${batch[index]!.line} ${status}: ${problem.detail ?? problem.title}`)
    }
  }
  console.log([...counts].map(([status, n]) => `${n} ${status}`).join(', '))
  if ((counts.get('rejected') ?? 0) > 0) process.exitCode = 1
}
