import { readFileSync } from 'node:fs'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Runner } from '../../local/runner.ts'
import { apply } from '../commands/apply.ts'
import { apiKey, type Deployment, deployment, output, type Reach } from '../deployment.ts'
import { feed, type Posting } from './feed.ts'
import { LedgerTally } from './ledger-tally.ts'
import { freePort, simulatedOwners, simulatedStack } from './simulation.ts'
import { spread } from './spread.ts'

const DAY = 86_400_000

/** A plan and its data, to be run through simulated time. */
export interface RunOptions {
  /** File of the plan, and what it says. */
  path: string
  plan: ResolvedPlan
  data: string | undefined
  port: number
  seed: string
  /** Stops posting this many days after the first observation. @default all data is posted */
  days?: number
  /** Told after each request. */
  progress?: (at: { instant: number; last: number; detail: string }) => void
}

/** A run up to the last data, its clock standing. */
export interface Run {
  runner: Runner
  deployment: Deployment
  tally: LedgerTally
  observations: number
  /** Simulated months from the first observation to the last. */
  months: number
}

/** Starts the synthesized stack, applies the plan, and posts the data in virtual time while simulated owners answer. */
export async function run(options: RunOptions): Promise<Run> {
  const { plan, seed } = options
  const postings = postingsOf(options)
  const first = postings[0]?.instant ?? Date.now()
  const last = postings.at(-1)?.instant ?? first
  const runner = await simulatedStack(first - DAY, await freePort(options.port), seed)
  const reach: Reach = { stack: 'Throughline', endpoint: runner.origin }
  const found = await deployment(reach)
  const tally = new LedgerTally()
  const stream = runner.dynamoDb.tables.get(output(found, 'LedgerTable'))!.streamArn!
  runner.dynamoDb.streams.subscribe(stream, (change) => tally.note(change))
  await apply(options.path, { ...reach, message: 'npm start', yes: true })
  // Nobody acts on what the last data set off, so that its asks are open for whoever looks.
  const owners = simulatedOwners(runner, plan, postings.length > 0 ? last - DAY : first)
  const observations = await postAll(runner, found, postings, options, owners.count)
  // Two mornings later the mails about the last data have gone out.
  if (postings.length > 0) await runner.run(last + 4 * DAY)
  return { runner, deployment: found, tally, observations, months: Math.round((last - first) / (30.44 * DAY)) + 1 }
}

function postingsOf({ plan, data, seed, days }: RunOptions): Posting[] {
  if (data === undefined) return []
  const all = feed(plan, readFileSync(data, 'utf8'), data, spread(seed))
  const until = days === undefined ? Number.POSITIVE_INFINITY : (all[0]?.instant ?? 0) + days * DAY
  return all.filter((posting) => posting.instant <= until)
}

async function postAll(
  runner: Runner,
  found: Deployment,
  postings: Posting[],
  { plan, progress }: RunOptions,
  count: { answers: number },
): Promise<number> {
  if (postings.length === 0) return 0
  const key = await apiKey(found, { source: plan.sources[0]?.id })
  const last = postings.at(-1)!.instant
  let observations = 0
  for (const [index, { instant, body, rows }] of postings.entries()) {
    await runner.run(instant)
    const response = await runner.post('/live/v1/observations', body, {
      'content-type': 'text/csv',
      'x-api-key': key,
      'idempotency-key': `start-${index}`,
    })
    if (response.status !== 200) throw new Error(`The API answered ${response.status}: ${response.body}`)
    observations += rows
    const mails = runner.services.mailbox.count()
    progress?.({ instant, last, detail: `${observations} observations, ${mails} mails, ${count.answers} answers` })
  }
  return observations
}
