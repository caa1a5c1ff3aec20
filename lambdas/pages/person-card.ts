import { MAX_AWAY_DAYS } from '../../domain/away.ts'
import type { Voice } from '../texts/ask-words.ts'
import { dateInWords, localDate } from '../texts/moments.ts'
import type { AnswerPageInput, Refusal } from './answer-page.ts'
import { daysAfter } from './field.ts'
import { html, type Markup, type Piece } from './markup.ts'

/** What is known of the reader beside their questions. */
export interface PersonView {
  /** Person id of who stands in for them. */
  deputy?: string
  manager?: string
  /** While they are away: the date they are back, and whether that is by their own word alone, so that a word ends it. */
  away?: { back: string; said: boolean }
  /** Since when they want no reminders. */
  remindersOff?: string
}

/** Whether a refusal is about the person and not about a question: it stands in their form. */
export const isPersonRefusal = ({ action }: Refusal): boolean => action === 'away'

const deputyOf = ({ person }: AnswerPageInput, { name }: Voice) => person?.deputy && name(person.deputy)
const managerOf = ({ person }: AnswerPageInput, { name }: Voice) => person?.manager && name(person.manager)

/** What was just said, in words. */
export function savedPerson(input: AnswerPageInput, voice: Voice): string | undefined {
  const { saved } = voice.t.person
  switch (input.personSaved) {
    case 'away':
      return saved.away(backIn(input), deputyOf(input, voice))
    case 'back':
      // The plan may have another absence of theirs.
      if (input.person?.away) return awayLine(input, voice)
      return saved.back(deputyOf(input, voice))
    case 'reminders-off':
      return saved['reminders-off'](managerOf(input, voice))
    case 'reminders-on':
      return saved['reminders-on']
    default:
      return undefined
  }
}

const backIn = (input: AnswerPageInput): string => dateInWords(input.person?.away?.back ?? '', input.now, input.reader)

const awayLine = (input: AnswerPageInput, voice: Voice): string =>
  voice.t.person.awayUntil(backIn(input), deputyOf(input, voice))

/** At the top of the page, so that nobody wonders why nothing comes. */
export function awayNotice(input: AnswerPageInput, voice: Voice): Piece {
  if (!input.person?.away || input.personSaved === 'away') return undefined
  return html`<p class="notice rounded">${awayLine(input, voice)}</p>`
}

const post = (action: string, content: Piece): Markup =>
  html`<form method="post" action="?#you"><input type="hidden" name="action" value="${action}">${content}</form>`

const button = (label: string): Markup => html`<button class="quiet" type="submit">${label}</button>`

function leaving(input: AnswerPageInput, voice: Voice): Markup {
  const words = voice.t.person
  const today = localDate(input.now, input.reader.timezone)
  const refused = input.refused?.action === 'away' ? input.refused : undefined
  const wrong = refused && html`<p class="bad small" id="wrong-away" role="alert">${refused.sentence}</p>`
  const invalid = refused && html` aria-invalid="true" aria-describedby="wrong-away"`
  return html`<details class="otherwise"${refused && html` open`}><summary>${words.title}</summary>
<p class="hint">${words.hint(deputyOf(input, voice))}</p>
${post(
  'away',
  html`<div class="field"><label class="label" for="away-until">${words.back}</label>
<input type="date" id="away-until" name="until" required min="${daysAfter(today, 1)}" max="${daysAfter(today, MAX_AWAY_DAYS)}" value="${refused?.typed.until}"${invalid}>${wrong}</div>
${button(words.away)}`,
)}</details>`
}

function returning(input: AnswerPageInput, voice: Voice): Markup {
  const words = voice.t.person
  const end = input.person?.away?.said
    ? post('back', button(words.backButton))
    : html`<p class="soft small">${words.byPlan}</p>`
  return html`<p>${awayLine(input, voice)}</p>${end}`
}

/** Reminders can be done without; being asked, and answering for it, cannot. */
function reminders(input: AnswerPageInput, voice: Voice): Markup {
  const words = voice.t.person
  const since = input.person?.remindersOff
  if (since !== undefined)
    return html`<p class="field">${words.remindersAreOff(voice.day(since))}</p>${post('reminders-on', button(words.remindersAgain))}`
  return html`<details class="otherwise"${input.wantsFewer && html` open`}><summary>${words.reminders}</summary>
<p class="hint">${words.remindersHint(managerOf(input, voice))}</p>
${post('reminders-off', button(words.remindersStop))}</details>`
}

/** Below the questions: what the reader can say of themselves. */
export function personCard(input: AnswerPageInput, voice: Voice): Piece {
  const { person } = input
  if (!person) return undefined
  return html`<section class="card" id="you" aria-label="${voice.t.page.forName(input.reader.name)}">${person.away ? returning(input, voice) : leaving(input, voice)}
${reminders(input, voice)}</section>`
}
