import { readFileSync } from 'node:fs'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { RunFacts } from '../../local/invariants/facts.ts'
import { type Violation, violationsOf } from '../../local/invariants/invariants.ts'
import { repeatedMails } from '../../local/invariants/mails.ts'
import { NO_FAULTS } from '../../local/kernel/faults.ts'
import { type Runner, type RunnerOptions, startRunner } from '../../local/runner.ts'
import { readPlan } from '../plan-file.ts'
import { type Draw, draws, ratesOf } from './chance.ts'
import { coursesOf, reviewCoursesOf } from './courses.ts'
import { figuresOf, sendingsOf, targetOf } from './data.ts'
import { factsOf, Witness } from './facts-of.ts'
import { giveBack } from './operator.ts'
import { people } from './people.ts'
import { cutPlan, dayStart } from './plan.ts'
import { apply, auditEvery, keyOf } from './set-up.ts'
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
  /** Faults this many times as frequent. @default 1 */
  times?: number
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
  const { facts, digest, counts } = await simulate(options)
  const violations = violationsOf(facts)
  return { seed: options.seed, violations, digest, seconds: (performance.now() - began) / 1000, counts }
}

/** A run up to its end, with what the invariants look at. */
export interface Simulated {
  facts: RunFacts
  /** SHA-256 of the event log. */
  digest: string
  counts: Record<string, number>
}

/** Runs the cut: faults while data come and for `tail` days, then an operator gives back what was set aside, then quiet days. */
export async function simulate(options: SeedOptions): Promise<Simulated> {
  const draw = draws(options.seed)
  const example = exampleOf()
  const figures = figuresOf(example.plan, options.orgs, example.csv, options.months, draw)
  const plan = cutPlan(example.plan, options.orgs, (key) => targetOf(figures, key))
  const runner = await startRunner(settings(options, draw))
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
    const mails = { kills: facts.killsAfterSend, repeats: repeatedMails(facts) }
    const courses = { ...coursesOf(witness.changes), ...reviewCoursesOf(witness.changes) }
    const counts = { ...tally(runner, posted.length), ...count, ...mails, given, ...courses }
    return { facts, digest: runner.log.digest(), counts }
  } finally {
    await runner.close()
  }
}

const settings = ({ cdkOut, seed, faultless, times, logFile }: SeedOptions, draw: Draw): RunnerOptions => ({
  cdkOut,
  seed,
  start: dayStart(0),
  faults: faultless ? NO_FAULTS : ratesOf(draw, times),
  environment: { MAIL_MODE: 'live', LINK_BASE_URL: 'http://127.0.0.1:4510/live' },
  keepLines: 400_000,
  workers: { perFunction: 2 },
  logFile,
})

let read: { plan: ResolvedPlan; csv: string } | undefined

function exampleOf(): { plan: ResolvedPlan; csv: string } {
  if (read) return read
  const { plan } = readPlan(`${EXAMPLE}/plan.yaml`)
  if (!plan)
    throw new Error(`${EXAMPLE}/plan.yaml is not valid: run "npm run throughline -- lint ${EXAMPLE}/plan.yaml".`)
  read = { plan: resolvePlan(plan), csv: readFileSync(`${EXAMPLE}/data.csv`, 'utf8') }
  return read
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
