/** Speed of the fold: a whole history of 12,000 daily slots, and one more slot on top of it. `node bench/fold.ts` */
import { performance } from 'node:perf_hooks'
import { seriesDefinition } from '../domain/definition.ts'
import { foldSeries } from '../domain/fold.ts'
import type { Slot } from '../domain/observation-view.ts'
import { parsePlan } from '../domain/plan/parse.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'

const trigger = (id: string, kind: string, level: string) =>
  `{ id: ${id}, kind: ${kind}, ${level} question: What now?, options: [{ id: a, label: A }, { id: b, label: B }], fallback: { option: a, note: None } }`
const text = `
organisation: { name: Bench, timezone: Europe/London, desk: desk }
calendars: [{ id: uk }]
people: [{ id: desk, name: Desk, email: desk@example.org }]
kpis:
  - { id: flow, name: Flow, unit: pts, decimals: 1, direction: up, cadence: daily, aggregation: last, owner: desk, target: { lastYear: { plus: 1 } },
      bands: { amber: 2, red: 5 }, triggers: [${trigger('low', 'threshold', 'level: amber,')}, ${trigger('silent', 'freshness', '')}] }
`
const parsed = parsePlan(text)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings))
const plan = resolvePlan(parsed.plan)
const first = 4000
const definitions = [seriesDefinition(plan, plan.series[0]!, 1, first * 86_400_000)]
const slots: Slot[] = Array.from({ length: 12_000 }, (_, i) => ({
  index: first + i,
  value: 90 + ((i * 7919) % 170) / 10,
  final: true,
}))
const now = (first + 12_001) * 86_400_000

const median = (runs: number, what: () => unknown): string => {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    what()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return `${times[Math.floor(runs / 2)]!.toFixed(2)} ms (median of ${runs})`
}

console.log(
  `fold of 12,000 daily slots, two triggers, last year's targets: ${median(15, () => foldSeries({ slots, definitions, now }))}`,
)
const { checkpoint, kept } = foldSeries({ slots: slots.slice(0, -1), definitions, now: now - 86_400_000 })
const live = { base: checkpoint.base, latest: checkpoint, slots: slots.slice(-1), definitions, now }
console.log(`one more slot on its checkpoint: ${median(201, () => foldSeries(live))}`)
console.log(`states kept: ${kept.length}, checkpoint: ${JSON.stringify(checkpoint).length} characters of JSON`)
