import fc from 'fast-check'
import type { ChartSlot } from '../../../domain/signal/slots.ts'

/** Values in calendar slots from `first` on; null is a missing slot. */
export const slotsOf = (values: readonly (number | null)[], first = 0): ChartSlot[] =>
  values.map((value, i) => (value === null ? { index: first + i } : { index: first + i, value }))

/** n times the same. */
export const times = (n: number, value: number): number[] => Array.from({ length: n }, () => value)

/** KPI values with one decimal, some slots missing. */
export const someSlots = (least: number, most: number): fc.Arbitrary<ChartSlot[]> =>
  fc
    .array(fc.option(fc.integer({ min: -500, max: 500 }), { freq: 8 }), { minLength: least, maxLength: most })
    .map((values) => slotsOf(values.map((x) => (x === null ? null : x / 10))))

/** A series with every value changed. */
export const mapped = (slots: readonly ChartSlot[], change: (x: number) => number): ChartSlot[] =>
  slots.map(({ index, value }) => (value === undefined ? { index } : { index, value: change(value) }))
