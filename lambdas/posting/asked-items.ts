import type { Ask, CheckInAsk } from '../../domain/ask.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import { byCycleDate, type CycleItem } from '../../domain/review/cycle.ts'
import { readCycles, readItemsOf } from '../aws/cycles.ts'
import { readCommitments } from '../aws/items.ts'
import type { AskedItem } from '../texts/check-in-words.ts'

/** An ask that waits for months is joined by cycle after cycle; only the newest are shown. */
const MOST_CYCLES = 15

/**
 * The asks for check-ins with what a mail or page shows of each: the cycle that closes first of those still ahead, else the
 * newest, and the facts the newest cycle froze; of promises those that are still open, since the close breaks what nobody speaks of. An
 * ask whose cycles are gone is left out. Three batch reads, none for none.
 */
export async function readAskedItems(asks: readonly Ask[]): Promise<AskedItem[]> {
  const questions = asks.filter((ask): ask is CheckInAsk => ask.kind === 'check-in')
  const newest = new Map(questions.map(({ id, cycles }) => [id, cycles.toSorted(byCycleDate).slice(-MOST_CYCLES)]))
  const places = questions.flatMap(({ id, item }) => newest.get(id)!.map((cycle) => ({ cycle, item })))
  const unique = [...new Map(places.map((place) => [`${place.cycle} ${place.item}`, place])).values()]
  const [cycles, items] = await Promise.all([readCycles(unique.map(({ cycle }) => cycle)), readItemsOf(unique)])
  const promises = await readCommitments(
    items.flatMap(({ item, facts }) => facts.commitments.map(({ id }) => ({ item, id }))),
  )
  return questions.flatMap((ask) => {
    const own = newest.get(ask.id)!.flatMap((id) => cycles.get(id) ?? [])
    const cycle = own.find(({ closesAt }) => closesAt === ask.dueBy) ?? own.at(-1)
    const item = items.findLast((one) => one.item === ask.item && one.cycle === newest.get(ask.id)!.at(-1))
    return cycle && item ? [{ ask, cycle, ...withPromises(item, promises) }] : []
  })
}

function withPromises(item: CycleItem, known: ReadonlyMap<string, Commitment>): Pick<AskedItem, 'item' | 'over'> {
  const now = item.facts.commitments.map((one) => known.get(one.id) ?? one)
  const [commitments, over] = [now.filter(({ state }) => state === 'open'), now.filter(({ state }) => state !== 'open')]
  return { item: { ...item, facts: { ...item.facts, commitments } }, ...(over.length > 0 ? { over } : {}) }
}
