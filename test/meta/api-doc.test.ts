import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { POSTING_PROBLEMS } from '../../domain/posting-problem.ts'
import { ITEMS } from '../stories/bad-input-items.ts'
import { REQUESTS } from '../stories/bad-input-requests.ts'
import { REFUSALS } from '../stories/reading-refusals.ts'

const documented = [...readFileSync('docs/api.md', 'utf8').matchAll(/^\| (\d{3}) \| `([a-z0-9-]+)` \|/gm)].map(pair)

function pair([, status, code]: RegExpMatchArray | string[]): string {
  return `${status} ${code}`
}

/** Pairs in the sources of a folder. Every problem is made with its status and code as literals, so that they can be found. */
const pairsIn = (files: string, pattern: RegExp): string[] =>
  globSync(files).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map(pair))

/** What no row can bring about: told by the gateway of AWS alone, or by a fault of ours. */
const UNPROVOKED = ['400 malformed-request', '429 quota-exceeded', '500 internal-error', '504 timeout']

/** Told by a row of its own beside the two tables, in the stories of bad input. */
const BESIDE = [
  '409 no-plan',
  '409 locked-without-reason',
  '422 key-reused',
  '422 all-rejected',
  '422 too-many-revisions',
  '429 too-many-requests',
  '502 failed',
  '503 busy',
]

test('docs/api.md names every problem the code can answer with, and no other', () => {
  const made = [
    ...pairsIn(
      'lambdas/{http/api,ingest,ingesting/*,read-api,reading/*}.ts',
      /new Problem\(\s*(\d{3}),\s*'([a-z0-9-]+)'/g,
    ),
    ...pairsIn('lib/problems.ts', /status: (\d{3}),\s*code: '([a-z0-9-]+)'/g),
    ...Object.entries(POSTING_PROBLEMS).map(([code, status]) => `${status} ${code}`),
    '422 all-rejected',
  ]
  expect([...new Set(documented)].sort()).toEqual([...new Set(made)].sort())
  expect(new Set(documented).size).toBe(documented.length)
})

test('every documented problem is provoked through the API', () => {
  const provoked = [
    ...REQUESTS.map(({ status, code }) => `${status} ${code}`),
    ...ITEMS.map(([, , code, , status = 422]) => `${status} ${code}`),
    ...REFUSALS.map(([, , status, code]) => `${status} ${code}`),
    ...BESIDE,
  ]
  expect([...new Set([...provoked, ...UNPROVOKED])].sort()).toEqual([...documented].sort())
})
