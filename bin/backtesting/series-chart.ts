import type { SeriesBacktest } from '../../domain/backtest/backtest.ts'
import { PRESET } from '../../domain/kind/control-chart.ts'
import { formatPeriod, parsePeriod } from '../../domain/period.ts'
import { signalsOf } from '../../domain/signal/run-rules.ts'
import { type Xmr, xmrOf } from '../../domain/signal/xmr.ts'
import type { Chart, ChartEpisode, ChartLimits } from '../../lambdas/charts/chart.ts'
import { bareFigure, figure } from '../../lambdas/texts/figures.ts'
import { periodName } from '../../lambdas/texts/moments.ts'
import { fanOf } from './series-fan.ts'

/** Periods in the words of a locale. */
export const periodsIn =
  (locale: string) =>
  (period: string, short = false): string =>
    periodName(period, locale, (week, year) => `week ${week} of ${year}`, short)

/** A series of a back-test as a chart: what was known in the end, its bands, natural limits once locked, and every alarm. */
export function seriesChart(tested: SeriesBacktest, id: string, locale: string): Chart {
  const { definition, course } = tested
  const { kpi, series } = definition
  const xmr = xmrIn(tested)
  return {
    id,
    title: series.name,
    sentence: sentence(tested, locale),
    slots: course.map(({ value = null, yardstick, distance }) => ({
      value,
      low: yardstick?.low ?? null,
      high: yardstick?.high ?? null,
      missed: distance !== undefined && yardstick !== undefined && distance < yardstick.edges.red,
    })),
    direction: kpi.direction,
    bands: series.bands,
    references: kpi.references.map(({ value }) => value),
    episodes: episodesOf(tested),
    limits: limitsOf(xmr, tested),
    signals: signalsIn(xmr, tested),
    fan: fanOf(tested),
    labels: [...new Set([0, Math.floor((course.length - 1) / 2), course.length - 1])].map((at) => ({
      at,
      text: periodsIn(locale)(formatPeriod(kpi.cadence, course[at]!.index), true),
    })),
    write: (value, decimals) => bareFigure(value, { ...kpi, decimals }, locale),
    decimals: kpi.decimals,
  }
}

/** What the chart shows, in a sentence. */
function sentence({ definition, course, alarms }: SeriesBacktest, locale: string): string {
  const { kpi, series } = definition
  const name = periodsIn(locale)
  const period = (index: number) => name(formatPeriod(kpi.cadence, index))
  const last = course.findLast(({ value }) => value !== undefined)
  const target = last?.yardstick
  const against = target ? ` against ${aim(target, kpi, locale)}` : ''
  const newest = last ? `; the newest, ${period(last.index)}: ${figure(last.value!, kpi, locale)}${against}` : ''
  const times = alarms.length === 1 ? 'One alarm' : `${alarms.length} alarms, first`
  const told = alarms.length === 0 ? ' No alarm.' : ` ${times}: ${period(alarms[0]!.fired)}.`
  return `${kpi.name}${series.name === kpi.name ? '' : `, ${series.name}`}, from ${period(course[0]!.index)} to ${period(course.at(-1)!.index)}${newest}.${told}`
}

const aim = ({ low, high }: { low: number; high: number }, kpi: Parameters<typeof figure>[1], locale: string) =>
  low === high
    ? `a target of ${figure(low, kpi, locale)}`
    : `a range from ${figure(low, kpi, locale)} to ${figure(high, kpi, locale)}`

function episodesOf({ alarms, course }: SeriesBacktest): ChartEpisode[] {
  const first = course[0]!.index
  const last = course.length - 1
  return alarms
    .filter(({ about }) => about === 'episode')
    .map(({ fired, asked = fired, ended, level }) => {
      const from = Math.max(0, asked - first)
      return { from, to: Math.min(last, Math.max(from, (ended?.through ?? fired + last) - first)), level }
    })
}

/** The trigger that looks at the limits themselves, if there is one. */
const charted = ({ definition }: SeriesBacktest) => definition.kpi.triggers.find(({ chart }) => chart)?.chart

/** The chart of a series as its trigger has it; without one the usual chart, from the first slot on. */
function xmrIn(tested: SeriesBacktest): Xmr {
  const { course, definition } = tested
  const { baselineFrom, classic = false } = charted(tested) ?? {}
  const from = baselineFrom === undefined ? undefined : parsePeriod(definition.kpi.cadence, baselineFrom)
  return xmrOf(from === undefined ? course : course.filter(({ index }) => index >= from), { classic })
}

/** Locked limits only: those on trial still move. They hold from their baseline on. */
function limitsOf(xmr: Xmr, tested: SeriesBacktest): ChartLimits | undefined {
  if (xmr.state !== 'locked') return undefined
  const { centre, lower, upper, from } = xmr.limits
  return {
    leading: charted(tested) !== undefined,
    centre,
    lower,
    upper,
    from: Math.max(0, from - tested.course[0]!.index),
  }
}

/** Slots on which the chart's own trigger sees something special. */
function signalsIn(xmr: Xmr, tested: SeriesBacktest): number[] {
  const chart = charted(tested)
  if (xmr.state === 'none' || !chart) return []
  const { course, definition } = tested
  const options = { direction: definition.kpi.direction, preset: PRESET[chart.rules] }
  const found = signalsOf(course, xmr, options).filter(
    ({ adverse, insight }) => !insight && (adverse || chart.side === 'both'),
  )
  return [...new Set(found.map(({ index }) => index - course[0]!.index))].filter((at) => at >= 0)
}
