import type { Decision } from '../../domain/decision.ts'
import { html, type Piece } from '../pages/markup.ts'
import type { Voice } from '../texts/ask-words.ts'
import { bareFigure } from '../texts/figures.ts'
import { ink } from './ink.ts'

/** Six columns are what a phone shows without shrinking the text. */
const COLUMNS = 6

/** The last points as a small table: period, result, target. Results that are off track are bold and marked, not only coloured. */
export function pointsTable({ evidence }: Decision, voice: Voice, locale: string): Piece {
  const points = evidence.points.slice(-COLUMNS)
  if (points.length < 2) return undefined
  const { t } = voice
  const cell = (content: Piece, look: string, name: string) =>
    html`<td class="${name}" align="right" style="padding:2px 0;${look}">${content}</td>`
  const results = points.map((point) => {
    const value = bareFigure(point.value, evidence, locale)
    const isBad = point.status === 'off-track'
    return isBad ? cell(html`<b>${value}</b>`, `color:${ink.red}`, 'bad') : cell(value, `color:${ink.text}`, 'text')
  })
  const targets = points.map((point) => cell(bareFigure(point.target, evidence, locale), `color:${ink.soft}`, 'soft'))
  const heads = points.map(
    (point) =>
      html`<th scope="col" class="soft" align="right" style="padding:2px 0;font-weight:normal;color:${ink.soft}">${voice.period(point.period, true)}</th>`,
  )
  const side = (text: string) =>
    html`<th scope="row" class="soft" align="left" style="padding:2px 0;font-weight:normal;color:${ink.soft}">${text}</th>`
  return html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:14px 0 0;font-size:13px;line-height:18px">
<tr>${side(t.period)}${heads}</tr>
<tr>${side(t.result)}${results}</tr>
${points.some(({ target }) => target !== null) && html`<tr>${side(t.target)}${targets}</tr>`}
</table>`
}
