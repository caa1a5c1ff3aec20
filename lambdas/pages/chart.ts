import type { Decision } from '../../domain/decision.ts'
import type { Voice } from '../texts/ask-words.ts'
import { bareFigure, distance, figure, newest } from '../texts/figures.ts'
import { html, type Markup, type Piece } from './markup.ts'
import { area, type Scale, scaleOf } from './scale.ts'

type Evidence = Decision['evidence']

/** Moves to the first point and after every gap, draws lines between neighbours: a missing period stays a gap. */
function path(values: readonly (number | null)[], scale: Scale): string {
  let drawing = false
  const steps: string[] = []
  for (const [index, value] of values.entries()) {
    if (value !== null) steps.push(`${drawing ? 'L' : 'M'}${scale.x(index)} ${scale.y(value)}`)
    drawing = value !== null
  }
  return steps.join('')
}

const right = area.width - area.right

const grid = ({ ticks, y }: Scale, evidence: Evidence, locale: string): Piece => {
  // Ticks between the decimals of the KPI would be printed as if they were equal.
  const decimals = ticks.every(Number.isInteger) ? 0 : Math.max(evidence.decimals, 1)
  return ticks.map(
    (tick) =>
      html`<line class="axis" x1="${area.left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/><text x="${right + 6}" y="${y(tick) + 4}">${bareFigure(tick, { ...evidence, decimals }, locale)}</text>`,
  )
}

function dots(evidence: Evidence, scale: Scale, locale: string): Piece {
  return evidence.points.map((point, index) => {
    if (point.value === null) return undefined
    const miss = distance(point, evidence, locale, String)?.adverse
    return html`<circle class="${miss ? 'miss' : 'dot'}" cx="${scale.x(index)}" cy="${scale.y(point.value)}" r="${miss ? 4 : 3}"/>`
  })
}

function periodLabels({ points }: Evidence, scale: Scale, voice: Voice): Piece {
  const shown = [...new Set([0, Math.floor((points.length - 1) / 2), points.length - 1])]
  const anchor = (index: number) => (index === 0 ? 'start' : index === points.length - 1 ? 'end' : 'middle')
  return shown.map(
    (index) =>
      html`<text x="${scale.x(index)}" y="${area.height - 6}" text-anchor="${anchor(index)}">${voice.period(points[index]!.period, true)}</text>`,
  )
}

const swatch = (name: string, word: string): Markup =>
  html`<li><svg viewBox="0 0 26 10" aria-hidden="true"><line class="${name}" x1="0" x2="26" y1="5" y2="5"/></svg>${word}</li>\n`

function legend(evidence: Evidence, voice: Voice, locale: string): Markup {
  const { t } = voice
  const hasTarget = evidence.points.some(({ target }) => target !== null)
  return html`<ul>
${swatch('result', t.result)}${hasTarget && swatch('target', t.target)}${evidence.references.map((one) => swatch('reference', `${one.label} ${figure(one.value, evidence, locale)}`))}</ul>`
}

function numbers(evidence: Evidence, voice: Voice, locale: string): Markup {
  const { t } = voice
  const rows = [...evidence.points].reverse().map((point) => {
    const miss = distance(point, evidence, locale, String)?.adverse
    const value = bareFigure(point.value, evidence, locale)
    return html`<tr><th scope="row">${voice.period(point.period)}</th><td>${miss ? html`<strong class="bad">${value}</strong>` : value}</td><td>${bareFigure(point.target, evidence, locale)}</td></tr>\n`
  })
  return html`<details class="numbers"><summary>${t.chart.numbers}</summary>
<table><thead><tr><th scope="col">${t.period}</th><th scope="col">${t.result}${evidence.unit && `, ${evidence.unit}`}</th><th scope="col">${t.target}</th></tr></thead>
<tbody>${rows}</tbody></table>
<p class="soft small">${t.chart.known(voice.when(evidence.knownAt))}</p></details>`
}

/** The evidence as a line with its target and its lines of orientation; the same numbers follow as a table. `id` is unique on the page. */
export function chart({ evidence }: Decision, id: string, voice: Voice, locale: string): Piece {
  const { points } = evidence
  const first = points[0]
  const last = newest(evidence)
  if (!first || !last || points.length < 2 || points.every(({ value }) => value === null)) return undefined
  const scale = scaleOf(evidence)
  const { t } = voice
  const say = (value: number | null) => figure(value, evidence, locale)
  const words = t.chart.description(
    voice.period(first.period),
    voice.period(last.period),
    say(last.value),
    say(last.target),
  )
  return html`<div class="chart">
<svg viewBox="0 0 ${area.width} ${area.height}" role="img" aria-labelledby="${id}-title ${id}-words">
<title id="${id}-title">${t.chart.title(evidence.kpiName)}</title><desc id="${id}-words">${words}</desc>
${grid(scale, evidence, locale)}
${evidence.references.map((one) => html`<line class="reference" x1="${area.left}" x2="${right}" y1="${scale.y(one.value)}" y2="${scale.y(one.value)}"/>`)}
<path class="target" d="${path(
    points.map(({ target }) => target),
    scale,
  )}"/>
<path class="result" d="${path(
    points.map(({ value }) => value),
    scale,
  )}"/>
${dots(evidence, scale, locale)}
${periodLabels(evidence, scale, voice)}
</svg>
${legend(evidence, voice, locale)}
${numbers(evidence, voice, locale)}
</div>`
}
