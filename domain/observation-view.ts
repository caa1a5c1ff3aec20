/**
 * What is true of a slot, out of all its revisions. The newest in `asOf` counts (when the figure was true in its source),
 * then the newest recorded, then the last in the list. Revisions that state their `asOf` may therefore arrive in any
 * order; without one, a revision is as of its arrival, and arrival is the only order there is.
 */
import { parseInstant } from './instant.ts'
import type { ObservationItem, ObservationStatus, Revision } from './observation.ts'
import type { ResolvedKpi } from './plan/resolved.ts'
import { roundTo } from './rounding.ts'

/** A slot with data, as the fold takes it: `value` rounded to the KPI's decimals. */
export interface Slot {
  /** Index of the period. */
  index: number
  value: number
  final: boolean
  /** As posted, unrounded; of ratios and of cumulative KPIs, whose figures are added or subtracted before they are rounded. */
  figures?: readonly number[]
  /** When a final figure was first in force, epoch ms: from then on it was due, and the plan of then judges it. */
  firmAt?: number
}

/** What of a KPI the reading of its figures depends on. */
type Figured = Pick<ResolvedKpi, 'decimals' | 'per' | 'aggregation' | 'reporting'>

/** The figures of a slot; `value` is rounded. */
export interface ObservationView {
  value: number
  numerator?: number
  denominator?: number
  status: Exclude<ObservationStatus, 'retracted'>
  asOf: string
  recordedAt: string
  source: string
}

/** Value of a revision in the KPI's unit, rounded to its decimals; `undefined` for one without figures. */
export const figureOf = (revision: Revision, kpi: Pick<ResolvedKpi, 'decimals' | 'per'>): number | undefined => {
  const { value, numerator, denominator } = revision
  if (value !== undefined) return roundTo(value, kpi.decimals)
  if (numerator === undefined || denominator === undefined) return undefined
  return roundTo((numerator / denominator) * kpi.per, kpi.decimals)
}

const order = (a: Revision, b: Revision): number =>
  parseInstant(a.confirmedAsOf ?? a.asOf) - parseInstant(b.confirmedAsOf ?? b.asOf) ||
  parseInstant(a.recordedAt) - parseInstant(b.recordedAt)

/** The revision in force among some, in the order of their arrival. */
export const newestOf = (revisions: readonly Revision[]): Revision | undefined => {
  let newest: Revision | undefined
  for (const revision of revisions) if (!newest || order(revision, newest) >= 0) newest = revision
  return newest
}

const view = (
  revision: Revision | undefined,
  kpi: Pick<ResolvedKpi, 'decimals' | 'per'>,
): ObservationView | undefined => {
  if (!revision || revision.status === 'retracted') return undefined
  const { numerator, denominator, status, asOf, recordedAt, source } = revision
  const value = figureOf(revision, kpi)
  if (value === undefined) return undefined
  return { value, ...(numerator === undefined ? {} : { numerator, denominator }), status, asOf, recordedAt, source }
}

/** The current view; `undefined` when the slot is retracted. */
export const currentView = (
  item: ObservationItem,
  kpi: Pick<ResolvedKpi, 'decimals' | 'per'>,
): ObservationView | undefined => view(newestOf(item.revisions), kpi)

/** What was known at an instant: only revisions recorded by then. */
export const viewAsOf = (
  item: ObservationItem,
  kpi: Pick<ResolvedKpi, 'decimals' | 'per'>,
  at: number,
): ObservationView | undefined => view(newestOf(item.revisions.filter((r) => parseInstant(r.recordedAt) <= at)), kpi)

/** The slot as triggers see it: corrections after the lock date are left out. `undefined` when there is nothing to judge. */
export const slotOf = (item: ObservationItem, index: number, kpi: Figured): Slot | undefined => {
  const revision = newestOf(item.revisions.filter((r) => r.afterLock === undefined))
  const judged = view(revision, kpi)
  if (!judged) return undefined
  const slot = { index, value: judged.value, final: judged.status === 'final' }
  if (kpi.aggregation !== 'ratio' && kpi.reporting !== 'cumulative') return slot
  const { value, numerator, denominator } = revision!
  return { ...slot, figures: value === undefined ? [numerator!, denominator!] : [value] }
}

/** The slot for a fold: as triggers see it, and since when it was due because its figure was final. */
export const foldedSlotOf = (item: ObservationItem, index: number, kpi: Figured): Slot | undefined => {
  const slot = slotOf(item, index, kpi)
  const firm = slot && firstFirm(item.revisions.filter((r) => r.afterLock === undefined))
  return firm ? { ...slot, firmAt: parseInstant(firm.recordedAt) } : slot
}

/** The first final revision that was in force when it came; one older than what was known then made nothing due. */
const firstFirm = (revisions: readonly Revision[]): Revision | undefined =>
  revisions.find((r, i) => r.status === 'final' && newestOf(revisions.slice(0, i + 1)) === r)

/** The same as it was at an instant: what had been recorded by then. */
export const slotAsOf = (item: ObservationItem, index: number, kpi: Figured, at: number): Slot | undefined => {
  const revisions = item.revisions.filter((r) => parseInstant(r.recordedAt) <= at)
  return revisions.length === 0 ? undefined : foldedSlotOf({ ...item, revisions }, index, kpi)
}

/** Whether triggers see the same in two readings of a slot. */
export const sameSlot = (a: Slot | undefined, b: Slot | undefined, kpi: Figured): boolean =>
  a?.value === b?.value &&
  a?.final === b?.final &&
  // A total that moves within its rounding moves what its own period and the next one added.
  (kpi.reporting !== 'cumulative' || String(a?.figures) === String(b?.figures))
