import { askedFirst } from '../../domain/first-asked.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import { type Voice, voiceOf } from '../texts/ask-words.ts'
import { type AskedItem, checkInWords, type Quick, saidLine } from '../texts/check-in-words.ts'
import { dateInWords } from '../texts/moments.ts'
import { closingWords } from '../texts/refused-words.ts'
import { isEscalated, whyYou } from '../texts/why-you.ts'
import type { AnswerPageInput } from './answer-page.ts'
import { type CheckInForm, checkInForm, unchangedForm } from './check-in-form.ts'
import { draftNotice, formBase, type KeptDraft, refusedBlock, refusedPlace } from './field.ts'
import { html, type Markup, type Piece } from './markup.ts'
import { DEFERS, deferAnswers } from './other-answers.ts'
import { typedWords } from './typed-words.ts'

/** One item the link may show, with what was said about it in this cycle and what was typed and could not be kept. */
export interface PageCheckIn extends AskedItem {
  given?: CheckIn
  draft?: KeptDraft
}

/** An answer may be corrected while the cycle it is shown under is open. */
const correctable = ({ ask, cycle }: PageCheckIn): boolean =>
  ask.state === 'answered' && (cycle.state === 'open' || cycle.state === 'opening')

function said({ given }: PageCheckIn, voice: Voice, date: (iso: string) => string): Piece {
  if (!given) return undefined
  const lines = [
    given.changed,
    given.cause,
    given.wayBack,
    given.nextStep &&
      voice.t.checkIn.promised(voice.t.checkIn.promise(given.nextStep.text, date(given.nextStep.by)), false),
  ]
  return html`<p>${saidLine(given, voice)}</p>${lines.filter(Boolean).map((one) => html`<blockquote>${one}</blockquote>`)}`
}

function settled(entry: PageCheckIn, context: CheckInForm, input: AnswerPageInput): Markup {
  const { ask, cycle } = entry
  const { state, checkInForm: words } = context.voice.t
  const title = ask.state === 'handed-on' ? state.handedOn : entry.given ? state.answered : state.closed
  const by = entry.given && state.by(context.voice.name(entry.given.by), context.voice.when(entry.given.at))
  return html`<div class="banner good"><h3>${title}</h3>
${by && html`<p class="soft small">${by}</p>`}${said(entry, context.voice, context.date)}
${ask.state !== 'answered' && ask.closedBecause && html`<p>${closingWords(ask, input)}</p>`}
${correctable(entry) && html`<p class="small">${words.correctUntil(context.voice.when(cycle.closesAt))}</p>`}</div>
${correctable(entry) && html`<details${context.refused && html` open`}><summary>${words.correctIt}</summary>${checkInForm(context)}</details>`}`
}

function facts(entry: PageCheckIn, input: AnswerPageInput): Markup {
  const words = checkInWords(entry, input)
  const { figure } = words
  return html`${figure && html`<p class="figure"><strong${figure.adverse && html` class="bad"`}>${figure.value}</strong> <span class="soft">${figure.period} · ${figure.status}</span>${figure.targetLine && html`<br><span class="soft">${figure.targetLine}</span>`}</p>`}
${words.milestone && html`<p>${words.milestone}</p>`}
${words.last && html`<p class="soft small">${words.last}</p>`}
${words.over.map((one) => html`<p class="soft small">${one}</p>\n`)}${words.decisions.map((one) => html`<p class="soft small">${one}</p>\n`)}${words.unasked && html`<p class="soft small">${words.unasked}</p>`}`
}

/** The page again with another choice made, or with none. */
const elsewhere = (ask: CheckInForm['ask'], choice?: Quick): string => {
  const id = encodeURIComponent(ask.id)
  return choice ? `?ask=${id}&status=${choice}#ask-${id}` : `?#ask-${id}`
}

function answering(context: CheckInForm): Markup {
  const { ask, choice, voice, item } = context
  const draft = context.draft?.action === 'check-in'
  const words = voice.t.checkInForm
  const refusedHere = context.refused?.action === 'check-in'
  const wasUnchanged = refusedHere && context.refused?.typed.unchanged === '1'
  // A refusal stands in the form that was posted; what no form of this page could have sent is answered above them.
  const homeless = context.refused && !['check-in', ...DEFERS].includes(context.refused.action)
  const top = html`${draftNotice(context)}${homeless && html`${refusedBlock(context)}${typedWords(context.refused?.typed, voice.t)}`}`
  // "Nothing changed", pressed behind an expired link, is to be pressed again.
  const pressed = draft && context.draft?.fields.unchanged === '1'
  if ((pressed || (choice === 'unchanged' && !draft)) && item.facts.last && !refusedHere)
    return html`${top}<p>${words.unchangedChosen}</p>${unchangedForm(context)}<p><a href="${elsewhere(ask)}">${words.sayMore}</a></p>`
  const form = checkInForm(context)
  return html`${top}${refusedHere && typedWords(context.refused?.typed, voice.t, form)}${form}
${item.facts.last && !wasUnchanged && sameAgain(context)}`
}

/** Last time's words again: one tap, or a page further where promises have to be answered for. */
const sameAgain = (context: CheckInForm): Piece =>
  context.item.facts.commitments.length === 0
    ? unchangedForm(context, 'once')
    : html`<p><a href="${elsewhere(context.ask, 'unchanged')}">${context.voice.t.checkInForm.unchangedTitle}</a></p>`

/** One item of the page: what it is, where it stands, what was said last, and the form, or what was answered. */
export function checkInCard(entry: PageCheckIn, input: AnswerPageInput, choice: Quick | undefined): Markup {
  const voice = voiceOf(input)
  const { ask } = entry
  const words = checkInWords(entry, input)
  const { given, ...asked } = entry
  const context: CheckInForm = {
    ...asked,
    ...formBase(ask, input, voice),
    ...(correctable(entry) && given ? { given } : {}),
    choice,
    date: (iso) => dateInWords(iso, input.now, input.reader),
  }
  const { refused } = context
  const open = ask.state === 'open'
  const escalated = isEscalated(ask) && ask.owner !== ask.person
  const why = escalated ? voice.t.escalated(voice.name(ask.owner), voice.day(askedFirst(ask))) : whyYou(ask, voice)
  return html`<article class="card" id="ask-${ask.id}" aria-labelledby="title-${ask.id}">
<p class="soft small">${words.about}</p>
<h2 id="title-${ask.id}">${words.name}</h2>
${why && html`<p class="soft small">${why}</p>`}
${open && html`<p class="deadline"><strong${words.overdue && html` class="bad"`}>${words.deadline}</strong> <span class="soft">(${words.relative})</span></p>`}
${open && entry.cycle.closedAt && html`<p class="small">${voice.t.checkInForm.late(voice.relative(entry.cycle.closedAt))}</p>`}
${open && facts(entry, input)}
${!open && refused && !correctable(entry) && html`<div class="notice rounded" role="alert" id="${refusedPlace(ask)}"><p>${refused.sentence}</p>${typedWords(refused.typed, voice.t)}</div>`}
${open ? html`${answering(context)}${deferAnswers(context)}` : settled(entry, context, input)}
</article>
`
}

/** Names to choose from where somebody is asked for; too many to list are typed. */
export const peopleList = ({ names }: Pick<AnswerPageInput, 'names'>): Piece => {
  const all = Object.values(names)
  return (
    all.length <= 400 &&
    html`<datalist id="people">${all.map((name) => html`<option value="${name}"></option>`)}</datalist>`
  )
}
