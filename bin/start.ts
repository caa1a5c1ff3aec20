#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { resolvePlan } from '../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../domain/plan/resolved.ts'
import type { Runner } from '../local/runner.ts'
import { apply } from './commands/apply.ts'
import { apiKey, deployment, output, type Reach } from './deployment.ts'
import { readPlan, tally } from './plan-file.ts'
import { Refusal } from './refusal.ts'
import { accountOf, accountText } from './starting/account.ts'
import { feed, type Posting } from './starting/feed.ts'
import { startOptions } from './starting/options.ts'
import { Progress } from './starting/progress.ts'
import { freePort, simulatedOwners, simulatedStack } from './starting/simulation.ts'
import { synthesize } from './starting/synthesize.ts'
import { whereToLook } from './starting/where-to-look.ts'

const DAY = 86_400_000

/** Runs a plan on this machine: apply, post the data in virtual time while owners answer, account, then real time. */
async function start(args: string[]): Promise<void> {
  const options = startOptions(args)
  const plan = await planOf(options.plan)
  console.error('Synthesizing the app …')
  synthesize(plan.sources.map((source) => source.id))
  const draws = new Map<string, number>()
  const postings = options.data
    ? feed(plan, readFileSync(options.data, 'utf8'), options.data, spread(options.seed, draws))
    : []
  const first = postings[0]?.instant ?? Date.now()
  const last = postings.at(-1)?.instant ?? first
  const began = performance.now()
  const port = await freePort(options.port)
  const runner = await simulatedStack(first - DAY, port, options.seed)
  const reach: Reach = { stack: 'Throughline', endpoint: runner.origin }
  await apply(options.plan, { ...reach, message: 'npm start' })
  // Nobody acts on what the last data set off, so that its asks are open for whoever looks.
  const lastDelivery = postings.length > 0 ? last - DAY : first
  const owners = simulatedOwners(runner, plan, lastDelivery)
  const observations = await postAll(runner, reach, postings, plan, owners.count)
  // Two mornings later the mails about the last data have gone out.
  if (postings.length > 0) await runner.run(last + 4 * DAY)
  const found = await deployment(reach)
  const account = await accountOf(output(found, 'LedgerTable'))
  const months = Math.round((last - first) / (30.44 * DAY)) + 1
  const seconds = (performance.now() - began) / 1000
  console.log(`\n${accountText(account, { observations, mails: runner.services.mailbox.count(), months, seconds })}`)
  if (options.exit) return runner.close()
  runner.live()
  console.log(await whereToLook(runner, await apiKey(found, { source: plan.sources[0]?.id }), plan))
  process.once('SIGINT', () => void runner.close().then(() => process.exit(0)))
}

async function planOf(path: string): Promise<ResolvedPlan> {
  const { plan, findings } = readPlan(path)
  if (!plan) throw new Refusal(`${path}: ${tally(findings)}. Run "npm run throughline -- lint ${path}".`)
  return resolvePlan(plan)
}

async function postAll(
  runner: Runner,
  reach: Reach,
  postings: Posting[],
  plan: ResolvedPlan,
  count: { answers: number },
): Promise<number> {
  if (postings.length === 0) return 0
  const key = await apiKey(await deployment(reach), { source: plan.sources[0]?.id })
  const progress = new Progress(runner.world.now(), postings.at(-1)!.instant)
  let observations = 0
  for (const [index, posting] of postings.entries()) {
    await runner.run(posting.instant)
    const response = await runner.post('/live/v1/observations', posting.body, {
      'content-type': 'text/csv',
      'x-api-key': key,
      'idempotency-key': `start-${index}`,
    })
    if (response.status !== 200) throw new Error(`The API answered ${response.status}: ${response.body}`)
    observations += posting.rows
    const mails = runner.services.mailbox.count()
    progress.show(posting.instant, `${observations} observations, ${mails} mails, ${count.answers} answers`)
  }
  progress.end()
  return observations
}

/** Uniform draws by name, the same for the same seed: when each row of the data arrives. */
function spread(seed: string, known: Map<string, number>): (stream: string) => number {
  return (stream) => {
    const drawn = known.get(stream) ?? fraction(`${seed}:${stream}`)
    known.set(stream, drawn)
    return drawn
  }
}

/** FNV-1a with a final mix, as a fraction of 2^32. */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error)
  process.exit(2)
})
