/** Change: a slot against an earlier one, the period before or the same period of the season before. */
import type { Direction } from '../plan/measure.ts'
import { exceeds } from './exceeds.ts'
import { trends } from './patterns.ts'

/** A slot as far as it is known; without a value it is missing. */
export interface ComparedSlot {
  value?: number | undefined
  final: boolean
}

export interface ChangeRule {
  /** What counts, as a share of the earlier value: 0.1 is ten percent. */
  share: number
  /** The earlier value, without its sign, must be at least this (KPI's unit): a share of next to nothing means nothing. Above 0. */
  floor: number
  /** Up: a fall breaches. Down: a rise does. Range: both do. */
  direction: Direction
}

/** The first of these that stands in the way of a comparison, or the change as a share of the earlier value. */
export type Change =
  | { state: 'missing' | 'not-final' | 'below-floor' }
  | { state: 'judged'; change: number; breach: boolean }

/**
 * x / x₋L − 1 (over |x₋L|, so that a rise is positive from a negative value too). Provisional figures are not compared:
 * half a month always looks like a fall. A change of exactly the share is no breach.
 */
export const changeOf = (now: ComparedSlot, earlier: ComparedSlot, { share, floor, direction }: ChangeRule): Change => {
  if (now.value === undefined || earlier.value === undefined) return { state: 'missing' }
  if (!now.final || !earlier.final) return { state: 'not-final' }
  const base = Math.abs(earlier.value)
  if (base === 0 || base < floor) return { state: 'below-floor' }
  const change = (now.value - earlier.value) / base
  const [fell, rose] = [exceeds(-change, share, 1), exceeds(change, share, 1)]
  return { state: 'judged', change, breach: direction === 'up' ? fell : direction === 'down' ? rose : fell || rose }
}

/** Slots in a row, each worse than the one before it, from which on a KPI is said to worsen. An insight, no breach. Our setting. */
export const WORSENING = 6

/** Whether the newest `slots` values are each strictly worse than the one before; values oldest first, missing slots left out. */
export const isWorsening = (values: readonly number[], direction: 'up' | 'down', slots = WORSENING): boolean =>
  trends(values, slots + 1).at(-1) === (direction === 'up' ? -1 : 1)
