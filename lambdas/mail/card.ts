import { html, type Markup, type Piece } from '../pages/markup.ts'
import { type AskWords, askWords, type Voice, voiceOf } from '../texts/ask-words.ts'
import { mailTexts } from '../texts/mail-catalogue.ts'
import { ink } from './ink.ts'
import { pointsTable } from './points-table.ts'
import { reasonLine } from './reason.ts'
import type { MailedAsk, SlotMailInput } from './slot-mail.ts'

const soft = `color:${ink.soft}`
const small = 'font-size:14px;line-height:20px'

const figureBlock = ({ figure }: AskWords): Piece =>
  figure &&
  html`<p class="text" style="margin:14px 0 0;font-size:15px;line-height:22px;color:${ink.text}">
<b class="${figure.adverse ? 'bad' : 'text'}" style="font-size:30px;line-height:36px;color:${figure.adverse ? ink.red : ink.text}">${figure.value}</b>&ensp;<span class="soft" style="${soft}">${figure.period}</span><br>
<span class="soft" style="${soft}">${figure.targetLine}</span>
</p>`

const restatedBlock = ({ restated }: AskWords): Piece =>
  restated && html`<p class="text" style="margin:12px 0 0;${small};color:${ink.text}"><b>${restated}</b></p>`

const optionList = ({ decision, ask }: MailedAsk, voice: Voice): Piece =>
  ask.kind === 'decide' &&
  html`<p class="text" style="margin:16px 0 4px;${small};color:${ink.text}"><b>${mailTexts(voice).options}</b></p>
<ul class="text" style="margin:0;padding:0 0 0 20px;${small};color:${ink.text}">
${decision.options.map((one) => html`<li style="padding:2px 0">${one.label}${one.expectedEffect && html`<br><span class="soft" style="${soft}">${one.expectedEffect}</span>`}</li>\n`)}</ul>`

/** A link that looks like a button everywhere: the colour sits on the cell, the whole cell's height is the link's padding. */
const button = (href: string, label: string, question: string): Markup =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:18px 0 0"><tr>
<td class="button" align="center" bgcolor="${ink.accent}" style="background-color:${ink.accent};border-radius:8px"><a href="${href}" aria-label="${label}: ${question}" style="display:inline-block;padding:13px 24px;font-size:16px;line-height:20px;font-weight:bold;text-decoration:none;color:${ink.onAccent}">${label}</a></td>
</tr></table>`

const deadline = ({ deadline: text, overdue, relative }: AskWords): Markup =>
  html`<p class="${overdue ? 'bad' : 'text'}" style="margin:16px 0 0;font-size:16px;line-height:22px;color:${overdue ? ink.red : ink.text}"><b>${text}</b> <span class="soft" style="${soft}">(${relative})</span></p>`

/** The link of one ask: the page scrolls to it. */
export const askLink = (link: string, { ask }: MailedAsk): string => `${link}#ask-${encodeURIComponent(ask.id)}`

/** `h2` where the mail has no section headings, so that no level is skipped. */
export type HeadingLevel = 'h2' | 'h3'

function top(entry: MailedAsk, words: AskWords, input: SlotMailInput, level: HeadingLevel): Markup {
  const voice = voiceOf(input)
  const reason = reasonLine(entry, input, voice)
  return html`<p class="soft" style="margin:0 0 4px;font-size:13px;line-height:18px;${soft}">${entry.ask.urgent && html`<b class="bad" style="color:${ink.red}">${voice.t.urgent}</b> · `}${words.about}</p>
<${level} class="text" style="margin:0;font-size:19px;line-height:26px;color:${ink.text}">${words.question}</${level}>
${reason && html`<p class="soft" style="margin:6px 0 0;${small};${soft}">${reason}</p>`}
${figureBlock(words)}${restatedBlock(words)}`
}

/** One ask in full: question, figure, last points, options, deadline, button, what happens otherwise. */
export function fullCard(entry: MailedAsk, input: SlotMailInput, voice: Voice, level: HeadingLevel): Markup {
  const words = askWords(entry, input)
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:12px 0 0"><tr><td class="card pad" style="padding:24px;background-color:${ink.card};border:1px solid ${ink.line};border-radius:12px">
${top(entry, words, input, level)}
${pointsTable(entry.decision, voice, input.reader.locale)}
${optionList(entry, voice)}
${deadline(words)}
${button(askLink(input.link, entry), mailTexts(voice).button[entry.ask.kind], words.question)}
${words.consequences.map((line) => html`<p class="soft" style="margin:12px 0 0;${small};${soft}">${line}</p>\n`)}
</td></tr></table>
`
}

/** One ask in four lines, for mails with so many that clients would cut them off. The page has the rest. */
export function shortCard(entry: MailedAsk, input: SlotMailInput, voice: Voice): Markup {
  const words = askWords(entry, input)
  const reason = reasonLine(entry, input, voice)
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:8px 0 0"><tr><td class="card" style="padding:16px 18px;background-color:${ink.card};border:1px solid ${ink.line};border-radius:12px;${small}">
<h3 style="margin:0;font-size:16px;line-height:22px"><a class="link" href="${askLink(input.link, entry)}" style="color:${ink.accent}">${words.question}</a></h3>
<p class="text" style="margin:6px 0 0;color:${ink.text}">${words.about}${words.figure && html`: <b>${words.figure.value}</b>, ${words.figure.period}. ${words.figure.targetLine}`}${words.restated && html` <b>${words.restated}</b>`}</p>
<p class="${words.overdue ? 'bad' : 'text'}" style="margin:6px 0 0;color:${words.overdue ? ink.red : ink.text}"><b>${words.deadline}</b> (${words.relative})</p>
<p class="soft" style="margin:6px 0 0;${soft}">${reason} ${words.consequences.at(-1)}</p>
</td></tr></table>
`
}
