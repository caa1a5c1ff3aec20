import { type Checkpoint, continues, type FoldState } from '../../domain/checkpoint.ts'
import { type SeriesDefinition, seriesDefinition } from '../../domain/definition.ts'
import type { FoldInput } from '../../domain/fold.ts'
import { foldedSlotOf, type Slot } from '../../domain/observation-view.ts'
import { formatPeriod, tryPeriod } from '../../domain/period.ts'
import { kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedKpi, ResolvedPlan, ResolvedSeries } from '../../domain/plan/resolved.ts'
import { stillTold } from '../../domain/still-told.ts'
import { readHead, readObservations, readStateUpTo, type StoredHead } from '../aws/checkpoints.ts'
import { type CurrentPlan, plansSince } from '../aws/plan.ts'

/** A series with everything its fold needs. */
export interface LoadedSeries {
  kpi: ResolvedKpi
  series: ResolvedSeries
  head: StoredHead | undefined
  input: FoldInput
}

/**
 * Reads a series as far as a fold needs it: the head and the few slots after its base. Only a change at or before the
 * base (`changed`, indexes of periods) goes back to an older state. Undefined when the plan no longer has the series.
 */
export async function loadSeries(
  current: CurrentPlan,
  key: string,
  changed: readonly number[],
  now: number,
): Promise<LoadedSeries | undefined> {
  const series = seriesByKey(current.plan, key)
  const kpi = series && kpiOf(current.plan, series.kpi)
  if (!series || !kpi) return undefined
  const head = await readHead(key)
  const base = await baseFor(key, head, changed, kpi)
  const after = base && continues(base, kpi) ? formatPeriod(base.cadence, base.through) : undefined
  const [items, plans] = await Promise.all([readObservations(key, after), plansSince(base?.version ?? 0, current)])
  const slots = items.flatMap((item): Slot[] => {
    // Under an earlier cadence periods were written otherwise; those slots belong to a fold that ended.
    const index = tryPeriod(kpi.cadence, item.period)
    const slot = index === undefined ? undefined : foldedSlotOf(item, index, kpi)
    return slot ? [slot] : []
  })
  const latest = head && remembered(head.checkpoint, kpi, plans, key)
  return { kpi, series, head, input: { base, latest, slots, definitions: definitionsOf(plans, key), now } }
}

async function baseFor(
  key: string,
  head: StoredHead | undefined,
  changed: readonly number[],
  kpi: ResolvedKpi,
): Promise<FoldState | undefined> {
  const base = head?.checkpoint.base
  const oldest = Math.min(...changed)
  if (!base || !continues(base, kpi) || oldest > base.through) return base
  return readStateUpTo(key, formatPeriod(kpi.cadence, oldest - 1))
}

/** What judged the series. A version that did not have it judged nothing. */
const definitionsOf = (plans: readonly CurrentPlan[], key: string): SeriesDefinition[] =>
  plans.flatMap(({ plan, version, appliedAt }) => {
    const series = seriesByKey(plan, key)
    return series ? [seriesDefinition(plan, series, version, Date.parse(appliedAt))] : []
  })

/** The checkpoint without what was told of triggers that the plan dropped and has again. */
function remembered(checkpoint: Checkpoint, kpi: ResolvedKpi, plans: readonly CurrentPlan[], key: string): Checkpoint {
  const has = (plan: ResolvedPlan, trigger: string) => {
    const series = seriesByKey(plan, key)
    return series !== undefined && kpiOf(plan, series.kpi)!.triggers.some(({ id }) => id === trigger)
  }
  const lacked = (trigger: string, since: number) =>
    kpi.triggers.some(({ id }) => id === trigger) &&
    plans.some(({ plan, version }) => version > since && !has(plan, trigger))
  return { ...checkpoint, announced: stillTold(checkpoint.announced, lacked) }
}
