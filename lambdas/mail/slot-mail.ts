import type { Mail, Note } from '../../domain/ask.ts'
import { html, type Markup, type Piece } from '../pages/markup.ts'
import { type Asked, type Voice, voiceOf } from '../texts/ask-words.ts'
import type { AskedItem } from '../texts/check-in-words.ts'
import { mailTexts } from '../texts/mail-catalogue.ts'
import type { Surroundings } from '../texts/reader.ts'
import { fullCard, shortCard } from './card.ts'
import { fullCheckIn, shortCheckIn } from './check-in-card.ts'
import { ink } from './ink.ts'
import { layout } from './layout.ts'
import { type MailedReviewAsk, reviewAskCard, reviewAskGroups } from './review-ask-card.ts'
import { asksOf, footerLines, groupsOf, leadOf, noteLines, notesApart, previewOf, sectionsOf } from './sections.ts'
import { subjectOf } from './subject.ts'
import { textPart } from './text-part.ts'

/** One ask of the mail with the decision it is about. */
export interface MailedAsk extends Asked {
  how: Mail['entries'][number]['how']
}

/** One item somebody answers for, with the review that asks about it. */
export interface MailedCheckIn extends AskedItem {
  how: Mail['entries'][number]['how']
}

/** Something the reader is told, with nothing to answer. */
export interface MailedNote {
  note: Note
  /** When the reader gets the question too, if nobody answers before. */
  escalatesAt?: string
}

/** Everything that waits for one person in one slot. */
export interface SlotMailInput extends Surroundings {
  /** `https://host/stage/a/TOKEN`, without a fragment. */
  link: string
  /** Instant after which the link only offers a fresh one. */
  linkExpiresAt: string
  entries: MailedAsk[]
  checkIns: MailedCheckIn[]
  /** What reviews left to the reader. @default none */
  reviewAsks?: MailedReviewAsk[]
  notes: MailedNote[]
  /** The reader is the desk, which is always reminded. */
  desk?: boolean
  /** How many mails a day somebody may get, urgent ones and packs apart. @default 1 */
  budget?: number
}

/** A mail ready to be put into an envelope. */
export interface ComposedMail {
  subject: string
  html: string
  text: string
}

/** Gmail cuts a mail off at 102 kB; we stay clear of that. */
const LARGEST = 96_000

const bytes = (markup: Markup) => Buffer.byteLength(markup.toString())

/** Newlines with their indentation are most of what templates add; mail clients do not need them. */
const squeezed = (markup: Markup): string => markup.toString().replace(/\n\s+/g, '\n')

const heading = (text: string) =>
  html`<h2 class="soft" style="margin:28px 0 0;font-size:14px;line-height:20px;font-weight:bold;color:${ink.soft}">${text}</h2>\n`

