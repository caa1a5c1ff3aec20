/** Bands out of history: how far a series falls short and comes back by itself is how far nobody need be asked. */
import { quantileSorted } from 'simple-statistics'
import type { ResolvedBands } from '../plan/resolved.ts'
import type { SeriesBacktest } from './backtest.ts'
import type { CourseSlot } from './course.ts'

/** Shares of the dips that passed which amber and red leave alone. Our settings. */
export const LEFT_ALONE = { amber: 0.75, red: 0.95 } as const

/** Fewer passing dips than this say nothing about their size. */
export const FEWEST_DIPS = 20

/** What there is to say about bands: a proposal, or how many dips there were when too few of them passed for one. */
export interface BandsProposal {
  /** Stretches short of target, and those among them that passed. */
  dips: number
  passed: number
  bands?: ResolvedBands
}

/**
 * A **dip** is a stretch of slots short of target; it passed when the target was reached again at most `back` slots after its
 * first. Its size is its deepest slot. Amber leaves three of four passing dips alone, red 19 of 20; both rounded up. The bands
 * in force make no difference to it.
 */
export const proposeBands = (
  series: readonly SeriesBacktest[],
  { back, as, decimals }: { back: number; as: ResolvedBands['as']; decimals: number },
): BandsProposal => {
  const dips = series.flatMap(({ course }) => dipsOf(course, as))
  const sizes = dips.filter(({ slots }) => slots !== undefined && slots <= back).map(({ size }) => size)
  const found = { dips: dips.length, passed: sizes.length }
  if (sizes.length < FEWEST_DIPS) return found
  sizes.sort((a, b) => a - b)
  const places = as === 'percent' ? Math.max(1, decimals) : decimals
  const amber = roundUp(quantileSorted(sizes, LEFT_ALONE.amber), places)
  const red = Math.max(roundUp(quantileSorted(sizes, LEFT_ALONE.red), places), roundUp(amber * 1.5, places))
  return { ...found, bands: { amber, red, as } }
}

/** A dip: its deepest shortfall, and after how many slots the target was reached again; not at all within the history: absent. */
interface Dip {
  first: number
  size: number
  slots?: number
}

const dipsOf = (course: readonly CourseSlot[], as: ResolvedBands['as']): Dip[] => {
  const dips: Dip[] = []
  let dip: Dip | undefined
  for (const { index, distance, yardstick } of course) {
    if (distance === undefined || !yardstick) continue
    if (distance >= 0) {
      if (dip) dip.slots = index - dip.first
      dip = undefined
      continue
    }
    const unit = as === 'percent' ? Math.abs(yardstick.low) / 100 : 1
    const size = -distance / unit
    if (dip) dip.size = Math.max(dip.size, size)
    else {
      dip = { first: index, size }
      dips.push(dip)
    }
  }
  return dips
}

/** The next whole number of steps; a number that is whole but for noise stays. */
const up = (value: number, step: number): number => {
  const [steps, whole] = [value / step, Math.round(value / step)]
  return (Math.abs(steps - whole) <= 1e-9 * Math.max(1, steps) ? whole : Math.ceil(steps)) * step
}

/** Up to the next number a person would write: two digits that count, the last one 0, 2, 4, 5, 6 or 8. */
export const roundUp = (x: number, decimals: number): number => {
  if (!(x > 0)) return 0
  const power = 10 ** Math.floor(Math.log10(x) - 1)
  const least = 10 ** -decimals
  return Number(Math.max(up(Math.min(up(x, 2 * power), up(x, 5 * power)), least), least).toFixed(9))
}
