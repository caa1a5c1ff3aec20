import type { Pack } from '../../domain/review/pack-record.ts'
import { html, type Markup } from '../pages/markup.ts'
import { type Voice, voiceOf } from '../texts/ask-words.ts'
import { figureLines } from '../texts/figure-words.ts'
import { packTexts } from '../texts/pack-catalogue.ts'
import type { PackEntry } from '../texts/pack-entries.ts'
import { moreLine, type PackSection, packLead, packSections, restLine, slowerLines } from '../texts/pack-words.ts'
import type { Surroundings } from '../texts/reader.ts'
import { ink } from './ink.ts'
import { layout } from './layout.ts'
import type { ComposedMail } from './slot-mail.ts'
import { oneLine } from './subject.ts'

/** The pack of a closed cycle for one reader. */
export interface PackMailInput extends Surroundings {
  pack: Pack
  review: string
  /** The day the review was held. */
  heldOn: string
  missed: readonly string[]
  /** Leads to the page with everything. */
  link: string
  /** Whether the reader chairs the review: a proposal to hold it less often is for them. */
  chairs?: boolean
  /** By when the reader is asked to conclude it; absent where the question is not with them, or it is concluded. */
  concludeBy?: string
}

/** Entries of a section in the mail, fewer where people wrote so much that Gmail would cut the mail off (102 kB); the page has the rest. */
const ENTRIES = [8, 5, 3, 2, 1]
const LARGEST = 96_000

/** Said in words, never by colour alone. */
const TONE = { good: ['soft', ink.soft], warn: ['text', ink.text], bad: ['bad', ink.red] } as const

/** The pack as a mail: subject, HTML part, and a text part that is complete alone. */
export function packMail(input: PackMailInput): ComposedMail {
  const voice = voiceOf(input)
  const sections = packSections(input.pack, { voice, locale: input.reader.locale, closedAt: input.pack.closedAt })
  for (const most of ENTRIES) {
    const mail = composed(
      input,
      sections.map((one) => shortened(one, most, voice)),
      voice,
    )
    if (Buffer.byteLength(mail.html) <= LARGEST || most === ENTRIES.at(-1)) return mail
  }
  throw new RangeError('ENTRIES names no number of entries')
}

