import type { SeriesBacktest } from '../../domain/backtest/backtest.ts'
import { HISTORY_KEPT } from '../../domain/kind/forecast.ts'
import { unbrokenValues } from '../../domain/signal/slots.ts'
import { windowOf } from '../../domain/target-window.ts'
import { type Fan, fanAhead } from '../../domain/window-fan.ts'

/** What is expected for the rest of the newest window, where a trigger forecasts it and there is history enough. */
export function fanOf({ definition, course }: SeriesBacktest): Fan | undefined {
  const { kpi } = definition
  const window = kpi.triggers.find(({ forecast }) => forecast)?.forecast
  const newest = course.at(-1)
  if (!window || !newest || newest.value === undefined) return undefined
  const { last } = windowOf(kpi.cadence, newest.index, window.window, window.yearBegins)
  const history = unbrokenValues(course).slice(-HISTORY_KEPT[kpi.cadence])
  return fanAhead(history, last - newest.index, kpi.cadence)
}
