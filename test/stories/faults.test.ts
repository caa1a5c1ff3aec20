import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { simulate } from '../../bin/faulting/run-seed.ts'
import type { Simulated } from '../../bin/faulting/simulated.ts'
import { violationsOf } from '../../local/invariants/invariants.ts'
import { assembly } from './assembly.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-faults-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Three days of data of one trust and three more days: short, with a decision or two of every kind and some cycles of two reviews. `npm run faults` runs more. */
const cut = { months: 3, orgs: 1, tail: 3 }

/** Two runs: on a busy machine they take longer than any other test may. */
const TIMEOUT_MS = 240_000

const simulated = async (seed: string, name: string): Promise<Simulated> =>
  simulate({ ...cut, cdkOut: await assembly(), seed, logFile: join(folder, name) })

/** Keeps a core busy in fits and starts, so that threads finish in another order. */
function burner(): Worker {
  const code =
    'const still = new Int32Array(new SharedArrayBuffer(4)); for (;;) { const end = Date.now() + Math.random() * 6; while (Date.now() < end); Atomics.wait(still, 0, 0, Math.random() * 20) }'
  return new Worker(code, { eval: true })
}

describe('under throttles, kills, repeated and late deliveries', () => {
  test(
    'every invariant holds, and two runs of one seed under different load write byte-equal event logs',
    async () => {
      // The first run is alone; the second shares its core with a burner. Other seeds: `npm run faults`.
      const first = await simulated('2', 'first')
      const load = burner()
      const again = await simulated('2', 'again').finally(() => load.terminate())
      for (const { facts } of [first, again]) expect(violationsOf(facts)).toEqual([])
      expect(first.counts.faults).toBeGreaterThan(10)
      expect(first.counts.decisions).toBeGreaterThan(1)
      expect(first.counts.cycles).toBeGreaterThan(1)
      expect(readFileSync(join(folder, 'again'), 'utf8')).toBe(readFileSync(join(folder, 'first'), 'utf8'))
      expect(again.digest).toBe(first.digest)
    },
    TIMEOUT_MS,
  )
})
