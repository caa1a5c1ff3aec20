import type { DecisionAsk, Mail, Note } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'
import { html, type Markup } from '../pages/markup.ts'
import { type Voice, voiceOf } from '../texts/ask-words.ts'
import type { Surroundings } from '../texts/reader.ts'
import { fullCard, shortCard } from './card.ts'
import { ink } from './ink.ts'
import { layout } from './layout.ts'
import { footerLines, leadOf, noteLines, previewOf, type Section, sectionsOf } from './sections.ts'
import { subjectOf } from './subject.ts'
import { textPart } from './text-part.ts'

/** One ask of the mail with the decision it is about. */
export interface MailedAsk {
  ask: DecisionAsk
  decision: Decision
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
  notes: MailedNote[]
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

function noteCard(note: MailedNote, voice: Voice): Markup {
  const [first, second] = noteLines(note, voice)
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:8px 0 0"><tr><td class="card" style="padding:16px 18px;background-color:${ink.card};border:1px solid ${ink.line};border-radius:12px;font-size:15px;line-height:22px">
<p class="text" style="margin:0;color:${ink.text}">${first}</p>
<p class="soft" style="margin:4px 0 0;font-size:14px;line-height:20px;color:${ink.soft}">${second}</p>
</td></tr></table>
`
}

/** As many asks in full as fit, in the order they are read; the rest in four lines each. */
function cards(sections: Section[], input: SlotMailInput, voice: Voice): Markup[] {
  const entries = sections.flatMap((section) => section.entries)
  // One new question is its own heading.
  const plain = entries.length === 1 && entries[0]!.how === 'ask'
  const short = new Map(entries.map((entry) => [entry, shortCard(entry, input, voice)]))
  let left = LARGEST - 8000 - [...short.values()].reduce((sum, card) => sum + bytes(card), 0)
  left -= input.notes.reduce((sum, note) => sum + bytes(noteCard(note, voice)), 0)
  const card = (entry: MailedAsk) => {
    if (left === 0) return short.get(entry)!
    const full = fullCard(entry, input, voice, plain ? 'h2' : 'h3')
    const extra = bytes(full) - bytes(short.get(entry)!)
    if (extra > left) {
      left = 0
      return short.get(entry)!
    }
    left -= extra
    return full
  }
  return sections.map((section) => html`${!plain && heading(section.heading)}${section.entries.map(card)}`)
}

const footer = (input: SlotMailInput, voice: Voice): Markup =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:32px 0 0"><tr><td class="rule soft" style="padding:16px 0 0;border-top:1px solid ${ink.line};font-size:13px;line-height:19px;color:${ink.soft}">
${footerLines(input, voice).map((line) => html`<p style="margin:0 0 8px">${line}</p>\n`)}</td></tr></table>`

/** One mail with everything that waits for a person: subject, HTML part, and a text part that is complete alone. */
export function slotMail(input: SlotMailInput): ComposedMail {
  const voice = voiceOf(input)
  const subject = subjectOf(input, voice)
  const sections = sectionsOf(input, voice)
  const content = html`<h1 class="text" style="margin:0;font-size:22px;line-height:30px;color:${ink.text}">${voice.t.greeting(input.reader.name)}</h1>
<p class="text" style="margin:4px 0 0;font-size:16px;line-height:24px;color:${ink.text}">${leadOf(input, voice)}</p>
${cards(sections, input, voice)}
${input.notes.length > 0 && html`${heading(voice.t.sections.notes)}${input.notes.map((note) => noteCard(note, voice))}`}`
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
