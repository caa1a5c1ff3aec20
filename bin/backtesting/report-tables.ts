import { nameIn } from '../../domain/ask-opening.ts'
import type { TriggerSummary } from '../../domain/backtest/summary.ts'
import { kpiOf } from '../../domain/plan/lookup.ts'
import { html, type Markup, type Piece } from '../../lambdas/pages/markup.ts'
import { type Outcome, slots } from './print.ts'

/** People in the table before the rest is counted. */
const PEOPLE = 20

const heads = (...names: string[]): Markup =>
  html`<thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`

/** A line a trigger; below it the decisions of each quarter. */
export function triggerTable({ plan, triggers }: Outcome, locale: string): Markup {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  // Most plans hold nothing back: the table stays narrow.
  const held = triggers.some(({ heldBack }) => heldBack.episodes > 0)
  const rows = triggers.map((one) => {
    const { trigger, kpi, decisions, flaps, perQuarter, judged, falseAlarms } = one
    return html`<tr><th scope="row">${kpiOf(plan, kpi)?.name ?? kpi} · ${trigger} <span class="soft">${one.kind}, ${one.series} series</span></th>
<td>${number.format(decisions)}</td><td>${number.format(perQuarter)}</td><td>${judged === 0 ? '–' : `${falseAlarms} of ${judged}`}</td><td>${missCell(one)}</td><td>${one.lead ? slots(one.lead.median) : '–'}</td><td>${flaps}</td>${held && html`<td>${one.heldBack.episodes}</td>`}</tr>
`
  })
  return html`<section class="scroll" tabindex="0" aria-label="Triggers"><table>${heads('Trigger', 'Decisions', 'A quarter', 'Came back unasked', 'Told of misses', 'Median lead', 'Flaps', ...(held ? ['Held back'] : []))}
<tbody>${rows}</tbody></table></section>
${quarterTable(triggers)}`
}

const missCell = ({ misses, told }: TriggerSummary): string => (misses === 0 ? '–' : `${told} of ${misses}`)

function quarterTable(triggers: readonly TriggerSummary[]): Piece {
  const fired = triggers.filter(({ decisions }) => decisions > 0)
  if (fired.length === 0) return undefined
  const quarters = Object.keys(fired[0]!.quarters)
  return html`<h3>Decisions by quarter</h3>
<section class="scroll" tabindex="0" aria-label="Decisions by quarter"><table>${heads('Trigger', ...quarters)}
<tbody>${fired.map((one) => html`<tr><th scope="row">${one.trigger}</th>${quarters.map((quarter) => html`<td>${one.quarters[quarter]!}</td>`)}</tr>\n`)}</tbody></table></section>`
}

/** Who would have been asked how often, and the mails of it. */
export function peopleTable({ plan, people }: Outcome): Markup {
  if (people.length === 0) return html`<p>Nobody.</p>`
  const rest = people.length - PEOPLE
  return html`<section class="scroll" tabindex="0" aria-label="Who would have been asked"><table>${heads('Person', 'Decisions', 'Mails')}
<tbody>${people.slice(0, PEOPLE).map(({ person, decisions, mails }) => html`<tr><th scope="row">${nameIn(plan, person)}</th><td>${decisions}</td><td>${mails}</td></tr>\n`)}</tbody></table></section>
${rest > 0 && html`<p class="soft small">And ${rest} more people.</p>`}`
}
