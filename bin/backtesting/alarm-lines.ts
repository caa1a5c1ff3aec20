import type { Backtest, SeriesBacktest } from '../../domain/backtest/backtest.ts'
import { formatPeriod } from '../../domain/period.ts'
import { civilOf } from './days.ts'

/** Alarms of a trigger that are named; of more, the first few. */
const NAMED = 8
const FIRST = 3

/** When a trigger would have fired, oldest first: the slot, the day it was told, and what became of it. */
export function alarmLines({ series }: Backtest, kpi: string, trigger: string): string[] {
  const own = series.filter(({ definition }) => definition.kpi.id === kpi)
  const all = own
    .flatMap((one) => one.alarms.filter((alarm) => alarm.trigger === trigger).map((alarm) => ({ one, alarm })))
    .sort((a, b) => a.alarm.at - b.alarm.at)
  return named(all, ({ one, alarm }) => said(one, alarm, own.length > 1))
}

/** A line each, or of many the first few and how many more. */
export function named<T>(all: readonly T[], say: (one: T) => string): string[] {
  const shown = all.slice(0, all.length > NAMED ? FIRST : NAMED)
  const rest = all.length - shown.length
  const lines = shown.map((one) => `  ${say(one)}`)
  return rest > 0 ? [...lines, `  and ${rest} more, all of them with --json or --report`] : lines
}

function said({ definition }: SeriesBacktest, alarm: SeriesBacktest['alarms'][number], several: boolean): string {
  const { kpi, series } = definition
  const period = (index: number) => formatPeriod(kpi.cadence, index)
  const where = several ? ` on ${series.name}` : ''
  const until = alarm.ended ? `until ${period(alarm.ended.through)}` : 'to the end'
  const unasked = alarm.verdict === 'false' ? ', came back unasked' : ''
  const what = alarm.about === 'flap' ? 'comes and goes' : `${alarm.level} ${until}${unasked}`
  return `${period(alarm.fired)}${where}, told ${civilOf(alarm.at, kpi.timezone)}: ${what}`
}
