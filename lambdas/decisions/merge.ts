import { type Ask, isDecisionAsk } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'
import type { Answering } from '../../domain/decision-answering.ts'
import { isRefused, type NameOf, type Refused } from '../../domain/decision-change.ts'
import { type Merged, merge, mergedNote } from '../../domain/decision-merging.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readAsks } from '../aws/asks.ts'
import { changeDecision, readDecision } from '../aws/decisions.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { passPlaces } from '../aws/places.ts'
import { Slots } from '../posting/slots.ts'
import { told } from '../posting/told.ts'
import { retryLost } from './conflict.ts'
import { withdrawals } from './withdraw-asks.ts'

/** Which into which, by whose word, and who ran the command for them. */
export interface Merging extends Answering {
  from: string
  into: string
  why: string
  stated?: string
  /** How people are called in a refusal. @default by their ids */
  nameOf?: NameOf
}

/** Whether somebody may merge this decision into the other, judged by what was just read. */
type Permit = (from: Decision, asks: readonly Ask[], into: Decision) => Promise<Refused | undefined>

/**
 * Merges one decision into another in one transaction: both, the places, the open asks of the first, a line for everybody
 * who was mailed its question, and the histories. Its machine wakes by the change. Answers both, or why not; undefined
 * when one of them is not there.
 */
export async function mergeDecisions(
  plan: ResolvedPlan,
  merging: Merging,
  permit: Permit,
  now: number,
): Promise<Merged | Refused | undefined> {
  const slots = new Slots(plan)
  const merged = await retryLost(`merger of decision ${merging.from}`, async () => {
    const [from, into] = await Promise.all([readDecision(merging.from), readDecision(merging.into)])
    if (!from || !into) return 'missing' as const
    const asks = await readAsks(from.asks)
    const outcome = (await permit(from, asks, into)) ?? merge(from, into, merging, now)
    if (isRefused(outcome)) return outcome
    const failed = await transact([
      ...bothClauses({ from, into }, outcome, merging, now),
      ...askClauses({ plan, slots, asks, into, merging }, outcome.from.decision, now),
    ])
    slots.note(failed)
    return failed.length === 0 ? outcome : undefined
  })
  return merged === 'missing' ? undefined : merged
}

function bothClauses(was: { from: Decision; into: Decision }, is: Merged, { stated }: Merging, now: number): Clause[] {
  const at = formatInstant(now)
  const line = ({ decision, history }: Merged['from']) =>
    addHistory({ ...history, ...(stated === undefined ? {} : { stated }) }, String(decision.revision))
  return [
    changeDecision(was.from, is.from.decision, at, true),
    changeDecision(was.into, is.into.decision, at),
    ...passPlaces(was.from, was.into),
    line(is.from),
    line(is.into),
  ]
}

interface Facts {
  plan: ResolvedPlan
  slots: Slots
  asks: Ask[]
  into: Decision
  merging: Merging
}

function askClauses({ plan, slots, asks, into, merging }: Facts, merged: Decision, now: number): Clause[] {
  const open = asks.filter(({ state }) => state === 'open').filter(isDecisionAsk)
  // Whoever says so on their own page has just read what became of it.
  const knows = ({ person }: Ask) => merging.via === 'link' && person === merging.by
  const notes = open.flatMap((ask) => (knows(ask) ? [] : (mergedNote(ask, into, now) ?? [])))
  return [...withdrawals(merged, open, now), ...told(plan, notes, slots, now)]
}
