import type { CheckInAsk } from '../../domain/ask.ts'
import { withdrawAsk } from '../../domain/ask-opening.ts'
import { droppedNote } from '../../domain/decision-dropping.ts'
import type { Closing } from '../../domain/history-fact.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { droppedItems, droppedWords } from '../../domain/review/item-dropped.ts'
import { changeAsk, readAsk } from '../aws/asks.ts'
import { changeCycleItem, countAnswer, readItemsOf } from '../aws/cycles.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { told } from '../posting/told.ts'

/** Cycles counted off in one transaction, two writes each; an ask that more have joined is of months of silence. */
const MOST_CYCLES = 40

/** Takes back a check-in about something the plan has dropped. Answers whether there was anything to do. */
export function withdrawCheckIn(
  plan: ResolvedPlan,
  where: { person: string; ask: string },
  now: number,
): Promise<boolean> {
  const dropped = droppedItems(plan)
  const why = (item: string) => {
    const was = dropped(item)
    return (
      was && {
        because: `The plan no longer has ${droppedWords(was)}.`,
        closedFor: { ended: 'dropped' as const, ...was },
      }
    )
  }
  return takeBack(plan, where, why, now)
}

/** Why a check-in is taken back: in English, for the log and the command line, and as facts. */
export interface TakenBackFor {
  because: string
  closedFor: Closing
}

/**
 * Takes back a check-in, if `why` gives a reason for its item: the ask, its place in every cycle that still waits for it,
 * and a line for whoever was mailed the question, in one transaction. Copies of it are withdrawn for themselves; whichever
 * comes first is counted off. Answers whether there was anything to do.
 */
export async function takeBack(
  plan: ResolvedPlan,
  where: { person: string; ask: string },
  why: (item: string) => TakenBackFor | undefined,
  now: number,
): Promise<boolean> {
  const slots = new Slots(plan)
  return retryLost(`withdrawal of ask ${where.ask}`, async () => {
    const ask = await readAsk(where.person, where.ask)
    if (ask?.kind !== 'check-in' || ask.state !== 'open') return false
    const reason = why(ask.item)
    if (reason === undefined) return false
    const { because, closedFor } = reason
    const fact = { said: 'closed-ask' as const, person: ask.person, closing: closedFor }
    const note = droppedNote(ask, now)
    const failed = await transact([
      changeAsk(ask, withdrawAsk(ask, because, now, closedFor)),
      addHistory(
        { item: ask.item, at: formatInstant(now), what: 'Ask withdrawn', who: 'plan', why: because, fact },
        ask.id,
      ),
      ...(await countedOff(ask)),
      ...(note ? told(plan, [note], slots, now) : []),
    ])
    slots.note(failed)
    return failed.length === 0 ? true : undefined
  })
}

async function countedOff({ item, cycles }: CheckInAsk): Promise<Clause[]> {
  const items = await readItemsOf(cycles.slice(-MOST_CYCLES).map((cycle) => ({ cycle, item })))
  return items
    .filter(({ state }) => state === 'waiting')
    .flatMap((one) => [
      changeCycleItem(one, { ...one, state: 'unasked', revision: one.revision + 1 }),
      countAnswer(one.cycle),
    ])
}
