import { formatInstant } from '../../domain/instant.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import { enterCycle, type Snapshot, takeSnapshot } from '../../domain/review/snapshot.ts'
import { readItemsOf } from '../aws/cycles.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { inParallel } from '../aws/parallel.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { entering, isWide } from './entering.ts'
import { readKnown } from './facts.ts'
import { askNoFormerOwners } from './former-owners.ts'
import { frozenItems } from './freeze.ts'
import { type Before, readBefore, waitingAbout } from './waiting.ts'

/** Owners written side by side. */
const CONCURRENCY = 4

/** A transaction takes 100 writes; an item needs up to three and each owner one more. */
const ITEMS_A_WRITE = 30

/** Asks the owners of one hundred items, each owner in one transaction. Who was asked before, by an earlier try, is passed over. */
export async function ask(current: CurrentPlan, cycle: Cycle, chunk: number, now: number): Promise<void> {
  const items = await frozenItems(cycle.id, chunk)
  const known = await readKnown(current, items, now)
  const { items: frozen } = takeSnapshot(cycle.id, items, known, formatInstant(now))
  const before = await readBefore(
    cycle,
    frozen.map(({ item }) => item),
    now,
  )
  await askNoFormerOwners(current, before, frozen, now)
  const owners = [...Map.groupBy(frozen, ({ owner }) => owner)]
  const writes = owners.flatMap(([owner, all]) => inSlices(all, ITEMS_A_WRITE).map((slice) => ({ owner, slice })))
  await inParallel(writes, CONCURRENCY, ({ owner, slice }) =>
    askOwner({ current, cycle, before, owner, frozen: slice }, now),
  )
}

type Frozen = Snapshot['items'][number]

interface AskingOwner {
  current: CurrentPlan
  cycle: Cycle
  before: Before
  owner: string
  frozen: Frozen[]
}

async function askOwner({ current, cycle, before, owner, frozen }: AskingOwner, now: number) {
  const slots = new Slots(current.plan)
  await retryLost(`asks of ${owner} for ${cycle.id}`, async () => {
    const entered = new Set(
      (await readItemsOf(frozen.map(({ item }) => ({ cycle: cycle.id, item })))).map(({ item }) => item),
    )
    const missing = frozen.filter(({ item }) => !entered.has(item)).map((one) => enterCycle(cycle.id, one, now))
    if (missing.length === 0) return 'done'
    const asked = missing.filter(({ state }) => state === 'waiting').map(({ item }) => item)
    const { waiting, states } = await waitingAbout(owner, asked, before)
    const around = { plan: current.plan, states }
    const facts = missing.map((item) => ({ around, cycle, item, waiting: waiting.get(item.item), slots }))
    const [wide, others] = [facts.filter(isWide), facts.filter((one) => !isWide(one))]
    for (const writes of [...wide.map((one) => [one]), others]) {
      const clauses = writes.flatMap((one) => entering(one, now))
      if (clauses.length === 0) continue
      const failed = await transact([...new Map(clauses.map((clause) => [clauseKey(clause), clause])).values()])
      slots.note(failed)
      if (failed.length > 0) return undefined
    }
    return 'done'
  })
}

/** Several items of one owner plan the same slot; a transaction names an item once. */
const clauseKey = ({ name, write }: Clause): string => {
  const { Put, Update, Delete } = write
  return JSON.stringify([name, (Put?.Item && [Put.Item.pk, Put.Item.sk]) ?? Update?.Key ?? Delete?.Key])
}

function inSlices<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}
