import { type Voice, voiceOf } from '../texts/ask-words.ts'
import { localDate } from '../texts/moments.ts'
import { closingWords } from '../texts/refused-words.ts'
import { type ReviewAsked, reviewAskAddress, reviewAskReason, reviewAskWords } from '../texts/review-ask-words.ts'
import type { AnswerPageInput } from './answer-page.ts'
import {
  dateField,
  daysAfter,
  type FormBase,
  form,
  formBase,
  type KeptDraft,
  refusedBlock,
  refusedPlace,
  textField,
} from './field.ts'
import { html, type Markup, type Piece } from './markup.ts'
import { deferAnswers, delegate, notMine } from './other-answers.ts'

/** One that the link may show, with what was typed behind an expired link. */
export interface PageReviewAsk extends ReviewAsked {
  draft?: KeptDraft
}

/** How far ahead an action may be promised anew, in days; as the rules have it. */
const LAST_DAY = 365

/** What was just said about an action or a conclusion, in words. */
export function savedReviewAsk(
  { saved, reviewAsks = [] }: AnswerPageInput,
  { t, day, name }: Voice,
): string | undefined {
  const entry = reviewAsks.find(({ ask }) => ask.id === saved?.ask)
  if (!saved || !entry) return undefined
  const words = t.reviewAsk.saved
  if (saved.action === 'later') return words.later(day(entry.ask.dueBy))
  if (saved.action === 'snooze') return words.snooze(day(entry.ask.snoozedUntil ?? entry.ask.dueBy))
  if (saved.action === 'delegate') return t.saved.delegate(name(entry.ask.answer?.option ?? ''))
  return saved.action === 'done' || saved.action === 'not-mine' ? words[saved.action] : undefined
}

function doneForm(context: FormBase): Markup {
  const { reviewAsk: words } = context.voice.t
  const text = textField(context, 'done', { label: words.doneText, hint: words.doneHint })
  return form(context, 'done', html`${text}<button type="submit">${words.done}</button>`)
}

function laterForm(context: FormBase): Markup {
  const { reviewAsk: words } = context.voice.t
  const today = localDate(context.now, context.timezone)
  const due = localDate(context.ask.dueBy, context.timezone)
  const value = daysAfter(due > today ? due : today, 7)
  const dates = {
    name: 'until' as const,
    label: words.laterDay,
    value,
    min: daysAfter(today, 1),
    max: daysAfter(today, LAST_DAY),
  }
  return form(
    context,
    'later',
    html`${dateField(context, 'later', dates)}
${textField(context, 'later', { label: words.laterText, required: true })}
<button class="quiet" type="submit">${words.laterButton}</button>`,
  )
}

/** Done, later, not mine. */
function actionForms(context: FormBase): Markup {
  const { reviewAsk: words } = context.voice.t
  const { refused } = context
  return html`${doneForm(context)}
<details class="otherwise"${refused?.action === 'later' && html` open`}><summary>${words.later}</summary><p class="hint">${words.laterHint}</p>${laterForm(context)}</details>
<details class="otherwise"${(refused?.action === 'not-mine' || refused?.action === 'delegate') && html` open`}><summary>${words.notMine}</summary>${delegate(context)}${notMine(context)}</details>`
}

function answering(entry: ReviewAsked, words: { button: string }, context: FormBase): Markup {
  const known = ['done', 'later', 'delegate', 'not-mine', 'snooze']
  const homeless = context.refused && !known.includes(context.refused.action)
  const forms =
    entry.ask.kind === 'action'
      ? actionForms(context)
      : html`<p><a class="button" href="${reviewAskAddress(entry.ask)}">${words.button}</a></p>${deferAnswers(context)}`
  return html`${homeless && refusedBlock(context)}${forms}`
}

function settled({ ask, cycle, action }: ReviewAsked, refused: Piece, input: AnswerPageInput): Markup {
  const { t, name, when, day } = voiceOf(input)
  const { answer } = ask
  const { conclusion } = cycle
  const title = ask.state === 'handed-on' ? t.state.handedOn : answer ? t.state.answered : t.state.closed
  const concluded = ask.kind === 'conclude' && conclusion
  const quote = ask.kind === 'action' ? (answer?.text ?? action?.note) : answer?.text
  return html`${refused}<div class="banner good"><h3>${title}</h3>
${answer && html`<p class="soft small">${t.state.by(name(answer.by), when(answer.at))}</p>`}
${concluded && html`<p>${t.reviewAsk.concludedLine(name(concluded.by), day(concluded.at))}</p>`}
${!answer && ask.closedBecause && html`<p>${closingWords(ask, input)}</p>`}
${quote && html`<blockquote>${quote}</blockquote>`}</div>`
}

/** One question of the page that a review left: the way to its pack, or an action with its answers. */
export function reviewAskCard(entry: PageReviewAsk, input: AnswerPageInput, voice: Voice): Markup {
  const { ask } = entry
  const words = reviewAskWords(entry, input, voice)
  const why = reviewAskReason(entry, 'page', voice)
  const context: FormBase = { ...formBase(ask, input, voice), draft: entry.draft }
  const { refused } = context
  const open = ask.state === 'open'
  const late = refused && html`<p class="notice rounded" role="alert" id="${refusedPlace(ask)}">${refused.sentence}</p>`
  return html`<article class="card" id="ask-${ask.id}" aria-labelledby="title-${ask.id}">
<p class="soft small">${words.about}</p>
<h2 id="title-${ask.id}">${words.question}</h2>
${why && html`<p class="soft small">${why}</p>`}
${open && html`<p class="deadline"><strong${words.overdue && html` class="bad"`}>${words.deadline}</strong> <span class="soft">(${words.relative})</span></p>`}
${open && words.lines.map((line) => html`<p class="soft small">${line}</p>\n`)}
${open ? answering(entry, words, context) : settled(entry, late, input)}
</article>
`
}
