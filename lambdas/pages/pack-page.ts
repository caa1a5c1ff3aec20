import { awaitsChoice } from '../../domain/decision-change.ts'
import type { Pack } from '../../domain/review/pack-record.ts'
import { type Voice, voiceOf } from '../texts/ask-words.ts'
import { packTexts } from '../texts/pack-catalogue.ts'
import { decisionEntry, type PackEntry, type Telling } from '../texts/pack-entries.ts'
import { moreLine, type PackSection, packLead, packSections, slowerLines } from '../texts/pack-words.ts'
import type { Surroundings } from '../texts/reader.ts'
import { askCard } from './ask-card.ts'
import { type Concluding, concludePart, concludeTop, othersDecision, queryOf } from './conclude-part.ts'
import { figuresPart } from './figures-part.ts'
import { html, type Markup, type Piece } from './markup.ts'
import { ownersPart } from './owners-part.ts'
import { shell } from './shell.ts'

/** The pack of a closed cycle as a page; absent while it is being made. */
export interface PackPageInput extends Surroundings {
  pack?: Pack
  review: string
  heldOn: string
  missed: readonly string[]
  /** How the review ends; absent where a pack is only looked at. */
  concluding?: Concluding
  /** By ask: the last day until which it can be put off; empty where there is none. @default two weeks ahead */
  putOff?: Readonly<Record<string, string>>
  /** Names of the plan's functions by id. @default ids */
  functions?: Readonly<Record<string, string>>
  /** Whether the reader chairs the review: a proposal to hold it less often is for them. */
  chairs?: boolean
}

/** Everything in the pack, with all owners; prints without anything that cannot be pressed on paper. */
export function packPage(input: PackPageInput): string {
  const voice = voiceOf(input)
  const title = `${input.review}, ${voice.date(input.heldOn)}`
  const header = html`<p class="soft small">${input.organisation}</p>`
  const content = input.pack
    ? packContent(title, input.pack, input, voice)
    : html`<article class="card"><h1>${title}</h1><p>${packTexts(voice).notFound}</p></article>`
  const footer = html`<p>${packTexts(voice).why(input.review, input.organisation)}</p>`
  return shell({
    lang: voice.lang,
    title: `${title} · Throughline`,
    notice: input.notice,
    header,
    content,
    footer,
  }).toString()
}

function packContent(title: string, pack: Pack, input: PackPageInput, voice: Voice): Markup {
  const { missed, concluding } = input
  const telling = { voice, locale: input.reader.locale, closedAt: pack.closedAt }
  const sections = packSections(pack, telling)
  return html`<h1>${title}</h1>
${packLead(pack, missed, voice).map((line) => html`<p>${line}</p>\n`)}
${concluding && concludeTop(concluding, unconcluded(pack, concluding), voice)}
${sections.map((section) => (section.id === 'decisions' && concluding ? decisionsPart(pack, section, concluding, input, telling) : sectionPart(section, voice)))}
${input.chairs && slowerPart(pack, input.review, voice)}
${concluding && concludePart(concluding, input, voice)}
${ownersPart(pack, telling)}
${pack.figures && figuresPart(pack.figures, { locale: input.reader.locale, functions: input.functions ?? {} }, voice)}`
}

const sectionPart = (section: PackSection, voice: Voice): Markup => {
  const { id, heading, entries } = section
  const rest = moreLine(section, voice)
  return html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${entries.map(entryPart)}
${rest && html`<p class="soft">${rest}</p>`}</section>
`
}

/** The proposal to the chair, with what to change. */
const slowerPart = (pack: Pack, review: string, voice: Voice): Piece =>
  pack.slower &&
  html`<section class="card" aria-labelledby="slower"><h2 id="slower">${packTexts(voice).slower.heading}</h2>
${slowerLines(pack.slower, review, voice).map((line) => html`<p>${line}</p>\n`)}</section>
`

/** The cycle before, where it still has to be concluded and the reader is who concludes. */
const unconcluded = ({ before }: Pack, { ask }: Concluding): string | undefined =>
  ask && before && before.by === undefined ? before.cycle : undefined

/** Decisions that wait: the reader's own as questions with their forms, the others with whom they are. */
function decisionsPart(
  pack: Pack,
  section: PackSection,
  concluding: Concluding,
  input: PackPageInput,
  telling: Telling,
): Markup {
  const { voice } = telling
  const { done, cycle } = concluding
  const card = { ...input, query: queryOf(cycle), ...(done.answerRefused ? { refused: done.answerRefused } : {}) }
  const known = new Map(concluding.waiting.map((one) => [one.decision.id, one]))
  const own: Markup[] = []
  const others = section.entries.map((entry, i) => {
    const listed = pack.decisions.first[i]!
    const one = known.get(listed.id)
    if (!one) return entryPart(entry)
    if (one.ask)
      own.push(askCard({ ask: one.ask, decision: one.decision, draft: one.draft, onward: one.onward }, card, voice))
    // What was overdue at the close and is settled now is not overdue, and nothing is left to choose.
    const now = decisionEntry(listed, telling, awaitsChoice(one.decision))
    return one.ask ? undefined : html`${entryPart(now)}${othersDecision(one, concluding, input, voice)}`
  })
  const rest = others.filter((one) => one !== undefined)
  const beyond = moreLine(section, voice)
  const more = beyond && html`<p class="soft">${beyond}</p>`
  return html`<section aria-labelledby="${section.id}"><h2 class="part" id="${section.id}">${section.heading}</h2>
${own}${(rest.length > 0 || more) && html`<div class="card">${rest}${more}</div>`}</section>
`
}

const entryPart = ({ title, mark, meta, reading, lines }: PackEntry): Markup =>
  html`<div class="entry"><h3>${title}</h3>
${mark && html`<p class="state${mark.tone !== 'warn' && ` ${mark.tone}`}">${mark.text}</p>`}
${meta !== '' && html`<p class="soft small">${meta}</p>`}
${reading && html`<p><b>${reading}</b></p>`}
${lines.map((line) => html`<p>${line}</p>\n`)}</div>`