function noteCard(note: MailedNote, voice: Voice, input: SlotMailInput): Markup {
  const [first, ...more] = noteLines(note, voice, input)
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:8px 0 0"><tr><td class="card" style="padding:16px 18px;background-color:${ink.card};border:1px solid ${ink.line};border-radius:12px;font-size:15px;line-height:22px">
<p class="text" style="margin:0;color:${ink.text}">${first}</p>
${more.map(
  (line) => html`<p class="soft" style="margin:4px 0 0;font-size:14px;line-height:20px;color:${ink.soft}">${line}</p>
`,
)}</td></tr></table>
`
}

/** One entry of the mail, long and short. */
interface Entry {
  full: Markup
  short: Markup
}

/** Decisions by why they are in the mail, what reviews left to the reader, then what each review asks about. */
function groups(input: SlotMailInput, voice: Voice): { heading?: string; hint?: string; entries: Entry[] }[] {
  // One new question is its own heading.
  const [only] = input.entries
  const plain = asksOf(input).length === 1 && only?.how === 'ask'
  const level = plain ? 'h2' : 'h3'
  const decisions = sectionsOf(input, voice).map(({ heading, entries }) => ({
    ...(plain ? {} : { heading }),
    entries: entries.map((one) => ({ full: fullCard(one, input, voice, level), short: shortCard(one, input, voice) })),
  }))
  const reviews = groupsOf(input, voice).map(({ heading, entries }, i) => ({
    heading,
    ...(i === 0 ? { hint: voice.t.checkIn.tap } : {}),
    entries: entries.map((one) => ({
      full: fullCheckIn(one, input, voice, 'h3'),
      short: shortCheckIn(one, input, voice),
    })),
  }))
  const left = reviewAskGroups(input, voice).map(({ heading, entries }) => ({
    heading,
    entries: entries.map((one) => ({
      full: reviewAskCard(one, input, voice),
      short: reviewAskCard(one, input, voice, true),
    })),
  }))
  return [...decisions, ...left, ...reviews]
}

/** As many entries in full as fit, in the order they are read; the rest in a few lines each. */
function cards(input: SlotMailInput, voice: Voice): Markup[] {
  const all = groups(input, voice)
  let left = LARGEST - 8000 - all.flatMap(({ entries }) => entries).reduce((sum, { short }) => sum + bytes(short), 0)
  left -= notesApart(input).reduce((sum, note) => sum + bytes(noteCard(note, voice, input)), 0)
  const card = ({ full, short }: Entry) => {
    const extra = bytes(full) - bytes(short)
    left = extra > left ? 0 : left - extra
    return left === 0 ? short : full
  }
  return all.map(
    ({ heading: text, hint, entries }) =>
      html`${text !== undefined && heading(text)}${hint !== undefined && html`<p class="soft" style="margin:2px 0 0;font-size:14px;line-height:20px;color:${ink.soft}">${hint}</p>\n`}${entries.map(card)}`,
  )
}

/** The page with the form that stops reminders in sight; where a mail client posts its own button to, too. */
export const remindersLink = (link: string): string => `${link}?reminders=off`

/** Whether the mail reminds somebody of anything who may do without. */
export const reminds = ({ entries, checkIns, reviewAsks = [], desk }: SlotMailInput): boolean =>
  !desk && [...entries, ...checkIns, ...reviewAsks].some(({ how }) => how === 'remind')

const remindersLine = (input: SlotMailInput, voice: Voice): Piece =>
  reminds(input) &&
  html`<p style="margin:0 0 8px">${mailTexts(voice).remindersOff.footer} <a class="link" href="${remindersLink(input.link)}#you" style="color:${ink.accent}">${mailTexts(voice).remindersOff.stop}</a></p>`

const footer = (input: SlotMailInput, voice: Voice): Markup =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:32px 0 0"><tr><td class="rule soft" style="padding:16px 0 0;border-top:1px solid ${ink.line};font-size:13px;line-height:19px;color:${ink.soft}">
${footerLines(input, voice).map((line) => html`<p style="margin:0 0 8px">${line}</p>\n`)}${remindersLine(input, voice)}</td></tr></table>`

/** One mail with everything that waits for a person: subject, HTML part, and a text part that is complete alone. */
export function slotMail(input: SlotMailInput): ComposedMail {
  const voice = voiceOf(input)
  const subject = subjectOf(input, voice)
  const notes = notesApart(input)
  const content = html`<h1 class="text" style="margin:0;font-size:22px;line-height:30px;color:${ink.text}">${mailTexts(voice).greeting(input.reader.name)}</h1>
<p class="text" style="margin:4px 0 0;font-size:16px;line-height:24px;color:${ink.text}">${leadOf(input, voice)}</p>
${cards(input, voice)}
${notes.length > 0 && html`${heading(mailTexts(voice).sections.notes)}${notes.map((note) => noteCard(note, voice, input))}`}`
  const page = layout({
    lang: voice.lang,
    subject,
    preview: previewOf(input, voice),
    notice: input.notice,
    content,
    footer: footer(input, voice),
  })
  return { subject, html: squeezed(page), text: textPart(input, voice) }
}
