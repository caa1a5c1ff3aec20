/**
 * `npm run synth && node bench/idle.ts`: what a deployment costs a month in which nobody posts, asks or answers, counted from
 * the template. List prices without free tiers; storage of an empty deployment is nothing.
 */
import { readFileSync } from 'node:fs'
import { PRICE } from './prices.ts'

const HOURS = 730

/** Lambda asks a queue with five long polls of twenty seconds side by side, whether there is anything or not. */
const POLLS_AN_HOUR = 5 * 180

/**
 * A stream of whose changes Lambda counts events (MetricsConfig) has six metrics. Whether it counts polls that find nothing is
 * not documented; taken is that it does, and none of the others.
 */
const STREAM_METRICS_IDLE = 1
const STREAM_METRICS = 6

/** The audit with nothing to do, 0.1 s of 1 GB: half a read for its query of the index, one for each of two small items of the Plan table. */
const AUDIT = PRICE.invocation + PRICE.scheduled + 0.1 * PRICE.gigabyteSecond + 2.5 * PRICE.readUnit

interface Resource {
  Type: string
  Properties?: { Metrics?: unknown[]; StartingPosition?: string; MetricsConfig?: unknown; ScheduleExpression?: string }
}

const { Resources } = JSON.parse(readFileSync('cdk.out/Throughline.template.json', 'utf8')) as {
  Resources: Record<string, Resource>
}
const all = (type: string) => Object.values(Resources).filter(({ Type }) => Type === `AWS::${type}`)

const watched = all('CloudWatch::Alarm').reduce((sum, { Properties }) => sum + (Properties?.Metrics?.length ?? 1), 0)
const mappings = all('Lambda::EventSourceMapping')
const streams = mappings.filter(({ Properties }) => Properties?.StartingPosition && Properties.MetricsConfig).length
const queues = mappings.filter(({ Properties }) => !Properties?.StartingPosition).length
const hourly = all('Scheduler::Schedule').filter(
  ({ Properties }) => Properties?.ScheduleExpression === 'rate(1 hour)',
).length

const lines: [string, number][] = [
  [`${all('CloudWatch::Alarm').length} alarms on ${watched} metrics`, watched * PRICE.alarmMonth],
  [`metrics of ${streams} streams`, streams * STREAM_METRICS_IDLE * PRICE.metricMonth],
  [`polls of ${queues} queue`, queues * POLLS_AN_HOUR * HOURS * PRICE.queueRequest],
  ['the hourly audit', hourly * HOURS * AUDIT],
]
for (const [what, dollars] of lines) console.log(`${what.padEnd(32)} $${dollars.toFixed(2)}`)
const idle = lines.reduce((sum, [, dollars]) => sum + dollars, 0)
console.log(`${'idle, a month'.padEnd(32)} $${idle.toFixed(2)}`)
const busy = idle + streams * (STREAM_METRICS - STREAM_METRICS_IDLE) * PRICE.metricMonth
console.log(`${'busy around the clock, metrics'.padEnd(32)} $${busy.toFixed(2)}`)

const free = [
  'Logs::LogGroup',
  'DynamoDB::Table',
  'S3::Bucket',
  'SQS::Queue',
  'Lambda::Function',
  'ApiGateway::ApiKey',
  'KMS::Key',
]
console.log(`\nCosts nothing while it is idle: ${free.map((type) => `${all(type).length} ${type}`).join(', ')}.`)