function composed(input: PackMailInput, sections: readonly Shortened[], voice: Voice): ComposedMail {
  const words = packTexts(voice)
  const { counts } = input.pack
  const { items, atRisk, offTrack, silent, decisions } = counts
  const head = words.head(offTrack, silent, decisions) || words.calm(items, atRisk)
  const subject = oneLine(
    input.concludeBy === undefined || input.concludeBy < input.now
      ? words.subject(input.review, voice.shortDate(input.heldOn), head)
      : words.subjectToConclude(voice.shortDay(input.concludeBy), input.review, head),
  )
  const lead = leadOf(input, voice)
  const slower = slowerOf(input, voice)
  const content = html`<h1 class="text" style="margin:0;font-size:22px;line-height:30px;color:${ink.text}">${input.review}, ${voice.date(input.heldOn)}</h1>
${lead.map((line) => html`<p class="text" style="margin:4px 0 0;font-size:16px;line-height:24px;color:${ink.text}">${line}</p>\n`)}
${button(input.link, openWords(input, voice))}
${sections.map(sectionPart)}
${input.pack.figures && linesPart(packTexts(voice).figures.heading(input.pack.figures.cycles), figureLines(input.pack.figures, voice, input.reader.locale))}
${slower.length > 0 && linesPart(words.slower.heading, slower)}`
  const footer = html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:32px 0 0"><tr><td class="rule soft" style="padding:16px 0 0;border-top:1px solid ${ink.line};font-size:13px;line-height:19px;color:${ink.soft}">
<p style="margin:0 0 8px">${restLine(input.pack, voice)}</p>
<p style="margin:0 0 8px">${words.opensAs(input.reader.name)} ${words.why(input.review, input.organisation)}</p></td></tr></table>`
  const page = layout({ lang: voice.lang, subject, preview: lead.join(' '), notice: input.notice, content, footer })
  return { subject, html: page.toString().replace(/\n\s+/g, '\n'), text: textOf(input, lead, sections, voice) }
}

/** The sentences under the heading; for who chairs the review, last what is asked of them. */
function leadOf({ pack, missed, concludeBy, now }: PackMailInput, voice: Voice): string[] {
  const words = packTexts(voice)
  const asks = concludeBy && (concludeBy < now ? words.concludeLate : words.concludeBy)(voice.when(concludeBy))
  return [...packLead(pack, missed, voice), ...(asks ? [asks] : [])]
}

const openWords = ({ concludeBy }: PackMailInput, voice: Voice): string =>
  concludeBy === undefined ? packTexts(voice).open : voice.t.reviewAsk.concludeButton

/** A section as far as the mail shows it, and what it says of the rest. */
interface Shortened extends Pick<PackSection, 'heading' | 'entries'> {
  rest: string | undefined
}

const shortened = (section: PackSection, most: number, voice: Voice): Shortened => ({
  heading: section.heading,
  entries: section.entries.slice(0, most),
  rest: moreLine(section, voice, Math.max(0, section.entries.length - most)),
})

const slowerOf = ({ pack, review, chairs }: PackMailInput, voice: Voice): string[] =>
  chairs && pack.slower ? slowerLines(pack.slower, review, voice) : []

/** A heading with some sentences under it. */
const linesPart = (heading: string, lines: readonly string[]): Markup =>
  html`<h2 class="text" style="margin:28px 0 0;font-size:17px;line-height:24px;color:${ink.text}">${heading}</h2>
${lines.map((line) => html`<p class="text" style="margin:6px 0 0;font-size:15px;line-height:22px;color:${ink.text}">${line}</p>\n`)}`

const button = (link: string, text: string): Markup =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0 0"><tr><td class="button" style="background-color:${ink.accent};border-radius:10px"><a href="${link}" style="display:inline-block;padding:13px 22px;font-size:16px;line-height:22px;font-weight:bold;color:${ink.onAccent};text-decoration:none">${text}</a></td></tr></table>`

const sectionPart = ({ heading, entries, rest }: Shortened): Markup =>
  html`<h2 class="text" style="margin:28px 0 0;font-size:17px;line-height:24px;color:${ink.text}">${heading}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:8px 0 0"><tr><td class="card" style="padding:4px 18px 14px;background-color:${ink.card};border:1px solid ${ink.line};border-radius:12px">
${entries.map(entryPart)}${rest && html`<p class="soft" style="margin:10px 0 0;font-size:14px;line-height:20px;color:${ink.soft}">${rest}</p>`}
</td></tr></table>
`

const entryPart = ({ title, mark, meta, reading, lines }: PackEntry): Markup =>
  html`<h3 class="text" style="margin:14px 0 0;font-size:16px;line-height:23px;color:${ink.text}">${title}</h3>
${mark && html`<p class="${TONE[mark.tone][0]}" style="margin:2px 0 0;font-size:14px;line-height:20px;color:${TONE[mark.tone][1]}"><b>${mark.text}</b></p>`}
${meta !== '' && html`<p class="soft" style="margin:2px 0 0;font-size:14px;line-height:20px;color:${ink.soft}">${meta}</p>`}
${reading && html`<p class="text" style="margin:4px 0 0;font-size:15px;line-height:22px;color:${ink.text}"><b>${reading}</b></p>`}
${lines.map((line) => html`<p class="text" style="margin:4px 0 0;font-size:15px;line-height:22px;color:${ink.text}">${line}</p>\n`)}`

function textOf(input: PackMailInput, lead: string[], sections: readonly Shortened[], voice: Voice): string {
  const plain = (text: string) => oneLine(text, 4000)
  const lines = [
    ...(input.notice ? [plain(input.notice), ''] : []),
    plain(`${input.review}, ${voice.date(input.heldOn)}`),
    ...lead.map(plain),
    '',
    `${openWords(input, voice)}: ${input.link}`,
    '',
  ]
  for (const { heading, entries, rest } of sections) {
    lines.push(heading.toUpperCase(), '')
    for (const { title, mark, meta, reading, lines: under } of entries) {
      const all = [...(meta === '' ? [] : [meta]), ...(reading ? [reading] : []), ...under]
      lines.push(`- ${plain(title)}${mark ? ` [${mark.text}]` : ''}`, ...all.map((line) => `  ${plain(line)}`))
    }
    if (rest) lines.push(`  ${rest}`)
    lines.push('')
  }
  const { figures } = input.pack
  const { heading } = packTexts(voice).figures
  if (figures)
    lines.push(
      heading(figures.cycles).toUpperCase(),
      '',
      ...figureLines(figures, voice, input.reader.locale).map((one) => `- ${one}`),
      '',
    )
  const slower = slowerOf(input, voice)
  if (slower.length > 0) lines.push(packTexts(voice).slower.heading.toUpperCase(), '', ...slower.map(plain), '')
  const { opensAs, why } = packTexts(voice)
  const ending = [restLine(input.pack, voice), opensAs(input.reader.name), why(input.review, input.organisation)]
  return [...lines, '--', ...ending.map(plain), ''].join('\n')
}
