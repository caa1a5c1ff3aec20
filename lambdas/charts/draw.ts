import { html, type Markup, type Piece } from '../pages/markup.ts'
import type { Chart } from './chart.ts'
import { AREA, type Frame, frameOf, PLOT } from './frame.ts'
import { dotsPath, linePath, stripe, surfacePath, zones } from './lines.ts'

const path = (name: string, d: string): Piece => d !== '' && html`<path class="${name}" d="${d}"/>`

const across = (name: string, y: number, from: number = PLOT.left): Markup =>
  html`<line class="${name}" x1="${from}" x2="${PLOT.right}" y1="${y}" y2="${y}"/>`

const episodes = ({ episodes: all = [] }: Chart, frame: Frame): Piece =>
  all.map((one) => {
    const { x, width } = stripe(one, frame)
    return html`<rect class="episode ${one.level}" x="${x}" y="${PLOT.top}" width="${width}" height="${PLOT.bottom - PLOT.top}"/>`
  })

function bands(chart: Chart, frame: Frame): Piece {
  const { amber, red } = zones(chart, frame)
  return [...amber.map((d) => path('zone amber', d)), ...red.map((d) => path('zone red', d))]
}

/** One path for all lines: a report may have hundreds of charts. */
const axis = ({ ticks, y, decimals }: Frame, { write }: Chart): Piece => [
  path('axis', ticks.map((tick) => `M${PLOT.left} ${y(tick)}H${PLOT.right}`).join('')),
  ticks.map((tick) => html`<text x="${PLOT.right + 6}" y="${y(tick) + 4}">${write(tick, decimals)}</text>`),
]

const limits = ({ limits: found }: Chart, { x, y, holds }: Frame): Piece => {
  if (!found) return undefined
  const line = (name: string, value: number) => holds(value) && across(name, y(value), x(found.from))
  return [line('centre', found.centre), line('limit', found.lower), line('limit', found.upper)]
}

function fan({ fan: found, slots }: Chart, frame: Frame): Piece {
  if (!found) return undefined
  // The fan opens at the newest value, so that the eye follows one line.
  const last = slots.at(-1)?.value ?? null
  const from = slots.length - 1
  const edges = found.path.map((value, i) => [value - found.spread[i]!, value + found.spread[i]!] as const)
  return [
    path('fan', surfacePath([last === null ? null : ([last, last] as const), ...edges], frame, from)),
    path('expected', linePath([last, ...found.path], frame, from)),
  ]
}

const target = ({ slots }: Chart, frame: Frame): Piece => {
  const isRange = slots.some(({ low, high }) => low !== high)
  const line = (side: 'low' | 'high') =>
    path(
      'target',
      linePath(
        slots.map((slot) => slot[side]),
        frame,
      ),
    )
  return isRange ? [line('low'), line('high')] : line('low')
}

/** From so many slots on, dots would hide the line; what is missed or signals stays marked. */
const MANY = 60

function dots({ slots, signals = [] }: Chart, frame: Frame): Piece {
  const special = new Set(signals)
  const plain = slots.length > MANY ? '' : dotsPath(slots, frame, ({ missed }, at) => !missed && !special.has(at))
  const missed = dotsPath(slots, frame, (slot) => slot.missed)
  return [
    path('dot', plain),
    path('miss', missed),
    path('hole', missed),
    path(
      'signal',
      dotsPath(slots, frame, (_, at) => special.has(at)),
    ),
  ]
}

const anchor = (at: number, { slots, fan: found }: Chart) => {
  const last = slots.length + (found?.path.length ?? 0) - 1
  return at <= last * 0.2 ? 'start' : at >= last * 0.8 ? 'end' : 'middle'
}

const marks = (chart: Chart, { x }: Frame): Piece =>
  (chart.marks ?? []).map(
    ({ at, text }) =>
      html`<line class="mark" x1="${x(at)}" x2="${x(at)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/><text x="${x(at)}" y="${PLOT.top - 6}" text-anchor="${anchor(at, chart)}">${text}</text>`,
  )

const labels = (chart: Chart, { x }: Frame): Piece =>
  chart.labels.map(
    ({ at, text }) => html`<text x="${x(at)}" y="${AREA.height - 6}" text-anchor="${anchor(at, chart)}">${text}</text>`,
  )

/** Whether there is a line to draw: two slots at least, and a value in one of them. */
export const hasChart = ({ slots }: { slots: readonly { value: number | null }[] }): boolean =>
  slots.length > 1 && slots.some(({ value }) => value !== null)

/**
 * A chart as inline SVG: value against target and bands, with limits, signals, a forecast fan and episodes where it has them.
 * No script and no style of its own: `chartStyle` is part of the page's sheet.
 */
export function drawChart(chart: Chart): Markup {
  const frame = frameOf(chart)
  const { id } = chart
  return html`<svg viewBox="0 0 ${AREA.width} ${AREA.height}" role="img" aria-labelledby="${id}-title ${id}-words">
<title id="${id}-title">${chart.title}</title><desc id="${id}-words">${chart.sentence}</desc>
${bands(chart, frame)}${episodes(chart, frame)}${axis(frame, chart)}
${(chart.references ?? []).map((value) => across('reference', frame.y(value)))}${limits(chart, frame)}${fan(chart, frame)}
${target(chart, frame)}${path(
  'result',
  linePath(
    chart.slots.map(({ value }) => value),
    frame,
  ),
)}
${dots(chart, frame)}${marks(chart, frame)}${labels(chart, frame)}
</svg>`
}
