/**
 * `node bench/evaluation.ts`: what evaluating one observation costs against the length of its daily history, in order and
 * corrected: processor time of this process (the table engine is another), calls, read and write units. It ends with 1 when an
 * observation in order reads more than its checkpoint and one page.
 */
import { formatDay, parseDay } from '../domain/civil.ts'
import { parsePlan } from '../domain/plan/parse.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'
import { localTables } from './local-tables.ts'

/** The first one only warms the process up. */
const LENGTHS = [99, 100, 1000, 3650]
const BACK = [1, 7, 30, 90, 360]
const RUNS = 20
const NEWEST = parseDay('2026-05-01')
const DAY = 86_400_000

const { counted } = await localTables()
const { applyPlan } = await import('../lambdas/applying/apply.ts')
const { currentPlan } = await import('../lambdas/aws/plan.ts')
const { evaluateSeries } = await import('../lambdas/evaluation/evaluate-series.ts')
const { recordObservations } = await import('../lambdas/ingesting/record-observations.ts')

const trigger = (id: string, kind: string) =>
  `{ id: ${id}, ${kind}, question: What now?, options: [{ id: a, label: A }, { id: b, label: B }], fallback: { option: a, note: None } }`
const parsed = parsePlan(`
organisation: { name: Bench, timezone: Europe/London, desk: desk }
calendars: [{ id: week }]
people: [{ id: desk, name: Desk, email: desk@example.org }]
sources: [{ id: feed, kpis: [orders] }]
kpis:
  - { id: orders, name: Orders, unit: orders, direction: up, cadence: daily, aggregation: sum, owner: desk, lock: 4000 d, dimensions: [history],
      target: { lastYear: { plus: 0 } }, bands: { amber: 20, red: 40 },
      triggers: [${trigger('low', 'kind: threshold, level: amber')}, ${trigger('slow', 'kind: pace')}, ${trigger('silent', 'kind: freshness')}] }
`)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings))
const plan = resolvePlan(parsed.plan)
await applyPlan(plan, { appliedBy: 'bench', message: '', requestId: 'r' }, Date.parse('2016-01-01T00:00:00Z'))
const current = await currentPlan()

const post = async (history: number, days: number[], value: (day: number) => number, now: number) => {
  const items = days.map((day) => ({
    kpi: 'orders',
    period: formatDay(day),
    dimensions: { history: `h${history}` },
    value: value(day),
  }))
  const results = await recordObservations({ plan, source: 'feed', now }, items)
  if (results.some((one) => one.status !== 'recorded')) throw new Error(JSON.stringify(results.slice(0, 3)))
}
// Around the target and never off it for long: what is measured is the ordinary day.
const ordinary = (day: number) => 100 + ((day * 7) % 9)

interface Cost {
  cpu: number
  calls: number
  reads: number
  read: number
  write: number
}

async function costOf(history: number, changed: number, now: number): Promise<Cost> {
  const before = { ...counted }
  const cpu = process.cpuUsage()
  await evaluateSeries(current, `orders#history=h${history}`, [changed], now)
  const { user, system } = process.cpuUsage(cpu)
  const since = (name: keyof typeof counted) => counted[name] - before[name]
  return {
    cpu: user + system,
    calls: since('calls'),
    reads: since('reads'),
    read: since('read'),
    write: since('write'),
  }
}

const median = (costs: Cost[], name: keyof Cost) => costs.map((cost) => cost[name]).sort((a, b) => a - b)[RUNS / 2]!
const row = (history: number, what: string, costs: Cost[]) => {
  if (history === LENGTHS[0]) return
  const [cpu, calls, read, write] = (['cpu', 'calls', 'read', 'write'] as const).map((name) => median(costs, name))
  console.log(`| ${history} | ${what} | ${Math.round(cpu!)} | ${calls} | ${read!.toFixed(1)} | ${write!.toFixed(1)} |`)
}

let most = 0
console.log(`| slots of history | observation | CPU µs | calls | read units | write units |\n|--:|---|--:|--:|--:|--:|`)
for (const length of LENGTHS) {
  let now = (NEWEST + 1) * DAY + DAY / 2
  const days = Array.from({ length }, (_, index) => NEWEST - length + 1 + index)
  for (let at = 0; at < length; at += 500) await post(length, days.slice(at, at + 500), ordinary, now)
  await evaluateSeries(current, `orders#history=h${length}`, days, now)
  const inOrder: Cost[] = []
  for (let day = NEWEST + 1; day <= NEWEST + RUNS; day += 1) {
    now += DAY
    await post(length, [day], ordinary, now)
    inOrder.push(await costOf(length, day, now))
  }
  most = Math.max(most, ...inOrder.map((cost) => cost.reads))
  row(length, 'in order', inOrder)
  for (const back of BACK.filter((slots) => slots < length)) {
    const corrected: Cost[] = []
    for (let run = 0; run < RUNS; run += 1) {
      now += 1000
      await post(length, [NEWEST + RUNS - back], (day) => ordinary(day) + 1 + (run % 2), now)
      corrected.push(await costOf(length, NEWEST + RUNS - back, now))
    }
    row(length, `corrected ${back} ${back === 1 ? 'slot' : 'slots'} back`, corrected)
  }
}
console.log(`\nIn order an observation made at most ${most} reads.`)
process.exit(most > 2 ? 1 : 0)
