/** Questions about items that wait for an answer already, with whomever they lie. */
import type { Ask, CheckInAsk } from '../../domain/ask.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { readCopies } from '../answering/check-in-facts.ts'
import { KEEP_DAYS, readAsk } from '../aws/asks.ts'
import { readCycle, readItemsOf } from '../aws/cycles.ts'
import { inParallel } from '../aws/parallel.ts'
import { personPartition } from '../aws/people.ts'

/** How far back a review looks that has not asked about an item before: a question may have waited elsewhere as long as it is kept. */
const FIRST_LOOK_MS = KEEP_DAYS * 86_400_000

/** Items whose copies are read side by side. */
const CONCURRENCY = 4

/** What the cycle before knows, read once for all owners. */
export interface Before {
  /** Since when questions were passed on that it cannot know of (ISO). */
  since: string
  /** Its items, by key. */
  items: ReadonlyMap<string, CycleItem>
}

/** The items of the cycle before. */
export async function readBefore({ previous }: Cycle, items: readonly string[], now: number): Promise<Before> {
  const [cycle, found] = await Promise.all([
    previous === undefined ? undefined : readCycle(previous),
    previous === undefined ? [] : readItemsOf(items.map((item) => ({ cycle: previous, item }))),
  ])
  const known = new Map(found.map((one) => [one.item, one]))
  const knowsAll = items.every((item) => known.has(item))
  return {
    since: formatInstant(cycle && knowsAll ? parseInstant(cycle.opensAt) : now - FIRST_LOOK_MS),
    items: known,
  }
}

/** A question that waits: the ask that leads, and all its copies. */
export interface Waiting {
  lead: CheckInAsk
  copies: readonly Ask[]
}

/**
 * The questions that wait, by item: the owner's own, or the one it became when it was passed on. What was passed on since
 * the cycle before opened is among the owner's asks; what was passed on earlier, that cycle has joined, and says where it
 * lies. With them, what is known of the owner beyond the plan.
 */
export async function waitingAbout(owner: string, items: readonly string[], before: Before) {
  const { asks, state } = await personPartition(owner, before.since)
  const waiting = new Map<string, Waiting>()
  await inParallel(items, CONCURRENCY, async (item) => {
    const own = asks.filter((one): one is CheckInAsk => one.kind === 'check-in' && one.item === item)
    const lead = own.find(waits)
    const found = lead ? { lead, copies: await copiesOf(lead) } : await waitingElsewhere(own, before.items.get(item))
    if (found) waiting.set(item, found)
  })
  return { waiting, states: state ? [state] : [] }
}

/** Who was asked alone has no copies to look for. */
const copiesOf = async (lead: CheckInAsk): Promise<readonly Ask[]> =>
  lead.asked.length > 1 ? readCopies(lead) : [lead]

async function waitingElsewhere(own: readonly CheckInAsk[], before: CycleItem | undefined) {
  const joined = before && !own.some(({ id }) => id === before.ask) ? await askOf(before) : undefined
  for (const one of [...own.filter(({ state }) => state === 'handed-on'), ...(joined ? [joined] : [])]) {
    const copies = await readCopies(one)
    const lead = copies.find(waits)
    if (lead) return { lead, copies }
  }
  return undefined
}

const waits = (ask: Ask): ask is CheckInAsk => ask.kind === 'check-in' && ask.state === 'open' && ask.leads

/** The ask that fills an item of a cycle; nothing where nobody was asked. */
export async function askOf({ owner, askedOf = owner, ask }: CycleItem): Promise<CheckInAsk | undefined> {
  const found = ask === undefined ? undefined : await readAsk(askedOf, ask)
  return found?.kind === 'check-in' ? found : undefined
}
