import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { log } from '../aws/log.ts'
import { currentPointer, type Pointer, planOf } from '../aws/plan.ts'
import { recordSchedules } from '../aws/plan-marks.ts'
import { putSchedules, type Recurrence, schedulesInPlace } from '../aws/schedules.ts'
import { deliverSlotArn, evaluateDueArn, openCycleArn } from '../env.ts'
import { recurrencesOf } from './recurrences.ts'

const wantedBy = (plan: ResolvedPlan): Recurrence[] =>
  recurrencesOf(plan, { deliverSlot: deliverSlotArn(), evaluateDue: evaluateDueArn(), openCycle: openCycleArn() })

/** Brings the schedules in line with a version of the plan and remembers it. Safe to repeat after a crash. */
export async function schedulePlan(plan: ResolvedPlan, version: number): Promise<void> {
  await putSchedules(wantedBy(plan))
  await recordSchedules(version)
}

/**
 * Puts schedules right that somebody deleted, disabled or added by hand. Nothing to do before the first plan. One call when
 * they are those of the version that was just read; only when they are not is it asked whether another one holds meanwhile.
 */
export async function mendSchedules(known: Pointer | undefined): Promise<void> {
  if (!known || (await schedulesInPlace(wantedBy(await planOf(known.version))))) return
  const pointer = (await currentPointer()) ?? known
  const plan = await planOf(pointer.version)
  if (pointer.version !== known.version && (await schedulesInPlace(wantedBy(plan)))) return
  log('warn', 'schedules were not those of the plan', { version: pointer.version })
  await schedulePlan(plan, pointer.version)
}
