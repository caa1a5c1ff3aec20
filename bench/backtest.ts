/** Back-test of 140 organisations over 36 months, report included: seconds and memory. Ends with 1 above 10 s. `node bench/backtest.ts` */
import { performance } from 'node:perf_hooks'
import { readHistory } from '../bin/backtesting/csv-history.ts'
import { reportPage } from '../bin/backtesting/report.ts'
import { readPlan } from '../bin/plan-file.ts'
import { backtestPlan } from '../domain/backtest/backtest.ts'
import { peopleOf, summarize } from '../domain/backtest/summary.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'

const PLAN = 'examples/england/plan.yaml'
const BUDGET_S = 10

const timed = <T>(what: string, run: () => T): T => {
  const [began, used] = [performance.now(), process.cpuUsage()]
  const result = run()
  const { user, system } = process.cpuUsage(used)
  console.log(`${what}: ${(performance.now() - began).toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} ms of CPU`)
  return result
}

const began = performance.now()
const plan = timed('plan read and linted', () => {
  const { plan, findings } = readPlan(PLAN)
  if (!plan) throw new Error(`${PLAN} has ${findings.length} findings`)
  return resolvePlan(plan)
})
const { histories, rows } = timed('history read', () => readHistory(plan, ['examples/england/data.csv'], Date.now()))
const backtest = timed(`${histories.length} series, ${rows} figures replayed`, () => backtestPlan(plan, histories))
const html = timed('report with a chart a series', () => {
  const [triggers, people] = [summarize(plan, backtest), peopleOf(plan, backtest)]
  return reportPage({ plan, backtest, triggers, people, silent: 0 })
})
const seconds = (performance.now() - began) / 1000
const memory = process.resourceUsage().maxRSS / 1024
console.log(`${seconds.toFixed(1)} s in all, ${memory.toFixed(0)} MB, report ${(html.length / 1000).toFixed(0)} kB`)
if (seconds > BUDGET_S) process.exitCode = 1
