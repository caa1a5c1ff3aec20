/**
 * Whether a back-test says what a deployment does: the example's first days run in the local runner with its simulated owners,
 * then its figures are read back and replayed. Every decision must be an alarm of the same day; an alarm without a decision must
 * have found an earlier one of its trigger and series. Ends with 1 otherwise. `npm run synth && node bench/backtest-agrees.ts [days]`
 */
import { civilOf } from '../bin/backtesting/days.ts'
import { readDeployed } from '../bin/backtesting/deployed-history.ts'
import { readPlan } from '../bin/plan-file.ts'
import { backtestPlan } from '../domain/backtest/backtest.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'
import { exampleRun } from './example.ts'

const days = Number(process.argv[2] ?? 640)
const { runner, deployment, tally, seconds } = await exampleRun(days)
runner.live()
const plan = resolvePlan(readPlan('examples/emergency-care/plan.yaml').plan!)
const { histories } = await readDeployed(deployment, plan)
const { series } = backtestPlan(plan, histories, runner.world.now())

/** A question by its trigger, its series and the day it came up, in the organisation's zone. */
const named = (trigger: string, of: string, at: number) => `${trigger} ${of} ${civilOf(at, plan.organisation.timezone)}`
const decisions = tally.decisions().filter(({ attempt }) => attempt === 1)
const opened = new Set(decisions.map((one) => named(one.trigger, one.series, Date.parse(one.openedAt))))
const alarms = series.flatMap((one) => one.alarms)
const told = new Set(alarms.map((one) => named(one.trigger, one.series, one.at)))
const without = alarms.filter((one) => !opened.has(named(one.trigger, one.series, one.at)))
const joined = without.filter((alarm) =>
  decisions.some(
    (one) => one.trigger === alarm.trigger && one.series === alarm.series && Date.parse(one.openedAt) < alarm.at,
  ),
)
const strange = [
  ...[...opened].filter((name) => !told.has(name)).map((name) => `decided, not in the back-test: ${name}`),
  ...without
    .filter((alarm) => !joined.includes(alarm))
    .map((alarm) => `in the back-test only: ${named(alarm.trigger, alarm.series, alarm.at)}`),
]
console.log(`${days} days run in ${seconds.toFixed(0)} s: ${decisions.length} decisions opened by triggers`)
console.log(`back-test: ${alarms.length} alarms, ${alarms.length - without.length} of them decisions of the same day`)
console.log(`${joined.length} found an earlier decision of their trigger and series`)
for (const line of strange) console.log(line)
process.exit(strange.length === 0 ? 0 : 1)
