import type { RunFacts } from '../../local/invariants/facts.ts'
import { repeatedMails } from '../../local/invariants/mails.ts'
import { NO_FAULTS } from '../../local/kernel/faults.ts'
import { type Runner, type RunnerOptions, startRunner } from '../../local/runner.ts'
import { type Draw, ratesOf } from './chance.ts'
import { coursesOf, reviewCoursesOf } from './courses.ts'
import { Witness } from './facts-of.ts'
import { giveBack } from './operator.ts'
import type { PeopleCount } from './people.ts'
import { auditEvery } from './set-up.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What a run can tell besides the example. */
export const STORIES = ['half-year', 'last-weeks'] as const
export type Story = (typeof STORIES)[number]

/** A run under faults. */
export interface SeedOptions {
  seed: string
  /** Months of the example; each is a day here. */
  months: number
  /** Trusts of the example. */
  orgs: number
  /** Instead of the example: half a year of reviews, or its last five weeks. */
  story?: Story
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

/** A run up to its end, with what the invariants look at. */
export interface Simulated {
  facts: RunFacts
  /** SHA-256 of the event log. */
  digest: string
  counts: Record<string, number>
}

/** Days without faults at the end, in which everything has to come right by itself. */
const QUIET_DAYS = 2

/** A runner under the faults of its seed, with somebody who sees everything. The audit comes less often, which is harder for the rest. */
export async function underFaults(
  { cdkOut, seed, faultless, times, logFile }: SeedOptions,
  draw: Draw,
  start: number,
): Promise<{ runner: Runner; witness: Witness }> {
  const options: RunnerOptions = {
    cdkOut,
    seed,
    start,
    faults: faultless ? NO_FAULTS : ratesOf(draw, times),
    environment: { MAIL_MODE: 'live', LINK_BASE_URL: 'http://127.0.0.1:4510/live' },
    keepLines: 400_000,
    workers: { perFunction: 2 },
    logFile,
  }
  const runner = await startRunner(options)
  const witness = new Witness(runner)
  auditEvery(runner, '4 hours')
  return { runner, witness }
}

/** Faults end; an operator gives back what was set aside, then quiet days. Answers how many things were given back. */
export async function comeToRest(runner: Runner): Promise<number> {
  runner.faults.rates = { ...NO_FAULTS }
  auditEvery(runner, '1 hour')
  await runner.run(runner.world.now() + HOUR)
  const given = await giveBack(runner)
  await runner.run(runner.world.now() + QUIET_DAYS * DAY)
  return given
}

/** What happened in a run, by name. */
export function countsOf(
  runner: Runner,
  { changes }: Witness,
  facts: RunFacts,
  people: PeopleCount,
  given: number,
): Record<string, number> {
  const mails = { kills: facts.killsAfterSend, repeats: repeatedMails(facts) }
  const courses = { ...coursesOf(changes), ...reviewCoursesOf(changes) }
  return { ...tally(runner, facts.posted.length), ...people, ...mails, given, ...courses }
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
