import type { SeriesBacktest } from '../../domain/backtest/backtest.ts'
import { formatInstant } from '../../domain/instant.ts'
import { formatPeriod } from '../../domain/period.ts'
import type { LeftOut } from './csv-history.ts'
import type { Outcome } from './print.ts'

/** A back-test as data: instants in UTC, periods as they are written, one entry an alarm. */
export const backtestJson = ({ backtest, triggers, people, silent }: Outcome, leftOut: readonly LeftOut[]) => ({
  from: formatInstant(backtest.from),
  until: formatInstant(backtest.until),
  series: backtest.series.length,
  seriesWithoutData: silent,
  leftOut,
  triggers,
  people,
  alarms: backtest.series.flatMap(alarmsOf).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  heldBack: backtest.series.flatMap(heldOf).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  misses: backtest.series.flatMap(({ definition, misses }) =>
    misses.map(({ first, last }) => ({
      series: definition.series.key,
      first: formatPeriod(definition.kpi.cadence, first),
      last: formatPeriod(definition.kpi.cadence, last),
    })),
  ),
})

function alarmsOf({ definition, alarms }: SeriesBacktest) {
  const { cadence } = definition.kpi
  return alarms.map(({ at, first, fired, asked, ended, ...alarm }) => ({
    ...alarm,
    at: formatInstant(at),
    first: formatPeriod(cadence, first),
    fired: formatPeriod(cadence, fired),
    ...(asked === undefined ? {} : { asked: formatPeriod(cadence, asked) }),
    ...(ended
      ? { ended: { at: formatInstant(ended.at), through: formatPeriod(cadence, ended.through), why: ended.why } }
      : {}),
  }))
}

function heldOf({ definition, held }: SeriesBacktest) {
  const { cadence } = definition.kpi
  return held.map(({ at, first, fired, by, ended, ...one }) => ({
    ...one,
    at: formatInstant(at),
    first: formatPeriod(cadence, first),
    fired: formatPeriod(cadence, fired),
    by: by.map(({ until, ...why }) => ({ ...why, ...(until === undefined ? {} : { until: formatInstant(until) }) })),
    ...(ended
      ? { ended: { at: formatInstant(ended.at), through: formatPeriod(cadence, ended.through), how: ended.how } }
      : {}),
  }))
}
