import type { SeriesBacktest } from '../../domain/backtest/backtest.ts'
import { formatPeriod } from '../../domain/period.ts'
import { plural } from '../../domain/plan/diff/words.ts'
import { drawChart, hasChart } from '../../lambdas/charts/draw.ts'
import { html, type Markup, type Piece, trusted } from '../../lambdas/pages/markup.ts'
import { style } from '../../lambdas/pages/style.ts'
import { civilOf } from './days.ts'
import { heldBy, heldEnd } from './held-lines.ts'
import type { Outcome } from './print.ts'
import { ruleSection } from './report-rules.ts'
import { peopleTable, triggerTable } from './report-tables.ts'
import { periodsIn, seriesChart } from './series-chart.ts'

const reportStyle = `
.wide{max-width:78rem}
.series{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:20px;margin:12px 0 0}
figure{margin:0;padding:14px;background:var(--card);border:1px solid var(--line);border-radius:12px;min-width:0}
.wide figure h3{margin:0;font-size:1rem}
figure .chart{margin:8px 0 0}
figure ul.alarms{display:block;margin:6px 0 0;padding:0;list-style:none;font-size:.85rem;color:var(--soft)}
.wide h2{margin:28px 0 8px}
.wide h3{margin:18px 0 4px}
.scroll{overflow-x:auto}
.scroll table{width:auto;min-width:min(100%,34rem)}
.scroll th,.scroll td{padding:6px 10px;vertical-align:top;overflow-wrap:normal}
.scroll tbody th{min-width:11rem}
.scroll td,.scroll thead th{white-space:nowrap}
.scroll th:first-child{padding-left:0}
@media (min-width:40rem){figure .chart text{font-size:14px}}`

/** A back-test as one HTML file without script or request: the numbers, a chart a series, and how everything was counted. */
export function reportPage(outcome: Outcome): string {
  const { plan, backtest } = outcome
  const { name, locale, timezone } = plan.organisation
  const day = (at: number) => civilOf(at, timezone)
  const title = `Back-test: ${name}`
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trusted(style + reportStyle)}</style>
</head>
<body>
<header class="column wide"><h1>${title}</h1>
<p>${opening(outcome)} History from ${day(backtest.from)} to ${day(backtest.until)}.</p></header>
<main class="column wide">
<h2>Triggers</h2>
${triggerTable(outcome, locale)}
<h2>Who would have been asked</h2>
${peopleTable(outcome)}
${plan.kpis.map((kpi) => kpiSection(kpi.name, seriesOf(outcome, kpi.id), kpi.id, locale))}
${ruleSection()}
</main>
</body>
</html>
`.toString()
}

function opening({ triggers, people, backtest }: Outcome): string {
  const decisions = triggers.reduce((sum, one) => sum + one.decisions, 0)
  const mails = people.reduce((sum, one) => sum + one.mails, 0)
  const series = plural(backtest.series.length, 'series', 'series')
  return `Had the plan held all the time, ${series} would have asked for ${plural(decisions, 'decision')} of ${plural(people.length, 'person', 'people')}, in ${plural(mails, 'mail')}.`
}

const seriesOf = ({ backtest }: Outcome, kpi: string): SeriesBacktest[] =>
  backtest.series
    .filter(
      (one) => one.definition.kpi.id === kpi && hasChart({ slots: one.course.map(({ value = null }) => ({ value })) }),
    )
    .sort((a, b) => b.alarms.length - a.alarms.length || (a.definition.series.name < b.definition.series.name ? -1 : 1))

function kpiSection(name: string, series: readonly SeriesBacktest[], id: string, locale: string): Piece {
  if (series.length === 0) return undefined
  const isLoud = ({ alarms, held }: SeriesBacktest) => alarms.length + held.length > 0
  const [loud, quiet] = [series.filter(isLoud), series.filter((one) => !isLoud(one))]
  const grid = (list: readonly SeriesBacktest[], from: number): Markup =>
    html`<div class="series">${list.map((one, at) => seriesFigure(one, `${id}-${from + at}`, locale))}</div>`
  return html`<section aria-labelledby="${id}-name"><h2 id="${id}-name">${name}</h2>
${legend(loud[0] ?? quiet[0]!)}
${loud.length > 0 && grid(loud, 0)}
${quiet.length > 0 && html`<details><summary>${plural(quiet.length, 'series', 'series')} without an alarm</summary>${grid(quiet, loud.length)}</details>`}
</section>
`
}

/** What the marks of a chart mean, in words. */
const legend = ({ definition }: SeriesBacktest): Markup => {
  const references = definition.kpi.references.map(({ label }) => ` Dotted: ${label}.`).join('')
  const { triggers } = definition.kpi
  const squares = triggers.some(({ chart }) => chart) ? ' Squares: signals of the control chart.' : ''
  const fan = triggers.some(({ forecast }) => forecast) ? ' Fan: where four in five courses go on.' : ''
  return html`<p class="soft small">Line: result. Coloured line: target. Rings: off track. Grey stripes: a question was open. Dashed: natural limits, from the first 24 values.${references}${squares}${fan}</p>`
}

function seriesFigure(one: SeriesBacktest, id: string, locale: string): Markup {
  const { series, kpi } = one.definition
  const period = periodsIn(locale)
  const word = (index: number) => period(formatPeriod(kpi.cadence, index))
  const lines = one.alarms.map(({ trigger, fired, ended, about, verdict, level }) => {
    const what = about === 'flap' ? 'comes and goes' : level
    const until = ended ? `until ${word(ended.through)}` : 'to the end'
    return html`<li>${trigger}, ${what}: ${word(fired)} ${about === 'flap' ? '' : until}${verdict === 'false' && ', came back unasked'}</li>`
  })
  for (const held of one.held)
    lines.push(
      html`<li>${held.trigger}, ${held.level}: ${word(held.fired)}${held.ended && ` until ${word(held.ended.through)}`}, held back ${heldBy(held)}, ${heldEnd(held)}</li>`,
    )
  return html`<figure><h3>${series.name}</h3>
<div class="chart">${drawChart(seriesChart(one, id, locale))}</div>
${lines.length > 0 && html`<ul class="alarms">${lines}</ul>`}</figure>
`
}
