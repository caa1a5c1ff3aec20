import { type AskWords, askWords, type Voice } from '../texts/ask-words.ts'
import { askedSince } from '../texts/asked-since.ts'
import type { Surroundings } from '../texts/reader.ts'
import { isEscalated, whyYou } from '../texts/why-you.ts'
import type { AnswerPageInput, PageAsk } from './answer-page.ts'
import { chart } from './chart.ts'
import { confirmForms } from './confirm-forms.ts'
import { draftNotice, type FormContext, formBase, refusedBlock, refusedPlace } from './field.ts'
import { historyBlock } from './history.ts'
import { mainForm } from './main-form.ts'
import { html, type Markup, type Piece } from './markup.ts'
import { otherAnswers } from './other-answers.ts'
import { settledBlock, settledOf, waits } from './settled.ts'
import { typedWords } from './typed-words.ts'

const figureBlock = ({ figure }: AskWords): Piece =>
  figure &&
  html`<p class="figure"><strong${figure.adverse && html` class="bad"`}>${figure.value}</strong> <span class="soft">${figure.period}</span>${figure.targetLine && html`<br><span class="soft">${figure.targetLine}</span>`}</p>`

const whyHere = ({ ask, decision }: PageAsk, voice: Voice): string | undefined =>
  isEscalated(ask) && ask.owner !== ask.person
    ? voice.t.escalated(voice.name(ask.owner), voice.day(ask.since ?? askedSince(ask, decision)))
    : whyYou(ask, voice)

function progress({ ask }: PageAsk, now: string, { t, day }: Voice): Piece {
  const lines: string[] = []
  if (ask.acknowledgedAt) lines.push(t.state.acknowledged(day(ask.acknowledgedAt)))
  if (ask.snoozedUntil && ask.snoozedUntil > now) lines.push(t.state.snoozed(day(ask.snoozedUntil)))
  return lines.map((line) => html`<p class="small">${line}</p>\n`)
}

/** Too late for this answer: no reproach, the block below shows what counts. */
const firstStands = ({ refused, ask, voice }: FormContext): Piece =>
  refused &&
  html`<div class="notice rounded" role="alert" id="${refusedPlace(ask)}"><p>${voice.t.state.firstStands}</p>${typedWords(refused.typed, voice.t)}</div>`

const deadline = ({ deadline: text, overdue, relative }: AskWords): Markup =>
  html`<p class="deadline"><strong${overdue && html` class="bad"`}>${text}</strong> <span class="soft">(${relative})</span></p>`

function answering(entry: PageAsk, words: AskWords, context: FormContext): Markup {
  const forms = html`${confirmForms(context)}${mainForm(context)}
${otherAnswers(context)}`
  // A refusal stands in the form that was posted; what no form of this page could have sent is answered above them.
  const homeless = context.refused && !forms.toString().includes(`id="${refusedPlace(entry.ask)}"`)
  return html`${progress(entry, context.now, context.voice)}
${words.consequences.map((line) => html`<p class="soft small">${line}</p>\n`)}
${homeless && html`${refusedBlock(context)}${typedWords(context.refused?.typed, context.voice.t)}`}${draftNotice(context)}
${forms}`
}

/** What the card needs of its page. */
export type AskCardInput = Surroundings &
  Pick<AnswerPageInput, 'refused' | 'others' | 'putOff' | 'together'> &
  Pick<FormContext, 'query'>

/** One question of the page: what is asked, the evidence, and the form, or what became of it. */
export function askCard(entry: PageAsk, input: AskCardInput, voice: Voice): Markup {
  const { ask, decision } = entry
  const words = askWords(entry, input)
  const why = whyHere(entry, voice)
  const together = input.together?.[ask.id]
  const base = formBase(ask, input, voice)
  const context: FormContext = { ...base, decision, together, draft: entry.draft, query: input.query }
  const open = waits(entry)
  const evidence = html`${figureBlock(words)}
${chart(decision, `chart-${ask.id}`, voice, input.reader.locale)}`
  return html`<article class="card" id="ask-${ask.id}" aria-labelledby="title-${ask.id}">
<p class="soft small">${ask.urgent && open && html`<strong class="bad">${voice.t.urgent}</strong> · `}${words.about}</p>
<h2 id="title-${ask.id}">${words.question}</h2>
${why && html`<p class="soft small">${why}</p>`}
${open && deadline(words)}
${open ? undefined : html`${firstStands(context)}${settledBlock(settledOf(entry, input, voice))}`}
${words.restated && html`<p class="notice rounded">${words.restated}</p>`}
${open ? evidence : html`<details><summary>${voice.t.chart.evidence}</summary>${evidence}</details>`}
${historyBlock(entry.history ?? [], input, voice)}
${open && answering(entry, words, context)}
</article>
`
}
