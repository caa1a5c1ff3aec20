import type { Pack, PackOwner } from '../../domain/review/pack-record.ts'
import { packTexts } from '../texts/pack-catalogue.ts'
import { ownedLine, type Telling } from '../texts/pack-entries.ts'
import { boundLine } from '../texts/pack-words.ts'
import { html, type Markup, type Piece } from './markup.ts'

/** Owner by owner, their items folded away; on paper they are all there. */
export function ownersPart(pack: Pack, telling: Telling): Piece {
  const { first, more } = pack.owners
  if (first.length === 0) return undefined
  const words = packTexts(telling.voice)
  const bound = boundLine(pack, telling)
  return html`<section class="card" aria-labelledby="owners"><h2 id="owners">${words.sections.owners}</h2>
${first.map((one) => ownerPart(one, telling))}
${more > 0 && html`<p class="soft">${words.more.owners(more)}</p>`}
${bound && html`<p class="soft small">${bound}</p>`}</section>
`
}

function ownerPart(one: PackOwner, telling: Telling): Markup {
  const { voice } = telling
  const { owner, more } = packTexts(voice)
  const head = html`${voice.name(one.owner)} <span class="soft small">${owner(one)}</span>`
  // Packs of earlier releases only count.
  if (!one.own) return html`<p>${head}</p>\n`
  return html`<details class="owner"><summary>${head}</summary><ul class="actions">
${one.own.first.map((item) => html`<li>${item.name}<br><span class="soft small">${ownedLine(item, telling)}</span></li>\n`)}</ul>
${one.own.more > 0 && html`<p class="soft small">${more.ofOwner(one.own.more)}</p>`}</details>
`
}
