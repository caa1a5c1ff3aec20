import { isRecovered } from '../../domain/checkpoint.ts'
import type { Covered, Decision } from '../../domain/decision.ts'
import { foldSeries } from '../../domain/fold.ts'
import { parseInstant } from '../../domain/instant.ts'
import { periodOfDay } from '../../domain/period.ts'
import type { ResolvedKpi } from '../../domain/plan/resolved.ts'
import { wallOf } from '../../domain/zone.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { loadSeries } from '../evaluation/load.ts'

/** The slot of a KPI in which a decision took effect. */
export const effectSlot = (kpi: ResolvedKpi, { inEffectAt, openedAt }: Decision): number =>
  periodOfDay(kpi.cadence, wallOf(parseInstant(inEffectAt ?? openedAt), kpi.timezone).day)

/**
 * Whether what was merged into a decision has recovered too: one that has not makes the effect not good, one that is not
 * known yet makes it unknown. What the plan has dropped meanwhile says nothing.
 */
export async function coveredRecovered(
  current: CurrentPlan,
  decision: Decision,
  now: number,
): Promise<boolean | 'unknown'> {
  const { trigger, series, covers = [] } = decision
  const others = covers.filter((one) => one.trigger !== trigger || one.series !== series)
  const found: (boolean | 'unknown')[] = []
  for (const one of others) found.push(await recoveredOf(current, decision, one, now))
  return bothRecovered(found)
}

/** Good only when all are; the first that is not counts before what is not known. */
export const bothRecovered = (found: readonly (boolean | 'unknown')[]): boolean | 'unknown' => {
  if (found.includes(false)) return false
  return found.includes('unknown') ? 'unknown' : true
}

async function recoveredOf(
  current: CurrentPlan,
  decision: Decision,
  { series, trigger }: Covered,
  now: number,
): Promise<boolean | 'unknown'> {
  const loaded = await loadSeries(current, series, [], now)
  const known = loaded?.kpi.triggers.find(({ id }) => id === trigger)
  if (!loaded || !known) return true
  const { checkpoint } = foldSeries(loaded.input)
  const newest = checkpoint.head.latest?.[0]
  const seen = known.kind === 'freshness' || (newest !== undefined && newest > effectSlot(loaded.kpi, decision))
  return seen ? isRecovered(checkpoint, trigger) : 'unknown'
}
