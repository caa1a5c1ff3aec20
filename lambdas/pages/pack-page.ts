import type { Pack, PackOwner } from '../../domain/review/pack-record.ts'
import { type Voice, voiceOf } from '../texts/ask-words.ts'
import { type PackEntry, type PackSection, packLead, packSections } from '../texts/pack-words.ts'
import type { Surroundings } from '../texts/reader.ts'
import { html, type Markup } from './markup.ts'
import { shell } from './shell.ts'

/** The pack of a closed cycle as a page; absent while it is being made. */
export interface PackPageInput extends Surroundings {
  pack?: Pack
  review: string
  heldOn: string
  missed: readonly string[]
}

/** Everything in the pack, with all owners; prints without anything that cannot be pressed on paper. */
export function packPage(input: PackPageInput): string {
  const voice = voiceOf(input)
  const title = `${input.review}, ${voice.day(`${input.heldOn}T12:00:00Z`)}`
  const header = html`<p class="soft small">${input.organisation}</p>`
  const content = input.pack
    ? packContent(title, input.pack, input, voice)
    : html`<article class="card"><h1>${title}</h1><p>${voice.t.pack.notFound}</p></article>`
  const footer = html`<p>${voice.t.pack.why(input.review, input.organisation)}</p>`
  return shell({
    lang: voice.lang,
    title: `${title} · Throughline`,
    notice: input.notice,
    header,
    content,
    footer,
  }).toString()
}

function packContent(title: string, pack: Pack, { missed }: PackPageInput, voice: Voice): Markup {
  const sections = packSections(pack, voice)
  return html`<h1>${title}</h1>
${packLead(pack, missed, voice).map((line) => html`<p>${line}</p>\n`)}
${sections.map((section) => sectionPart(section, voice))}
${pack.owners.first.length > 0 && ownersPart(pack.owners.first, pack.owners.more, voice)}`
}

const sectionPart = ({ id, heading, entries, more }: PackSection, voice: Voice): Markup =>
  html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${entries.map(entryPart)}
${more > 0 && html`<p class="soft">${voice.t.pack.more(more)}</p>`}</section>
`

const entryPart = ({ title, mark, meta, lines }: PackEntry): Markup =>
  html`<div class="entry"><h3>${title}</h3>
${mark && html`<p class="state${mark.tone !== 'warn' && ` ${mark.tone}`}">${mark.text}</p>`}
${meta !== '' && html`<p class="soft small">${meta}</p>`}
${lines.map((line) => html`<p>${line}</p>\n`)}</div>`

function ownersPart(owners: PackOwner[], more: number, voice: Voice): Markup {
  const { columns, sections, more: andMore } = voice.t.pack
  return html`<section class="card" aria-labelledby="owners"><h2 id="owners">${sections.owners}</h2>
<table class="owners"><thead><tr><th scope="col">${columns.owner}</th><th scope="col">${columns.items}</th><th scope="col">${columns.answered}</th><th scope="col">${columns.off}</th><th scope="col">${columns.risk}</th><th scope="col">${columns.silent}</th></tr></thead>
<tbody>${owners.map(
    (one) =>
      html`<tr><th scope="row">${voice.name(one.owner)}</th><td>${one.items}</td><td>${one.answered}</td><td>${one.offTrack}</td><td>${one.atRisk}</td><td>${one.silent}</td></tr>\n`,
  )}</tbody></table>
${more > 0 && html`<p class="soft">${andMore(more)}</p>`}</section>`
}
