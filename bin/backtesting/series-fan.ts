import type { SeriesBacktest } from '../../domain/backtest/backtest.ts'
import { HISTORY_KEPT } from '../../domain/kind/forecast.ts'
import { forecastOf } from '../../domain/signal/forecast.ts'
import { unbrokenValues } from '../../domain/signal/slots.ts'
import { windowOf } from '../../domain/target-window.ts'
import { SEASON } from '../../domain/window-forecast.ts'
import type { ChartFan } from '../../lambdas/charts/chart.ts'

/** Four in five courses of a normal error stay within this many standard deviations. */
const FOUR_IN_FIVE = 1.2816

/** What is expected for the rest of the newest window, where a trigger forecasts it and there is history enough. */
export function fanOf({ definition, course }: SeriesBacktest): ChartFan | undefined {
  const { kpi } = definition
  const window = kpi.triggers.find(({ forecast }) => forecast)?.forecast
  const newest = course.at(-1)
  if (!window || !newest || newest.value === undefined) return undefined
  const { last } = windowOf(kpi.cadence, newest.index, window.window, window.yearBegins)
  const history = unbrokenValues(course).slice(-HISTORY_KEPT[kpi.cadence])
  const direction = kpi.direction === 'down' ? ('down' as const) : ('up' as const)
  const question = { history, aggregation: 'last' as const, target: 0, direction, season: SEASON[kpi.cadence] }
  const steps = Array.from({ length: last - newest.index }, (_, i) => forecastOf({ ...question, remaining: i + 1 }))
  const told = steps.filter((step) => step.state === 'judged')
  if (told.length === 0) return undefined
  return { path: told.map(({ mean }) => mean), spread: told.map(({ sd }) => FOUR_IN_FIVE * sd) }
}
