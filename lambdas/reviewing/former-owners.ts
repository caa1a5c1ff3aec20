import type { Ask } from '../../domain/ask.ts'
import { nameIn } from '../../domain/ask-opening.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { readCopies } from '../answering/check-in-facts.ts'
import { takeBack } from '../applying/withdraw-check-in.ts'
import { readAsk } from '../aws/asks.ts'
import { readItemsOf } from '../aws/cycles.ts'
import type { CurrentPlan } from '../aws/plan.ts'

/**
 * Takes back what somebody else was asked about these items in the cycle before, and has not answered: a question goes with
 * its item. Their copies are taken back too, whoever holds them, so that nobody waits for what the new owner is asked now.
 */
export async function askNoFormerOwners(
  { plan }: CurrentPlan,
  { previous }: Cycle,
  items: readonly { item: string; owner: string }[],
  now: number,
): Promise<void> {
  if (previous === undefined) return
  const owners = new Map(items.map(({ item, owner }) => [item, owner]))
  const before = await readItemsOf(items.map(({ item }) => ({ cycle: previous, item })))
  for (const one of before.filter(({ item, owner }) => owners.get(item) !== owner)) {
    const owner = owners.get(one.item)!
    const open = (await questionOf(one)).filter(({ state }) => state === 'open')
    // The new owner has it already, passed on by the former: it is the question.
    if (open.some(({ person, leads }) => leads && person === owner)) continue
    const because = `${nameIn(plan, owner)} answers for it now.`
    for (const { person, id } of open) await takeBack(plan, { person, ask: id }, () => because, now)
  }
}

/** The ask of an item with all its copies; nothing where nobody was asked. */
async function questionOf({ owner, ask }: CycleItem): Promise<Ask[]> {
  const found = ask === undefined ? undefined : await readAsk(owner, ask)
  return found?.kind === 'check-in' ? readCopies(found) : []
}
