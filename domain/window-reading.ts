/** What the values of a target window come to so far, by the aggregation of their KPI. */
import type { OwnSlot } from './cumulative.ts'
import type { Aggregation } from './plan/measure.ts'
import type { ResolvedKpi } from './plan/resolved.ts'
import { roundTo } from './rounding.ts'
import { type SlotSpan, targetWindowOf, windowOf } from './target-window.ts'

export interface WindowReading extends SlotSpan {
  /** Slots of the window up to the newest one that have a value. */
  known: number
  /** Absent while none has. In the KPI's unit, rounded to its decimals. */
  value?: number
}

/** Reads the window that slot `through` lies in, as far as that slot. Slots without a value are left out, never counted as 0. */
export const readWindow = (kpi: ResolvedKpi, slots: readonly OwnSlot[], through: number): WindowReading => {
  const { window, yearBegins } = targetWindowOf(kpi)
  const span = windowOf(kpi.cadence, through, window, yearBegins)
  const known = slots.filter(({ index, value }) => value !== undefined && index >= span.first && index <= through)
  const value = kpi.aggregation === 'ratio' ? ratioOf(known, kpi.per) : TOGETHER[kpi.aggregation](valuesOf(known))
  return { ...span, known: known.length, ...(value === undefined ? {} : { value: roundTo(value, kpi.decimals) }) }
}

/** A ratio over several periods is the ratio of the sums: the mean of ratios would count a quiet week like a busy one. */
const ratioOf = (slots: readonly OwnSlot[], per: number): number | undefined => {
  const [numerator, denominator] = [0, 1].map((i) => slots.reduce((sum, { figures }) => sum + (figures?.[i] ?? 0), 0))
  return denominator === 0 ? undefined : (numerator! / denominator!) * per
}

const valuesOf = (slots: readonly OwnSlot[]): number[] =>
  [...slots].sort((a, b) => a.index - b.index).map(({ value }) => value!)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const some =
  (together: (values: readonly number[]) => number) =>
  (values: readonly number[]): number | undefined =>
    values.length === 0 ? undefined : together(values)

const TOGETHER: Record<Exclude<Aggregation, 'ratio'>, (values: readonly number[]) => number | undefined> = {
  sum: some(sum),
  mean: some((values) => sum(values) / values.length),
  last: some((values) => values.at(-1)!),
  max: some((values) => Math.max(...values)),
  min: some((values) => Math.min(...values)),
}
