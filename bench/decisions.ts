/** `node bench/decisions.ts [days]`: what a decision, an ask and a mail of the example take on AWS: transitions, invocations, capacity units, dollars. */
import { exampleRun } from './example.ts'
import { PRICE } from './prices.ts'

/** Functions have 512 MB; a warm invocation of ours is taken to last this long on AWS, an assumption on the high side. */
const SECONDS_AN_INVOCATION = 0.1
const GIGABYTES = 0.5

/** Of one audit with nothing to do, which is no part of this (bench/idle.ts): half for its query of the index, one for each of two small items of the Plan table. */
const AUDIT_READS = 2.5

const { runner, tally, observations, months, seconds } = await exampleRun(Number(process.argv[2] ?? 600))
const total = (prefix: string, suffix = '') =>
  [...runner.counts].reduce((n, [name, by]) => (name.startsWith(prefix) && name.endsWith(suffix) ? n + by : n), 0)

const audits = total('invocations:Audit')
const counts = {
  transitions: runner.counts.get('transitions') ?? 0,
  invocations: total('invocations:') - audits,
  reads: total('capacity:', ':read') - audits * AUDIT_READS,
  writes: total('capacity:', ':write'),
}
const mails = runner.services.mailbox
  .list({ limit: Number.MAX_SAFE_INTEGER })
  .filter((mail) => mail.via === 'ses').length
const run = PRICE.invocation + PRICE.gigabyteSecond * SECONDS_AN_INVOCATION * GIGABYTES
const variable =
  counts.transitions * PRICE.transition +
  counts.invocations * run +
  counts.reads * PRICE.readUnit +
  counts.writes * PRICE.writeUnit +
  mails * PRICE.mail

console.log(
  `Variable: $${variable.toFixed(4)} for ${observations} observations and what followed in ${months} months.\n`,
)
console.log(
  '| per | number | transitions | invocations | read units | write units | dollars |\n|---|--:|--:|--:|--:|--:|--:|',
)
const things = { decision: tally.decisions().length, ask: tally.asks().length, mail: mails, observation: observations }
for (const [name, number] of Object.entries(things)) {
  const each = (n: number, digits = 1) => (n / number).toFixed(digits)
  const { transitions, invocations, reads, writes } = counts
  console.log(
    `| ${name} | ${number} | ${each(transitions)} | ${each(invocations)} | ${each(reads)} | ${each(writes)} | ${each(variable, 5)} |`,
  )
}
console.log(`\nEverything that happened is shared out over each line in turn. Simulated in ${seconds.toFixed(1)} s.`)
await runner.close()
