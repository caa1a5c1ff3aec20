import { awaitsChoice } from '../../domain/decision-change.ts'
import { droppedBecause } from '../../domain/decision-dropping.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { begunWith } from '../../domain/review/begun.ts'
import { decisionsAmong, readDecisions } from '../aws/decisions.ts'
import { type DueKey, dueKeys } from '../aws/due.ts'
import { errorFacts, log } from '../aws/log.ts'
import { inParallel } from '../aws/parallel.ts'
import { type CurrentPlan, type Pointer, planOf, plansSince } from '../aws/plan.ts'
import { type Followed, type Marks, readFollowed, recordFollowed } from '../aws/plan-marks.ts'
import { ledgerTable } from '../env.ts'
import { beginReview } from './begin-review.ts'
import { handOn } from './hand-on.ts'
import { droppedCheckIns, leaversOf, openAsksOf } from './open-asks.ts'
import { withdrawCheckIn } from './withdraw-check-in.ts'
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
 * Brings what is under way in line with the plan that holds: decisions and check-ins about what it dropped are withdrawn, open asks of
 * people who left are handed on, reviews it brings back begin anew. Each is a transaction of its own, conditional on what it read, so a run that died or ran
 * out of time (`goesOn` says no) is finished by the next, and a second one finds nothing to do. Once more a quarter of
 * an hour after the plan, for what a function still wrote that had begun under the old one. Undefined: nothing to do.
 * Who has read the marks already hands them in.
 */
export async function bringInLine(now: number, goesOn: () => boolean, marks?: Marks): Promise<FollowedUp | undefined> {
  const { pointer, followed } = marks ?? (await readFollowed())
  if (!pointer || isInLine(pointer, followed, now)) return undefined
  const current = { ...pointer, plan: await planOf(pointer.version) }
  const { plan } = current
  const jobs = new Jobs(goesOn)
  const due = await dueKeys(ledgerTable(), 'ledger', EVER)
  const earlier = await earlierPlans(current, followed)
  await jobs.run([begunWith(plan, earlier)], (id) => beginReview(id, pointer.appliedAt))
  const dropped = (await undecided(plan, due)).map((id) => [id])
  let withdrawn = await jobs.run(dropped, (id) => withdrawDropped(plan, id, now))
  const checkIns = await droppedCheckIns(plan, earlier, due, now)
  withdrawn += await jobs.run(checkIns, (where) => withdrawCheckIn(plan, where, now))
  const left = followed ? leaversOf(plan, earlier) : (plan.former ?? []).map(({ id }) => id)
  const handedOn = await jobs.run(await openAsksOf(left, now), (where) => handOn(plan, where, now))
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
async function undecided(plan: ResolvedPlan, due: DueKey[]): Promise<string[]> {
  const decisions = [...(await readDecisions(decisionsAmong(due))).values()]
  return decisions.filter((one) => awaitsChoice(one) && droppedBecause(plan, one)).map(({ id }) => id)
}

/** The versions that held since the last one that was followed; none where that is not known. */
async function earlierPlans(current: CurrentPlan, followed: Followed | undefined): Promise<ResolvedPlan[]> {
  const from = followed?.version === current.version ? followed.since : followed?.version
  return from === undefined ? [] : (await plansSince(from, current)).map(({ plan }) => plan)
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
