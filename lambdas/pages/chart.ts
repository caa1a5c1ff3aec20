import type { Decision } from '../../domain/decision.ts'
import type { Chart } from '../charts/chart.ts'
import { drawChart, hasChart } from '../charts/draw.ts'
import type { Voice } from '../texts/ask-words.ts'
import { bareFigure, figure } from '../texts/figures.ts'
import { evidenceChart, shownOf } from './evidence-chart.ts'
import { html, type Markup, type Piece } from './markup.ts'

type Evidence = Decision['evidence']

const swatch = (name: string, word: string): Markup =>
  html`<li><svg viewBox="0 0 26 10" aria-hidden="true"><line class="${name}" x1="0" x2="26" y1="5" y2="5"/></svg>${word}</li>\n`

const patch = (name: string, word: string): Markup =>
  html`<li><svg viewBox="0 0 26 10" aria-hidden="true"><rect class="${name}" width="26" height="10"/></svg>${word}</li>\n`

/** A mark of no length, which a round or square cap makes visible. */
const dot = (names: readonly string[], word: string): Markup =>
  html`<li><svg viewBox="0 0 26 10" aria-hidden="true">${names.map((name) => html`<line class="${name}" x1="13" x2="13.01" y1="5" y2="5"/>`)}</svg>${word}</li>\n`

function legend(evidence: Evidence, drawn: Chart, voice: Voice, locale: string): Markup {
  const { t } = voice
  const hasTarget = drawn.slots.some(({ low }) => low !== null)
  return html`<ul>
${swatch('result', t.result)}${drawn.slots.some(({ missed }) => missed) && dot(['miss', 'hole'], t.chart.missed)}${hasTarget && swatch('target', t.target)}${evidence.references.map((one) => swatch('reference', `${one.label} ${figure(one.value, evidence, locale)}`))}${hasTarget && drawn.bands && [drawn.bands.red > drawn.bands.amber && patch('zone amber', t.chart.amber), patch('zone red', t.chart.red)]}${drawn.limits && swatch('limit', t.chart.limits)}${(drawn.signals?.length ?? 0) > 0 && dot(['signal'], t.chart.signal)}${drawn.fan && patch('fan', t.chart.fan)}${drawn.episodes?.length && patch('episode', t.chart.episode)}</ul>`
}

function numbers(evidence: Evidence, voice: Voice, locale: string): Markup {
  const { t } = voice
  const rows = [...evidence.points].reverse().map((point) => {
    const value = bareFigure(point.value, evidence, locale)
    return html`<tr><th scope="row">${voice.period(point.period)}</th><td>${point.status === 'off-track' ? html`<strong class="bad">${value}</strong>` : value}</td><td>${bareFigure(point.target, evidence, locale)}</td></tr>\n`
  })
  return html`<details class="numbers"><summary>${t.chart.numbers}</summary>
<table><thead><tr><th scope="col">${t.period}</th><th scope="col">${t.result}${evidence.unit && `, ${evidence.unit}`}</th><th scope="col">${t.target}</th></tr></thead>
<tbody>${rows}</tbody></table>
<p class="soft small">${t.chart.known(voice.when(evidence.knownAt))}</p></details>`
}

/**
 * The evidence as a chart with its legend, or the course before and after once the effect was looked at; the same numbers
 * follow as a table. `id` is unique on the page.
 */
export function chart(decision: Decision, id: string, voice: Voice, locale: string): Piece {
  const evidence = shownOf(decision)
  if (!hasChart({ slots: evidence.points })) return undefined
  const drawn = evidenceChart({ evidence, level: decision.level }, id, voice, locale)
  const means = drawn.marks?.length ? drawn.sentence : undefined
  return html`<div class="chart">
${drawChart(drawn)}
${legend(evidence, drawn, voice, locale)}
${means && html`<p class="soft small">${means}</p>\n`}${numbers(evidence, voice, locale)}
</div>`
}
