/** What a forecast expects period by period until its window ends, and how far four in five courses stay from it. */
import type { Cadence } from './plan/measure.ts'
import { forecastOf } from './signal/forecast.ts'
import { SEASON } from './window-forecast.ts'

/** Four in five courses of a normal error stay within this many standard deviations. */
const FOUR_IN_FIVE = 1.2816

/** Periods drawn at most: what lies further off is as wide as the chart is high. */
const MOST_AHEAD = 60

/** Values of the periods to come, and half the width of the band around each, in the KPI's unit. */
export interface Fan {
  path: number[]
  spread: number[]
}

/** The fan after `history` (oldest first, none missing); undefined where nothing can be expected yet. Each period is forecast by itself. */
export const fanAhead = (history: readonly number[], periods: number, cadence: Cadence): Fan | undefined => {
  const question = {
    history,
    aggregation: 'last' as const,
    target: 0,
    direction: 'up' as const,
    season: SEASON[cadence],
  }
  const steps = Array.from({ length: Math.min(periods, MOST_AHEAD) }, (_, i) =>
    forecastOf({ ...question, remaining: i + 1 }),
  )
  const told = steps.filter((step) => step.state === 'judged')
  if (told.length === 0) return undefined
  return { path: told.map(({ mean }) => mean), spread: told.map(({ sd }) => FOUR_IN_FIVE * sd) }
}
