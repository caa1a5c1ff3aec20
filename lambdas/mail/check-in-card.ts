import { askedFirst, firstMailed } from '../../domain/first-asked.ts'
import { html, type Markup, type Piece } from '../pages/markup.ts'
import type { Voice } from '../texts/ask-words.ts'
import { type AskedItem, type CheckInWords, checkInWords, QUICK, type Quick } from '../texts/check-in-words.ts'
import { whyYou } from '../texts/why-you.ts'
import type { HeadingLevel } from './card.ts'
import { ink } from './ink.ts'
import type { MailedCheckIn, SlotMailInput } from './slot-mail.ts'
import { oneLine } from './subject.ts'

const soft = `color:${ink.soft}`
const small = 'font-size:14px;line-height:20px'

/** People's own words stay short in a mail; the page has all of them. */
const LONGEST_WORDS = 220

/** The page with this item in sight, and with a choice made where one was tapped. Opening it records nothing. */
export const checkInLink = (link: string, { ask }: Pick<AskedItem, 'ask'>, choice?: Quick): string => {
  const id = encodeURIComponent(ask.id)
  return choice ? `${link}?ask=${id}&status=${choice}#ask-${id}` : `${link}#ask-${id}`
}

/** "Nothing changed" needs something that could have. */
export const quickOf = ({ item }: AskedItem): readonly Quick[] =>
  QUICK.filter((one) => one !== 'unchanged' || item.facts.last !== undefined)

const button = (href: string, label: string, name: string): Markup =>
  html`<a class="link rule" href="${href}" aria-label="${label}: ${name}" style="display:inline-block;margin:8px 6px 0 0;padding:10px 13px;border:1px solid ${ink.line};border-radius:8px;font-size:15px;line-height:20px;font-weight:bold;text-decoration:none;color:${ink.accent}">${label}</a>\n`

const figureLine = ({ figure }: CheckInWords): Piece =>
  figure &&
  html`<p class="text" style="margin:8px 0 0;font-size:15px;line-height:22px;color:${ink.text}"><b class="${figure.adverse ? 'bad' : 'text'}" style="font-size:22px;line-height:28px;color:${figure.adverse ? ink.red : ink.text}">${figure.value}</b> <span class="soft" style="${soft}">${figure.period} · ${figure.status}. ${figure.targetLine}</span></p>`

const line = (text: string | undefined): Piece =>
  text && html`<p class="soft" style="margin:6px 0 0;${small};${soft}">${oneLine(text, LONGEST_WORDS)}</p>\n`

/** Why this person has it now, where that is not plain. */
export function checkInReason({ ask, how }: MailedCheckIn, voice: Voice): string | undefined {
  const { t, name, day } = voice
  if (how === 'escalated') return t.escalated(name(ask.owner), day(askedFirst(ask)))
  if (how === 'remind') return t.reminded(day(firstMailed(ask)))
  return whyYou(ask, voice)
}

/** One item in full: the number, what was said last, what was promised, four buttons. */
export function fullCheckIn(entry: MailedCheckIn, input: SlotMailInput, voice: Voice, level: HeadingLevel): Markup {
  const words = checkInWords(entry, input)
  const { answer, status, promised } = voice.t.checkIn
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:10px 0 0"><tr><td class="card pad" style="padding:18px 24px 20px;background-color:${ink.card};border:1px solid ${ink.line};border-radius:12px">
<p class="soft" style="margin:0 0 2px;font-size:13px;line-height:18px;${soft}">${words.kind}</p>
<${level} style="margin:0;font-size:17px;line-height:24px"><a class="link" href="${checkInLink(input.link, entry)}" style="color:${ink.accent}">${words.name}</a></${level}>
${figureLine(words)}${line(words.milestone)}${line(checkInReason(entry, voice))}${line(words.last)}${line(words.unasked)}
${words.promises.slice(0, 2).map((one) => html`<p class="${one.overdue ? 'bad' : 'text'}" style="margin:6px 0 0;${small};color:${one.overdue ? ink.red : ink.text}">${promised(oneLine(one.text, LONGEST_WORDS), one.overdue)}</p>\n`)}${words.overdue && html`<p class="bad" style="margin:6px 0 0;${small};color:${ink.red}"><b>${words.deadline}</b></p>`}
<p class="text" style="margin:10px 0 0;${small};color:${ink.text}">${answer}</p>
<p style="margin:0">${quickOf(entry).map((one) => button(checkInLink(input.link, entry, one), status[one], words.name))}</p>
</td></tr></table>
`
}

/** The same in three lines, for mails with very many. */
export function shortCheckIn(entry: MailedCheckIn, input: SlotMailInput, voice: Voice): Markup {
  const { name, figure, milestone, deadline, overdue } = checkInWords(entry, input)
  const what = figure ? `${figure.value}, ${figure.status}` : milestone
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:8px 0 0"><tr><td class="card" style="padding:12px 18px;background-color:${ink.card};border:1px solid ${ink.line};border-radius:12px;${small}">
<h3 style="margin:0;font-size:16px;line-height:22px"><a class="link" href="${checkInLink(input.link, entry)}" style="color:${ink.accent}">${oneLine(name, LONGEST_WORDS)}</a></h3>
<p class="soft" style="margin:2px 0 0;${soft}">${[what, checkInReason(entry, voice), overdue && deadline].filter(Boolean).join('. ')}</p>
<p style="margin:2px 0 0">${quickOf(entry).map((one) => html`<a class="link" href="${checkInLink(input.link, entry, one)}" style="display:inline-block;padding:8px 12px 8px 0;color:${ink.accent}">${voice.t.checkIn.status[one]}</a>\n`)}</p>
</td></tr></table>
`
}
