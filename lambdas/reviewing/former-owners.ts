import { nameIn } from '../../domain/ask-opening.ts'
import { readCopies } from '../answering/check-in-facts.ts'
import { takeBack } from '../applying/withdraw-check-in.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { askOf, type Before } from './waiting.ts'

/**
 * Takes back what somebody else was asked about these items in the cycle before, and has not answered: a question goes with
 * its item. Their copies are taken back too, whoever holds them, so that nobody waits for what the new owner is asked now.
 */
export async function askNoFormerOwners(
  { plan }: CurrentPlan,
  before: Before,
  items: readonly { item: string; owner: string }[],
  now: number,
): Promise<void> {
  for (const { item, owner } of items) {
    const one = before.items.get(item)
    if (one === undefined || one.owner === owner) continue
    const ask = await askOf(one)
    const open = (ask ? await readCopies(ask) : []).filter(({ state }) => state === 'open')
    // The new owner has it already, passed on by the former: it is the question.
    if (open.some(({ person, leads }) => leads && person === owner)) continue
    const because = `${nameIn(plan, owner)} answers for it now.`
    const reason = { because, closedFor: { ended: 'new-owner' as const, by: owner } }
    for (const { person, id } of open) await takeBack(plan, { person, ask: id }, () => reason, now)
  }
}
