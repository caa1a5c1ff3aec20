import type { PackFigures } from '../../domain/review/pack-record.ts'
import type { Voice } from '../texts/ask-words.ts'
import { type FigureRow, figureRows, figureTiles } from '../texts/figure-words.ts'
import { packTexts } from '../texts/pack-catalogue.ts'
import { html, type Markup, type Piece } from './markup.ts'

/** What the tables need to know beside the figures. */
export interface FigureNames {
  locale: string
  /** Names of functions by id. */
  functions: Readonly<Record<string, string>>
}

/** Follow-through: four figures at a glance, then functions and people, then how it is counted. */
export function figuresPart(figures: PackFigures, names: FigureNames, voice: Voice): Markup {
  const { figures: words, more } = packTexts(voice)
  const since = figures.cycles > 1 && html`<p class="soft small">${words.since(voice.date(figures.since))}</p>`
  const functions = figureRows(figures.functions.first, (id) => names.functions[id] ?? id, voice)
  const people = figureRows(figures.people.first, voice.name, voice)
  return html`<section class="card" aria-labelledby="figures"><h2 id="figures">${words.heading(figures.cycles)}</h2>${since}
<ul class="figures">${figureTiles(figures, voice, names.locale).map(({ value, what }) => html`<li><strong>${value}</strong> <span class="soft small">${what}</span></li>\n`)}</ul>
${functions.length > 1 && table(words.byFunction, functions, voice)}
${people.length > 0 && table(words.byOwner, people, voice)}
${figures.people.more > 0 && html`<p class="soft">${more.beyond(figures.people.more)}</p>`}
<p class="soft small">${words.how}</p></section>
`
}

function table(title: string, rows: readonly FigureRow[], voice: Voice): Piece {
  const { columns } = packTexts(voice).figures
  return html`<h3>${title}</h3>
<table class="owners"><thead><tr><th scope="col">${columns.who}</th><th scope="col">${columns.inTime}</th><th scope="col">${columns.late}</th><th scope="col">${columns.kept}</th><th scope="col">${columns.mails}</th></tr></thead>
<tbody>${rows.map((one) => html`<tr><th scope="row">${one.who}</th><td>${one.inTime}</td><td>${one.late}</td><td>${one.kept}</td><td>${one.mails}</td></tr>\n`)}</tbody></table>`
}
