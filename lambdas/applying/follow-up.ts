import { awaitsChoice } from '../../domain/decision-change.ts'
import { droppedBecause } from '../../domain/decision-dropping.ts'
import { formatInstant } from '../../domain/instant.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import { decisionsAmong, readDecisions } from '../aws/decisions.ts'
import { dueKeys } from '../aws/due.ts'
import { errorFacts, log } from '../aws/log.ts'
import { inParallel } from '../aws/parallel.ts'
import { personPartition } from '../aws/people.ts'
import { type CurrentPlan, type Pointer, planOf, plansSince } from '../aws/plan.ts'
import { type Followed, type Marks, readFollowed, recordFollowed } from '../aws/plan-marks.ts'
import { ledgerTable } from '../env.ts'
import { handOn } from './hand-on.ts'
import { withdrawDropped } from './withdraw-dropped.ts'

/** What was brought in line with the plan that holds. */
export interface FollowedUp {
  version: number
  handedOn: number
  withdrawn: number
  /** Changes that failed; each was logged. */
  failed: number
  /** Nothing is left to do. What is left, the next run does. */
  done: boolean
}

/** Whatever began under the plan before has ended by then: no function runs longer, and the index has caught up. */
const SETTLED_MS = 15 * 60_000

/** Changes made at once; each waits for a few calls most of the time. */
const CONCURRENCY = 8

/** The end of time for the index of what is due. */
const EVER = '9999'

/**
 * Brings what is under way in line with the plan that holds: decisions about what it dropped are withdrawn, open asks of
 * people who left are handed on. Each is a transaction of its own, conditional on what it read, so a run that died or ran
 * out of time (`goesOn` says no) is finished by the next, and a second one finds nothing to do. Once more a quarter of
 * an hour after the plan, for what a function still wrote that had begun under the old one. Undefined: nothing to do.
 * Who has read the marks already hands them in.
 */
export async function bringInLine(now: number, goesOn: () => boolean, marks?: Marks): Promise<FollowedUp | undefined> {
  const { pointer, followed } = marks ?? (await readFollowed())
  if (!pointer || isInLine(pointer, followed, now)) return undefined
  const current = { ...pointer, plan: await planOf(pointer.version) }
  const jobs = new Jobs(goesOn)
  const dropped = (await undecided(current)).map((id) => [id])
  const withdrawn = await jobs.run(dropped, (id) => withdrawDropped(current.plan, id, now))
  const asks = await openAsksOf(await leavers(current, followed), now)
  const handedOn = await jobs.run(asks, (where) => handOn(current.plan, where, now))
  const { failed, done } = jobs
  if (done) await recordFollowed(markAfter(pointer, followed, now))
  return { version: pointer.version, handedOn, withdrawn, failed, done }
}

const isInLine = (pointer: Pointer, followed: Followed | undefined, now: number): boolean =>
  followed?.version === pointer.version && (followed.settled || !isSettled(pointer, now))

const isSettled = ({ appliedAt }: Pointer, now: number): boolean => now >= Date.parse(appliedAt) + SETTLED_MS

function markAfter(pointer: Pointer, followed: Followed | undefined, now: number): Followed {
  const since = followed?.version === pointer.version ? followed.since : followed?.version
  return { version: pointer.version, ...(since && { since }), settled: isSettled(pointer, now) }
}

/** Decisions that wait for a choice about something the plan no longer has. All that wait are in the index. */
async function undecided({ plan }: CurrentPlan): Promise<string[]> {
  const ids = decisionsAmong(await dueKeys(ledgerTable(), 'ledger', EVER))
  const decisions = [...(await readDecisions(ids)).values()]
  return decisions.filter((one) => awaitsChoice(one) && droppedBecause(plan, one)).map(({ id }) => id)
}

/** Everybody whom a version had since the last one that was followed, and this one has not. */
async function leavers(current: CurrentPlan, followed: Followed | undefined): Promise<string[]> {
  const former = (current.plan.former ?? []).map(({ id }) => id)
  if (!followed) return former
  const from = followed.version === current.version ? followed.since : followed.version
  if (from === undefined) return []
  const people = (await plansSince(from, current)).flatMap(({ plan }) => plan.people.map(({ id }) => id))
  return [...new Set(people)].filter((id) => !personOf(current.plan, id))
}

/** Open asks, a list a person: they mostly go to one other person, whose mail only one transaction at a time can plan. */
async function openAsksOf(people: string[], now: number): Promise<{ person: string; ask: string }[][]> {
  const open: { person: string; ask: string }[][] = []
  await inParallel(people, CONCURRENCY, async (person) => {
    const { asks } = await personPartition(person, formatInstant(now))
    open.push(asks.filter(({ state }) => state === 'open').map(({ id }) => ({ person, ask: id })))
  })
  return open
}

/** Runs lists of changes side by side; one that fails does not keep the others from being made. */
class Jobs {
  failed = 0
  done = true
  readonly #goesOn: () => boolean

  constructor(goesOn: () => boolean) {
    this.#goesOn = goesOn
  }

  /** Answers how many of them changed something. */
  async run<T>(lists: T[][], change: (item: T) => Promise<boolean>): Promise<number> {
    let changes = 0
    await inParallel(lists, CONCURRENCY, async (list) => {
      for (const item of list) if (await this.#make(item, change)) changes += 1
    })
    return changes
  }

  async #make<T>(item: T, change: (item: T) => Promise<boolean>): Promise<boolean> {
    if (this.#goesOn()) {
      try {
        return await change(item)
      } catch (error) {
        this.failed += 1
        log('error', 'not brought in line with the plan', { item, ...errorFacts(error) })
      }
    }
    this.done = false
    return false
  }
}
