import { formatInstant } from '../../domain/instant.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import { changeCycle, readCycleItems } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'

/**
 * All are asked: from now on the cycle waits for those who have not answered. Answers that came meanwhile have been counted
 * off already, so everybody who was asked is added, answered or not.
 */
export async function openCycle(cycle: Cycle, now: number): Promise<void> {
  const items = await readCycleItems(cycle.id)
  const asked = items.filter(({ ask }) => ask !== undefined).length
  const why = `${asked} of ${items.length} items asked about, the others were answered within three days`
  await transact([
    changeCycle(cycle, { ...cycle, state: 'open', revision: cycle.revision + 1 }, asked),
    addHistory({ cycle: cycle.id, at: formatInstant(now), what: 'Review asked', who: 'clock', why }, cycle.id),
  ])
}
