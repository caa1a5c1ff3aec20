import type { Ask, CheckInAsk } from '../../domain/ask.ts'
import { joinCheckIn, openCheckIn } from '../../domain/ask-check-in.ts'
import { hurried } from '../../domain/ask-hurry.ts'
import { mailSlotOf } from '../../domain/ask-opening.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { formatInstant } from '../../domain/instant.ts'
import { slotInstant } from '../../domain/mail-occasion.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { parseItemKey } from '../../domain/review/item.ts'
import { enterCycle, type Snapshot, takeSnapshot } from '../../domain/review/snapshot.ts'
import { changeAsk, newAsk } from '../aws/asks.ts'
import { newCycleItem, readItemsOf } from '../aws/cycles.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { inParallel } from '../aws/parallel.ts'
import { personPartition } from '../aws/people.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { readKnown } from './facts.ts'
import { askNoFormerOwners } from './former-owners.ts'
import { frozenItems } from './freeze.ts'

/** Owners written side by side. */
const CONCURRENCY = 4

/** A transaction takes 100 writes; an item needs up to three and each owner one more. */
const ITEMS_A_WRITE = 30

/** Asks the owners of one hundred items, each owner in one transaction. Who was asked before, by an earlier try, is passed over. */
export async function ask(current: CurrentPlan, cycle: Cycle, chunk: number, now: number): Promise<void> {
  const items = await frozenItems(cycle.id, chunk)
  const known = await readKnown(current, items, now)
  const { items: frozen } = takeSnapshot(cycle.id, items, known, formatInstant(now))
  await askNoFormerOwners(current, cycle, frozen, now)
  const owners = [...Map.groupBy(frozen, ({ owner }) => owner)]
  const writes = owners.flatMap(([owner, all]) => inSlices(all, ITEMS_A_WRITE).map((slice) => ({ owner, slice })))
  await inParallel(writes, CONCURRENCY, ({ owner, slice }) => askOwner(current, cycle, owner, slice, now))
}

type Frozen = Snapshot['items'][number]

async function askOwner(current: CurrentPlan, cycle: Cycle, owner: string, frozen: Frozen[], now: number) {
  const { plan } = current
  const slots = new Slots(plan)
  await retryLost(`asks of ${owner} for ${cycle.id}`, async () => {
    const entered = new Set(
      (await readItemsOf(frozen.map(({ item }) => ({ cycle: cycle.id, item })))).map(({ item }) => item),
    )
    const missing = frozen.filter(({ item }) => !entered.has(item)).map((one) => enterCycle(cycle.id, one, now))
    if (missing.length === 0) return 'done'
    const { asks } = await personPartition(owner, formatInstant(now))
    const clauses = missing.flatMap((item) => entering({ current, cycle, item, asks, slots }, now))
    const failed = await transact([...new Map(clauses.map((clause) => [clauseKey(clause), clause])).values()])
    slots.note(failed)
    return failed.length === 0 ? 'done' : undefined
  })
}

interface Entering {
  current: CurrentPlan
  cycle: Cycle
  item: CycleItem
  asks: readonly Ask[]
  slots: Slots
}

/** One item enters the cycle: filled already, with the ask that waits anyway, or with a new one. */
function entering({ current, cycle, item, asks, slots }: Entering, now: number): Clause[] {
  if (item.state !== 'waiting') return [newCycleItem(item)]
  const { plan } = current
  const waiting = asks.find((one): one is CheckInAsk => one.state === 'open' && isAbout(one, item.item))
  if (waiting) {
    return [newCycleItem({ ...item, ask: waiting.id }), ...joining(plan, waiting, cycle, slots, now)]
  }
  const asking = { key: item.item, name: item.name, owner: item.owner }
  const opened = openCheckIn({ plan, cycle, item: asking, accountable: accountableFor(current, item.item) }, now)
  const { slot } = slots.free({ person: opened.person, slot: mailSlotOf(opened)! })
  const asked = { ...opened, stepAt: slotInstant(slot) }
  return [
    newCycleItem({ ...item, ask: asked.id }),
    newAsk(asked),
    ...slots.clauses([{ person: asked.person, slot, urgent: false }]),
    addHistory(askedLine(asked, cycle, now), asked.id),
  ]
}

/** The ask that waits fills this cycle too; what comes next for it comes sooner where the cycle closes before. */
function joining(plan: ResolvedPlan, waiting: CheckInAsk, cycle: Cycle, slots: Slots, now: number): Clause[] {
  const joined = joinCheckIn(waiting, cycle, now)
  if (joined === waiting) return []
  const sooner = hurried(plan, joined, now)
  if (sooner.stepAt === waiting.stepAt) return [changeAsk(waiting, joined)]
  const { slot } = slots.free({ person: waiting.person, slot: sooner.stepAt! })
  const changed = { ...sooner, stepAt: slotInstant(slot) }
  return [changeAsk(waiting, changed), ...slots.clauses([{ person: waiting.person, slot, urgent: false }])]
}

const isAbout = (ask: Ask, item: string): boolean => ask.kind === 'check-in' && ask.item === item && ask.leads

const askedLine = (ask: CheckInAsk, cycle: Cycle, now: number): HistoryEntry => ({
  item: ask.item,
  at: formatInstant(now),
  what: 'Check-in asked',
  who: 'clock',
  why: `${ask.person} is asked for ${cycle.name} of ${cycle.date}, with the mail of ${ask.stepAt}`,
})

/** Whom the chain ends at before the desk: the accountable person of the KPI's priority. */
function accountableFor({ plan }: CurrentPlan, item: string): string {
  const { kind, id } = parseItemKey(item)
  const series = kind === 'kpi' ? seriesByKey(plan, id) : undefined
  const kpi = series && kpiOf(plan, series.kpi)
  return kpi?.accountable ?? plan.organisation.desk
}

/** Several items of one owner plan the same slot; a transaction names an item once. */
const clauseKey = ({ name, write }: Clause): string => {
  const { Put, Update, Delete } = write
  return JSON.stringify([name, (Put?.Item && [Put.Item.pk, Put.Item.sk]) ?? Update?.Key ?? Delete?.Key])
}

function inSlices<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}
