import { sameSlot, slotOf } from '../../domain/observation-view.ts'
import { tryPeriod } from '../../domain/period.ts'
import { kpiOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { parseSeriesKey } from '../../domain/plan/series.ts'
import { parseObservation } from '../aws/measurements.ts'
import type { ItemChange } from '../aws/stream.ts'

/**
 * Series and index of the period of a changed observation. Undefined when the triggers see what they saw before (a
 * figure confirmed, a correction after the lock date) or the KPI left the plan: such a record folds nothing.
 */
export function changedPeriod(plan: ResolvedPlan, change: ItemChange): { series: string; index: number } | undefined {
  const item = change.after && parseObservation(change.after)
  const kpi = item && kpiOf(plan, parseSeriesKey(item.series).kpi)
  const index = kpi && tryPeriod(kpi.cadence, item.period)
  if (!item || !kpi || index === undefined) return undefined
  const before = change.before && slotOf(parseObservation(change.before), index, kpi)
  const after = slotOf(item, index, kpi)
  if (change.before && sameSlot(before, after, kpi)) return undefined
  return { series: item.series, index }
}
