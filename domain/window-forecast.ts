/** What a target window will probably come to: the one forecast that trigger kind forecast judges and the API shows. */
import type { Cadence, Direction } from './plan/measure.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'
import { forecastOf } from './signal/forecast.ts'
import { windowOf } from './target-window.ts'
import type { ForecastMemory } from './trigger-memory.ts'

/** Slots of a season. */
export const SEASON: Record<Cadence, number> = { daily: 7, weekdays: 5, weekly: 52, monthly: 12, quarterly: 4 }

export interface WindowForecast {
  /** Slots the window counts: from its first one, or from the first of a series that begins within it. */
  first: number
  last: number
  of: 'sum' | 'mean' | 'last'
  /** Where the window should end and where it is expected to: a sum, a mean or a last value, in the KPI's unit. */
  target: number
  expected: number
  /** Probability of a miss, 0 … 1, as computed. */
  miss: number
}

/** Where a window stands after slot `through`. */
export interface WindowSoFar {
  /** Up to and including that slot, whose value it holds. */
  memory: ForecastMemory
  through: number
  cadence: Cadence
  direction: Direction
  /** What a slot to come will be held against; undefined: it has no target. */
  targetAt: (index: number) => number | undefined
  /** Whether a slot to come will have data at all. */
  expectedAt: (index: number) => boolean
}

/**
 * The forecast of the window of slot `through`. Undefined where none can be made: too little history, a hole in a sum, no target,
 * nothing left to come.
 */
export const forecastWindow = (
  { window, yearBegins, of }: NonNullable<ResolvedTrigger['forecast']>,
  { memory, through, cadence, direction, targetAt, expectedAt }: WindowSoFar,
): WindowForecast | undefined => {
  const { last } = windowOf(cadence, through, window, yearBegins)
  if (of !== 'last' && memory.counted < memory.elapsed) return undefined
  const ahead = Array.from({ length: last - through }, (_, i) => through + 1 + i).filter(expectedAt)
  const target = of === 'last' ? targetAt(last) : sumOfTargets(memory, ahead, targetAt)
  if (target === undefined) return undefined
  const question = {
    history: memory.history,
    remaining: ahead.length,
    target,
    direction: direction === 'down' ? 'down' : 'up',
    season: SEASON[cadence],
  } as const
  const forecast = forecastOf(
    of === 'last' ? { ...question, aggregation: 'last' } : { ...question, aggregation: 'sum', reached: memory.reached },
  )
  if (forecast.state !== 'judged') return undefined
  const end = of === 'last' ? forecast.mean : memory.reached + forecast.mean
  const scale = of === 'mean' ? memory.elapsed + ahead.length : 1
  return { first: memory.first, last, of, target: target / scale, expected: end / scale, miss: forecast.miss }
}

/** The targets of all slots of a window, so far and ahead; undefined where one has none. */
const sumOfTargets = (
  { open, due }: ForecastMemory,
  ahead: readonly number[],
  targetAt: WindowSoFar['targetAt'],
): number | undefined => {
  if (open) return undefined
  let sum = due
  for (const at of ahead) {
    const target = targetAt(at)
    if (target === undefined) return undefined
    sum += target
  }
  return sum
}
