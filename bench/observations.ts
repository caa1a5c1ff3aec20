/** `npm run synth && node bench/observations.ts`: observations a second through the local API, and capacity units per observation against the length of history. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apply } from '../bin/commands/apply.ts'
import { apiKey, deployment } from '../bin/deployment.ts'
import { simulatedStack } from '../bin/starting/simulation.ts'
import { synthesize } from '../bin/starting/synthesize.ts'
import { formatDay, parseDay } from '../domain/civil.ts'

const LENGTHS = [0, 100, 1000, 3650]
/** Observations measured after each history. */
const MEASURED = 20
const NEWEST = parseDay('2026-05-01')

const PLAN = `
organisation: { name: Bench, timezone: Europe/London, desk: desk }
calendars: [{ id: week }]
people: [{ id: desk, name: Desk, email: desk@example.org }]
sources: [{ id: feed, kpis: [orders] }]
priorities: [{ id: growth, name: Growth, accountable: desk }]
kpis:
  - id: orders
    name: Orders
    unit: orders
    direction: up
    cadence: daily
    aggregation: sum
    owner: desk
    priority: growth
    target: 100
    bands: { amber: 5, red: 10 }
    dimensions: [history]
    triggers:
      - id: low
        kind: threshold
        question: Orders are low. What do we do?
        options: [{ id: promote, label: Promote }, { id: wait, label: Wait }]
        fallback: { option: wait, note: Nothing changes. }
`

const path = join(mkdtempSync(join(tmpdir(), 'bench-')), 'plan.yaml')
writeFileSync(path, PLAN)
synthesize(['feed'])
const runner = await simulatedStack(Date.parse('2026-06-01T10:00:00Z'), 4800, '1')
const reach = { stack: 'Throughline', endpoint: runner.origin }
await apply(path, { ...reach, message: 'bench', yes: true })
const key = await apiKey(await deployment(reach), {})

async function post(observations: object[]): Promise<void> {
  const response = await runner.post('/live/v1/observations', { observations }, { 'x-api-key': key })
  if (response.status !== 200) throw new Error(`${response.status} ${response.body}`)
  // The gateway lets so many requests a second through: the clock goes on by two, which costs nothing here.
  await runner.run(runner.world.now() + 2000)
}

// Values around the target, never far enough below to open a decision: what is measured is the ordinary day.
const observation = (history: number, day: number) => ({
  kpi: 'orders',
  period: formatDay(day),
  dimensions: { history: `h${history}` },
  value: 100 + ((day * 7) % 9),
})

/** Units counted by the tables' own accounting, of all tables together. */
function units(): { read: number; write: number } {
  const sum = (kind: string) =>
    [...runner.counts].reduce(
      (n, [name, by]) => (name.startsWith('capacity:') && name.endsWith(`:${kind}`) ? n + by : n),
      0,
    )
  return { read: sum('read'), write: sum('write') }
}

let batched = { observations: 0, seconds: 0 }
console.log('| slots of history | read units | write units | ms, one at a time, folded |\n|--:|--:|--:|--:|')
for (const length of LENGTHS) {
  const days = Array.from({ length }, (_, index) => NEWEST - length + index)
  const began = performance.now()
  for (let first = 0; first < length; first += 500)
    await post(days.slice(first, first + 500).map((day) => observation(length, day)))
  if (length >= 1000)
    batched = {
      observations: batched.observations + length,
      seconds: batched.seconds + (performance.now() - began) / 1000,
    }
  await post([observation(length, NEWEST)])
  const before = units()
  const start = performance.now()
  for (let day = NEWEST + 1; day <= NEWEST + MEASURED; day += 1) await post([observation(length, day)])
  const ms = (performance.now() - start) / MEASURED
  const after = units()
  const each = (kind: 'read' | 'write') => ((after[kind] - before[kind]) / MEASURED).toFixed(1)
  console.log(`| ${length} | ${each('read')} | ${each('write')} | ${ms.toFixed(1)} |`)
}
console.log(`\n${Math.round(batched.observations / batched.seconds)} observations a second in requests of 500, folded.`)
await runner.close()
