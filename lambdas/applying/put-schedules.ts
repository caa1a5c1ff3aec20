import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { recordSchedules } from '../aws/plan-marks.ts'
import { putSchedules } from '../aws/schedules.ts'
import { deliverSlotArn, evaluateDueArn, openCycleArn } from '../env.ts'
import { recurrencesOf } from './recurrences.ts'

/** Brings the schedules in line with a version of the plan and remembers it. Safe to repeat after a crash. */
export async function schedulePlan(plan: ResolvedPlan, version: number): Promise<void> {
  await putSchedules(
    recurrencesOf(plan, { deliverSlot: deliverSlotArn(), evaluateDue: evaluateDueArn(), openCycle: openCycleArn() }),
  )
  await recordSchedules(version)
}
