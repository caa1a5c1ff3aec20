import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { type Violation, violationsOf } from '../../local/invariants/invariants.ts'
import { repeatedMails } from '../../local/invariants/mails.ts'
import { NO_FAULTS } from '../../local/kernel/faults.ts'
import { type Runner, startRunner } from '../../local/runner.ts'
import { parseSchedule } from '../../local/services/schedule-expression.ts'
import type { Scheduler } from '../../local/services/scheduler.ts'
import { readPlan } from '../plan-file.ts'
import { draws, ratesOf } from './chance.ts'
import { figuresOf, sendingsOf, targetOf } from './data.ts'
import { factsOf, Witness } from './facts-of.ts'
import { driven, giveBack } from './operator.ts'
import { people } from './people.ts'
import { cutPlan, dayStart } from './plan.ts'
import { sendAll } from './source.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A run under faults. */
export interface SeedOptions {
  seed: string
  /** Months of the example; each is a day here. */
  months: number
  /** Trusts of the example. */
  orgs: number
  /** Folder that `cdk synth` wrote. */
  cdkOut: string
  /** Days simulated after the last data. */
  tail: number
  /** Nothing goes wrong: the same course without faults. */
  faultless?: boolean
  /** File that gets the whole event log. */
  logFile?: string
}

/** What became of it. */
export interface SeedResult {
  seed: string
  violations: Violation[]
  /** SHA-256 of the event log. */
  digest: string
  seconds: number
  counts: Record<string, number>
}

const EXAMPLE = 'examples/emergency-care'

/** Days without faults at the end, in which everything has to come right by itself. */
const QUIET_DAYS = 2

/** Runs the cut under the faults of a seed and checks every invariant at its end. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const began = performance.now()
  const draw = draws(options.seed)
  const example = exampleOf()
  const figures = figuresOf(example.plan, options.orgs, example.csv, options.months, draw)
  const plan = cutPlan(example.plan, options.orgs, (key) => targetOf(figures, key))
  const rates = options.faultless ? NO_FAULTS : ratesOf(draw)
  const runner = await startRunner({
    cdkOut: options.cdkOut,
    seed: options.seed,
    start: dayStart(0),
    faults: rates,
    environment: { MAIL_MODE: 'live', LINK_BASE_URL: 'http://127.0.0.1:4510/live' },
    keepLines: 400_000,
    workers: { perFunction: 2 },
    logFile: options.logFile,
  })
  try {
    const witness = new Witness(runner)
    auditEvery(runner, '4 hours')
    await apply(runner, plan)
    const posted = sendAll(runner, sendingsOf(figures, draw), await keyOf(runner))
    const count = people(runner, plan, draw)
    await runner.run(dayStart(options.months + options.tail))
    runner.faults.rates = { ...NO_FAULTS }
    auditEvery(runner, '1 hour')
    await runner.run(runner.world.now() + HOUR)
    const given = await giveBack(runner)
    await runner.run(runner.world.now() + QUIET_DAYS * DAY)
    const facts = await factsOf(runner, witness, plan, posted)
    const violations = violationsOf(facts)
    const counts = {
      ...tally(runner, posted.length),
      ...count,
      given,
      kills: facts.killsAfterSend,
      repeats: repeatedMails(facts),
      decisions: witness.decisions,
    }
    return {
      seed: options.seed,
      violations,
      digest: runner.log.digest(),
      seconds: (performance.now() - began) / 1000,
      counts,
    }
  } finally {
    await runner.close()
  }
}

/** The audit is most of what a run computes; while faults fall it comes less often, which makes it harder for the rest. */
function auditEvery({ world }: Runner, rate: string): void {
  const scheduler = world.service<Scheduler>('scheduler')
  const audit = scheduler.all().find(({ expressionText }) => expressionText.startsWith('rate('))!
  scheduler.put({ ...audit, expressionText: `rate(${rate})`, expression: parseSchedule(`rate(${rate})`) }, world)
}

let read: { plan: ResolvedPlan; csv: string } | undefined

function exampleOf(): { plan: ResolvedPlan; csv: string } {
  if (read) return read
  const { plan } = readPlan(`${EXAMPLE}/plan.yaml`)
  if (!plan)
    throw new Error(`${EXAMPLE}/plan.yaml is not valid: run "npm run throughline -- lint ${EXAMPLE}/plan.yaml".`)
  read = { plan: resolvePlan(plan), csv: readFileSync(`${EXAMPLE}/data.csv`, 'utf8') }
  return read
}

/** Applies the plan as the command line does, again when the function died: an operator does not give up either. */
async function apply(runner: Runner, plan: ResolvedPlan): Promise<void> {
  const event = {
    planGzip: gzipSync(JSON.stringify(plan)).toString('base64'),
    appliedBy: 'operator',
    message: 'faults',
  }
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const { payload, functionError } = await driven(
      runner,
      runner.world.invoke(runner.created.stack.outputs.ApplyPlanFunction!, event),
    )
    if (functionError) continue
    const answer = JSON.parse(payload) as { ok: boolean; sentences?: string[] }
    if (!answer.ok) throw new Error(`The cut of the example was refused: ${answer.sentences?.join(' ')}`)
    return
  }
  throw new Error('The plan could not be applied in twenty tries.')
}

/** The value of the source's API key. */
async function keyOf(runner: Runner): Promise<string> {
  const [id] = Object.values(JSON.parse(runner.created.stack.outputs.ApiKeys!) as Record<string, string>)
  const call = runner.world.call({
    service: 'apigateway',
    method: 'GET',
    path: `/apikeys/${id}`,
    query: new URLSearchParams('includeValue=true'),
    body: Buffer.alloc(0),
    caller: 'outside',
  })
  for (let attempt = 1; ; attempt += 1) {
    const answer = await driven(
      runner,
      attempt === 1
        ? call
        : runner.world.call({
            service: 'apigateway',
            method: 'GET',
            path: `/apikeys/${id}`,
            query: new URLSearchParams('includeValue=true'),
            body: Buffer.alloc(0),
            caller: 'outside',
          }),
    )
    if (answer.status === 200) return (JSON.parse(String(answer.body)) as { value: string }).value
    if (attempt >= 20) throw new Error(`The API key could not be read: ${String(answer.body)}`)
  }
}

const sumOf = (counts: ReadonlyMap<string, number>, prefix: string) =>
  [...counts].reduce((sum, [name, n]) => (name.startsWith(prefix) ? sum + n : sum), 0)

function tally({ counts, services, log }: Runner, observations: number): Record<string, number> {
  return {
    observations,
    mails: services.mailbox.list({ limit: Number.MAX_SAFE_INTEGER }).filter(({ via }) => via === 'ses').length,
    invocations: sumOf(counts, 'invocations:'),
    faults: sumOf(counts, 'fault:'),
    setAside: sumOf(counts, 'stream-discarded:'),
    lines: log.count,
  }
}
