/**
 * `node bench/reading.ts`: what one call of the read API costs with ten years of daily history: milliseconds and processor time
 * of read-api's handler in this process (the table engine is another), bytes of the answer, calls and read units of the
 * tables, dollars for a million such calls. It ends with 1 when a call about now reads more than the table of bench/README.md says.
 */
import type { APIGatewayProxyEvent, Context } from 'aws-lambda'
import { localTables } from './local-tables.ts'
import { PRICE, SECONDS_A_CALL } from './prices.ts'
import { FIRST, KPIS, NOW, SLOTS, writeHistory } from './reading-history.ts'

const { dynamo, counted } = await localTables()
Object.assign(process.env, { API_KEY_SOURCES: '{}', API_KEY_READERS: '["bench"]' })
await writeHistory(dynamo)
Date.now = () => NOW
const { handler } = await import('../lambdas/read-api.ts')

const as_of = '2026-05-02T11:00:00Z'
interface Asked {
  what: string
  resource: string
  path?: Record<string, string>
  query?: Record<string, string>
  runs: number
  /** Read units of a call about now, whatever the length of the history; else it grew. */
  most?: number
}
const series = { resource: '/v1/series/{series}', path: { series: FIRST } }
const kpi = { resource: '/v1/kpis/{kpi}', path: { kpi: FIRST } }
const ASKED: Asked[] = [
  { what: `list, ${KPIS} KPIs`, resource: '/v1/kpis', runs: 20, most: 51 },
  { what: 'KPI', ...kpi, runs: 20, most: 2 },
  { what: 'series with limits and forecast', ...series, runs: 20, most: 6 },
  {
    what: 'observations, 100',
    resource: `${series.resource}/observations`,
    path: series.path,
    runs: 20,
    most: 5,
  },
  { what: 'KPI as of', ...kpi, query: { as_of }, runs: 10 },
  { what: 'series as of', ...series, query: { as_of }, runs: 10 },
  { what: 'list as of, the 20 series of a page', resource: '/v1/kpis', query: { as_of }, runs: 3 },
]

interface Cost {
  ms: number
  cpu: number
  bytes: number
  calls: number
  read: number
}

async function ask({ resource, path, query = {} }: Asked): Promise<Cost> {
  const event = {
    httpMethod: 'GET',
    resource,
    pathParameters: path ?? null,
    multiValueQueryStringParameters: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])),
    headers: {},
    requestContext: { identity: { apiKeyId: 'bench' } },
  } as unknown as APIGatewayProxyEvent
  const before = { ...counted }
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const { statusCode, body } = await handler(event, {} as Context)
  const used = process.cpuUsage(cpu)
  if (statusCode !== 200) throw new Error(`${resource}: ${statusCode} ${body}`)
  return {
    ms: performance.now() - began,
    cpu: (used.user + used.system) / 1000,
    bytes: Buffer.byteLength(body),
    calls: counted.calls - before.calls,
    read: counted.read - before.read,
  }
}

/** Share of a processor that 1,024 MB have: 1,769 MB have a whole one (docs.aws.amazon.com/lambda, Configure memory). */
const SHARE = 1024 / 1769

/**
 * Of a call: the gateway, the function of 1 GB, the tables, what leaves AWS. The function takes as long as here, its computing as
 * much longer as its share is smaller, and 10 ms more for each call over AWS's network.
 */
const dollars = ({ ms, cpu, bytes, calls, read }: Cost): number =>
  PRICE.request +
  PRICE.invocation +
  ((ms + cpu / SHARE - cpu) / 1000 + calls * SECONDS_A_CALL) * PRICE.gigabyteSecond +
  read * PRICE.readUnit +
  (bytes / 1e9) * PRICE.gigabyteOut

const median = (costs: Cost[], name: keyof Cost) =>
  costs.map((cost) => cost[name]).sort((a, b) => a - b)[Math.floor(costs.length / 2)]!

let grew = false
console.log(`Each series has ${SLOTS} daily figures.\n`)
console.log('| call | ms | CPU ms | bytes | calls | read units | dollars a million calls |')
console.log('|---|--:|--:|--:|--:|--:|--:|')
for (const asked of ASKED) {
  await ask(asked)
  const costs: Cost[] = []
  for (let run = 0; run < asked.runs; run += 1) costs.push(await ask(asked))
  const of = (name: keyof Cost) => median(costs, name)
  const one = { ms: of('ms'), cpu: of('cpu'), bytes: of('bytes'), calls: of('calls'), read: of('read') }
  grew ||= one.read > (asked.most ?? Number.POSITIVE_INFINITY)
  const cells = [one.ms, one.cpu, one.bytes, one.calls].map(Math.round)
  console.log(`| ${[asked.what, ...cells, one.read, (dollars(one) * 1e6).toFixed(2)].join(' | ')} |`)
}
console.log(`\nPeak memory of the process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.`)
process.exit(grew ? 1 : 0)
