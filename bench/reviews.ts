/**
 * `npm run synth && node bench/reviews.ts [owners]`: a weekly review of 2,000 owners, from the first ask to the pack, on the local
 * runner without faults: what each owner is mailed, and what it takes. Ends with 1 when somebody's slot has another number of
 * mails or deliveries than one, or when a payload or a history is near what Step Functions refuses.
 */
import { gzipSync } from 'node:zlib'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { peakMemory } from '../bin/starting/memory.ts'
import { simulatedOwners, simulatedStack } from '../bin/starting/simulation.ts'
import { synthesize } from '../bin/starting/synthesize.ts'
import { Pack } from '../domain/review/pack-record.ts'
import type { S3 } from '../local/services/s3.ts'
import { costOf, PRICE, RUN_GIGABYTES } from './prices.ts'
import { reviewPlan } from './review-plan.ts'

const SLOT = '2026-06-01T07:00:00Z'
const CYCLE = 'weekly@2026-06-01'
const [FRIDAY, MORNING, END] = ['2026-05-29T10:00:00Z', '2026-06-01T07:30:00Z', '2026-06-04T12:00:00Z'].map(Date.parse)
const [PAYLOAD, HISTORY] = [256 * 1024, 25_000]

const owners = Number(process.argv[2] ?? 2000)
const plan = reviewPlan(owners)
synthesize([])
const runner = await simulatedStack(FRIDAY!, 4820, '1')
const { outputs } = runner.created.stack
const seconds = async (work: () => Promise<unknown>) => {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

const applied = await seconds(async () => {
  const { status, body } = await runner.aws({
    service: 'lambda',
    method: 'POST',
    path: `/2015-03-31/functions/${outputs.ApplyPlanFunction}/invocations`,
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(
      JSON.stringify({ planGzip: gzipSync(JSON.stringify(plan)).toString('base64'), appliedBy: 'bench' }),
    ),
    caller: 'outside',
  })
  if (status !== 200 || !String(body).includes('"ok":true')) throw new Error(String(body).slice(0, 500))
})
const people = simulatedOwners(runner, plan, Number.POSITIVE_INFINITY)
const before = new Map(runner.counts)
const opening = await seconds(() => runner.run(MORNING!))
const opened = new Map(runner.counts)
const answering = await seconds(() => runner.run(END!))

const query = async (pk: string) => {
  const items: Record<string, unknown>[] = []
  let ExclusiveStartKey: unknown
  do {
    const input = {
      TableName: outputs.LedgerTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ExclusiveStartKey,
    }
    const page = JSON.parse((await runner.dynamoDb.engine.send('Query', JSON.stringify(input))).body)
    items.push(...page.Items.map((item: Parameters<typeof unmarshall>[0]) => unmarshall(item)))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return items
}

const faults: string[] = []
const check = (holds: boolean, sentence: string) => {
  if (!holds) faults.push(sentence)
}

// Each owner: one mail of the slot, delivered once.
const delivered = new Map<string, number>()
const mailed = runner.services.mailbox.list({ limit: Number.MAX_SAFE_INTEGER }).filter(({ via }) => via === 'ses')
for (const { to, at } of mailed)
  if (new Date(at).getTime() <= MORNING!) for (const one of to) delivered.set(one, (delivered.get(one) ?? 0) + 1)
for (const { id, email } of plan.people.filter((one) => /^p\d/.test(one.id))) {
  const slots = (await query(`PERSON#${id}`)).filter(({ sk }) => String(sk) === `MAIL#${SLOT}`)
  check(slots.length === 1 && slots[0]!.state === 'sent', `${id} has ${slots.length} mails of ${SLOT}`)
  check(delivered.get(email) === 1, `${email} got ${delivered.get(email) ?? 0} mails on Monday morning`)
}
const twice = Map.groupBy(mailed, ({ to, at, subject }) => `${to} ${at} ${subject}`)
check(
  [...twice.values()].every((all) => all.length === 1),
  'a mail was delivered twice',
)

const [meta, ...rest] = (await query(`CYCLE#${CYCLE}`)).sort((a, b) => (a.sk === 'META' ? -1 : b.sk === 'META' ? 1 : 0))
check(meta?.state === 'closed', `the cycle is ${meta?.state}`)
const items = rest.filter(({ sk }) => String(sk).startsWith('ITEM#'))
const objects = runner.world.service<S3>('s3').buckets.get(outputs.ArchiveBucket!)!
const stored = objects.get(`cycles/${CYCLE}/pack.json`)!
const pack = Pack.parse(JSON.parse(stored.body.toString()))

// What Step Functions held of it.
const [record] = runner.states.executionsOf(outputs.ReviewMachine!, runner.world)
const { events } = record!.execution.history
const largest = Math.max(...events.map(({ details }) => Buffer.byteLength(JSON.stringify(details ?? {}))))
check(largest < PAYLOAD, `the largest event of the history has ${largest} bytes, ${PAYLOAD} are allowed`)
check(events.length < HISTORY, `the history has ${events.length} events, ${HISTORY} are allowed`)

const row = (what: string, figure: string) => console.log(`| ${what} | ${figure} |`)
const number = (n: number, digits = 0) => n.toLocaleString('en-GB', { maximumFractionDigits: digits })
console.log(
  `${owners} owners, ${items.length} items, ${people.count.answers} answers, ${people.count.refused} refused.\n`,
)
console.log('| what | figure |\n|---|--:|')
row('plan applied', `${number(applied, 1)} s`)
row('Monday morning: asked, mailed', `${number(opening, 1)} s`)
row('until Thursday: answered, reminded, closed, packed', `${number(answering, 1)} s`)
const { user, system } = process.cpuUsage()
row('processor time of runner and functions, synthesis not counted', `${number((user + system) / 1e6)} s`)
const memory = peakMemory()
row(
  'memory: runner with functions, table engine',
  `${number(memory.runner / 1e6)} MB, ${number((memory.engine ?? 0) / 1e6)} MB`,
)
row('answered, silent, in the pack', `${pack.counts.answered}, ${pack.counts.silent}, ${pack.counts.items}`)
row('mails', number(mailed.length))
row('pack', `${number(stored.body.length / 1000)} kB`)
row('list of items', `${number(objects.get(`cycles/${CYCLE}/items.json`)!.body.length / 1000)} kB`)
row('largest payload of the state machine', `${number(largest)} bytes`)
row('history', `${events.length} events`)
console.log(
  '\n| per owner | transitions | invocations | calls | read units | write units | mails | dollars |\n|---|--:|--:|--:|--:|--:|--:|--:|',
)
for (const [name, from, to] of [
  ['asked and mailed', before, opened],
  ['answered to packed', opened, runner.counts],
] as const) {
  const { transitions, invocations, calls, reads, writes, mails, dollars } = costOf(from, to)
  const each = (n: number, digits = 2) => (n / owners).toFixed(digits)
  console.log(
    `| ${name} | ${each(transitions)} | ${each(invocations)} | ${each(calls)} | ${each(reads)} | ${each(writes)} | ${each(mails)} | ${each(dollars, 6)} |`,
  )
}
const calls = [...opened]
  .filter(([name]) => name.startsWith('calls:'))
  .map(([name, n]): [string, number] => [name.slice('calls:'.length), (n - (before.get(name) ?? 0)) / owners])
  .sort((a, b) => b[1] - a[1])
console.log(
  `\nCalls an owner until the mail: ${calls
    .slice(0, 8)
    .map(([name, n]) => `${n.toFixed(1)} ${name}`)
    .join(', ')}.`,
)
console.log(`\nDollars with ${RUN_GIGABYTES} GB a function and the prices of bench/prices.ts (a mail: $${PRICE.mail}).`)
await runner.close()
for (const sentence of faults.slice(0, 10)) console.error(sentence)
if (faults.length > 0) process.exitCode = 1
