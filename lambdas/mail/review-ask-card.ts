import { html, type Markup } from '../pages/markup.ts'
import type { Voice } from '../texts/ask-words.ts'
import { type ReviewAsked, reviewAskAddress, reviewAskReason, reviewAskWords } from '../texts/review-ask-words.ts'
import { ink } from './ink.ts'
import type { SlotMailInput } from './slot-mail.ts'
import { oneLine } from './subject.ts'

/** What a review left to the reader, and why it is in this mail. */
export interface MailedReviewAsk extends ReviewAsked {
  how: 'ask' | 'remind' | 'escalated' | 'still-open'
}

/** An action may be a paragraph; a mail shows its beginning. */
const LONGEST_WORDS = 300

const small = 'font-size:14px;line-height:20px'

/** One question with its button; `short` leaves out what the page says too. */
export function reviewAskCard(entry: MailedReviewAsk, input: SlotMailInput, voice: Voice, short = false): Markup {
  const words = reviewAskWords(entry, input, voice)
  const reason = reviewAskReason(entry, entry.how, voice)
  const href = `${input.link}${reviewAskAddress(entry.ask)}`
  const question = oneLine(words.question, LONGEST_WORDS)
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:10px 0 0"><tr><td class="card pad" style="padding:${short ? '12px 18px' : '18px 24px 20px'};background-color:${ink.card};border:1px solid ${ink.line};border-radius:12px">
<p class="soft" style="margin:0 0 4px;font-size:13px;line-height:18px;color:${ink.soft}">${words.about}</p>
<h3 style="margin:0;font-size:17px;line-height:24px"><a class="link" href="${href}" style="color:${ink.accent}">${question}</a></h3>
${
  reason &&
  html`<p class="soft" style="margin:6px 0 0;${small};color:${ink.soft}">${reason}</p>
`
}<p class="${words.overdue ? 'bad' : 'text'}" style="margin:6px 0 0;${small};color:${words.overdue ? ink.red : ink.text}"><b>${words.deadline}</b> (${words.relative})</p>
${
  !short &&
  words.lines.map(
    (line) => html`<p class="soft" style="margin:6px 0 0;${small};color:${ink.soft}">${line}</p>
`,
  )
}${!short && button(href, words.button, question)}</td></tr></table>
`
}

const button = (href: string, label: string, question: string): Markup =>
  html`<p style="margin:10px 0 0"><a class="link rule" href="${href}" aria-label="${label}: ${question}" style="display:inline-block;padding:10px 13px;border:1px solid ${ink.line};border-radius:8px;font-size:15px;line-height:20px;font-weight:bold;text-decoration:none;color:${ink.accent}">${label}</a></p>
`

/** The same as lines of the text part. */
export function reviewAskLines(entry: MailedReviewAsk, number: number, input: SlotMailInput, voice: Voice): string[] {
  const words = reviewAskWords(entry, input, voice)
  const reason = reviewAskReason(entry, entry.how, voice)
  const lines = [words.about, reason, `${words.deadline} (${words.relative})`, ...words.lines]
  return [
    `${number}. ${oneLine(words.question, LONGEST_WORDS)}`,
    ...lines.filter((one) => one !== undefined).map((one) => `   ${oneLine(one, 4000)}`),
    `   ${words.button}: ${input.link}${reviewAskAddress(entry.ask)}`,
    '',
  ]
}

/** Under their headings, first the reviews, then the actions, each by deadline. */
export function reviewAskGroups({ reviewAsks = [] }: SlotMailInput, { t }: Voice) {
  const sorted = [...reviewAsks].sort((a, b) => a.ask.dueBy.localeCompare(b.ask.dueBy))
  return [
    { heading: t.reviewAsk.concludeHeading, entries: sorted.filter(({ ask }) => ask.kind === 'conclude') },
    { heading: t.reviewAsk.actionHeading, entries: sorted.filter(({ ask }) => ask.kind === 'action') },
  ].filter(({ entries }) => entries.length > 0)
}
