/** `node bench/months.ts [days]`: the example's 36 months: seconds, and the most memory held. Ends with 1 above the budget of 800 MB. */
import { accountOf, accountText } from '../bin/starting/account.ts'
import { peakMemory } from '../bin/starting/memory.ts'
import { exampleRun } from './example.ts'

const BUDGET = 800e6

const days = process.argv[2] === undefined ? undefined : Number(process.argv[2])
const { runner, tally, observations, months, seconds } = await exampleRun(days)
const memory = peakMemory()
const figures = { observations, months, seconds, mails: runner.services.mailbox.count(), memory }
console.log(accountText(accountOf(tally), figures))
await runner.close()
const held = memory.runner + (memory.engine ?? 0)
if (held > BUDGET) {
  console.error(`${Math.round(held / 1e6)} MB were held at once; the budget is ${BUDGET / 1e6} MB.`)
  process.exitCode = 1
}
