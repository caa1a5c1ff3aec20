import type { Cycle } from '../../domain/review/cycle.ts'
import { changeCycle } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import type { CurrentPlan } from '../aws/plan.ts'

export async function packCycle(_current: CurrentPlan, cycle: Cycle, _now: number): Promise<void> {
  await transact([changeCycle(cycle, { ...cycle, state: 'closed', revision: cycle.revision + 1 })])
}
