/**
 * Cumulative reporting: what is posted is the total since the target window began. A slot is judged by what its own period
 * added, so that targets, triggers and charts mean the same for every KPI: its total less that of the slot before. Without
 * the slot before nothing can be said of it; the first slot of a window needs none.
 */
import type { Slot } from './observation-view.ts'
import type { ResolvedKpi } from './plan/resolved.ts'
import { roundTo } from './rounding.ts'
import { type SlotSpan, targetWindowOf, windowOf } from './target-window.ts'

/** What was posted for a slot: the total, or totals of numerator and denominator. */
export interface Total {
  figures: readonly number[]
  final: boolean
}

/** A slot by its own figures. `value` is absent where the total before it is not known. */
export interface OwnSlot {
  index: number
  value?: number
  final: boolean
  /** Of ratios and totals: what the period itself came to, unrounded. */
  figures?: readonly number[]
  /** As posted, for the slot after it; only of cumulative KPIs. */
  total?: Total
}

/** Only what adds up can be posted as a total; a plan applied before this was checked may say it of something else. */
export const isCumulative = (kpi: Pick<ResolvedKpi, 'reporting' | 'aggregation'>): boolean =>
  kpi.reporting === 'cumulative' && (kpi.aggregation === 'sum' || kpi.aggregation === 'ratio')

/** Slots in order of their index by their own figures; `before` is what was posted for the slot before the first one, if anything was. */
export const ownSlots = (
  kpi: ResolvedKpi,
  slots: readonly Slot[],
  before?: { index: number; total: Total | undefined },
): readonly OwnSlot[] => {
  if (!isCumulative(kpi)) return slots
  const { window, yearBegins } = targetWindowOf(kpi)
  let last = before?.total && { index: before.index, total: before.total }
  let span: SlotSpan = { first: 0, last: -1 }
  return slots.map((slot) => {
    if (slot.index > span.last || slot.index < span.first) span = windowOf(kpi.cadence, slot.index, window, yearBegins)
    const total = { figures: slot.figures ?? [slot.value], final: slot.final }
    const since = last?.index === slot.index - 1 ? last.total : undefined
    last = { index: slot.index, total }
    return ownSlot(kpi, slot, total, slot.index === span.first ? NOTHING : since)
  })
}

/** The total with which a window begins. */
const NOTHING: Total = { figures: [0, 0], final: true }

const ownSlot = (kpi: ResolvedKpi, slot: Slot, total: Total, since: Total | undefined): OwnSlot => {
  const { index } = slot
  if (!since) return { index, final: slot.final, total }
  const figures = total.figures.map((figure, i) => figure - since.figures[i]!)
  const [first, denominator] = figures as [number, number | undefined]
  // A period in which nothing was counted has no ratio.
  if (denominator === 0) return { index, final: slot.final, total }
  const value = roundTo(denominator === undefined ? first : (first / denominator) * kpi.per, kpi.decimals)
  return { index, value, final: slot.final && since.final, figures, total }
}
