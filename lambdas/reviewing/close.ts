import { formatInstant } from '../../domain/instant.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import { changeCycle, changeCycleItem, readCycleItems } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { inParallel } from '../aws/parallel.ts'
import { nobodyIsWaitedFor } from './stage.ts'

/** Items closed side by side. */
const CONCURRENCY = 16

/**
 * The deadline, or the last answer: whatever has not come is silent for this cycle. Its ask stays open and its ladder goes
 * on; an answer that races with this either is in time or finds its item silent and is late.
 */
export async function closeCycle(cycle: Cycle, now: number): Promise<void> {
  const items = await readCycleItems(cycle.id)
  const waiting = items.filter(({ state }) => state === 'waiting')
  // A lost race is an answer in time: nothing to do for it.
  await inParallel(waiting, CONCURRENCY, async (item) => {
    await transact([changeCycleItem(item, { ...item, state: 'silent', revision: item.revision + 1 })])
  })
  const closedBecause = nobodyIsWaitedFor(cycle) ? 'all-answered' : 'deadline'
  const at = formatInstant(now)
  const why =
    closedBecause === 'deadline' ? `the deadline passed with ${waiting.length} silent` : 'everybody has answered'
  await transact([
    changeCycle(cycle, { ...cycle, state: 'closing', closedAt: at, closedBecause, revision: cycle.revision + 1 }),
    addHistory({ cycle: cycle.id, at, what: 'Review closed', who: 'clock', why }, cycle.id),
  ])
}
