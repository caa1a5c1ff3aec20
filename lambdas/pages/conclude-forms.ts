import type { ConcludeAsk } from '../../domain/ask.ts'
import { MOST_ACTION, MOST_ACTIONS } from '../../domain/review/action.ts'
import { MOST_BECAUSE } from '../../domain/review/conclusion.ts'
import type { Voice } from '../texts/ask-words.ts'
import { localDate } from '../texts/moments.ts'
import { packTexts } from '../texts/pack-catalogue.ts'
import { daysAfter } from './field.ts'
import { html, type Markup, type Piece } from './markup.ts'
import { typedWords } from './typed-words.ts'

/** A POST of the chair that changed nothing, with what was typed. */
export interface ChairRefusal {
  act: 'conclude' | 'assign' | 'urge'
  sentence: string
  /** What is wrong, by field. */
  fields: Readonly<Record<string, string>>
  typed: Readonly<Record<string, string>>
}

/** What a chair typed into one of the forms before a link expired. */
export interface KeptForm {
  id: string
  form: 'conclude' | 'assign'
  fields: Readonly<Record<string, string>>
}

/** What the chair's forms need to know. */
export interface ConcludeForms {
  ask: ConcludeAsk
  query: string
  refused?: ChairRefusal
  /** What was typed into them before a link expired. */
  drafts: readonly KeptForm[]
  decided: number
  actions: number
  now: string
  timezone: string
}

/** How far ahead an action may be due, in days; as the rules have it. */
const LAST_DAY = 365

const form = (
  { ask, query, refused, drafts }: ConcludeForms,
  act: 'conclude' | 'assign',
  content: Markup,
  voice: Voice,
): Markup => {
  const wrong = refused?.act === act ? refused : undefined
  const [first, ...others] = keptIn(drafts, act)
  const kept = wrong ? wrong.typed.kept : first?.id
  return html`${wrong && html`<div class="banner wrong" role="alert" id="refused-${act}"><h3>${packTexts(voice).conclude.refused}</h3><p>${wrong.sentence}</p></div>`}${!wrong && first && html`<p class="notice rounded" role="status">${voice.t.checkInForm.draft}</p>${typedWords(first.fields, voice.t, content)}`}${others.map(({ fields }) => typedWords(fields, voice.t))}
<form method="post" action="?${query}#refused-${act}">
<input type="hidden" name="act" value="${act}">
<input type="hidden" name="ask" value="${ask.id}">
<input type="hidden" name="epoch" value="${ask.epoch}">${kept && html`<input type="hidden" name="kept" value="${kept}">`}
${content}
</form>`
}

const typedIn = ({ refused, drafts }: ConcludeForms, act: 'conclude' | 'assign', name: string): string | undefined =>
  refused?.act === act ? refused.typed[name] : keptIn(drafts, act)[0]?.fields[name]

/** Actions one after the other as they were typed; of reasons the newest first. */
const keptIn = (drafts: readonly KeptForm[], act: 'conclude' | 'assign'): readonly KeptForm[] => {
  const own = drafts.filter(({ form: name }) => name === act)
  return act === 'conclude' ? own.toReversed() : own
}

const invalid = ({ refused }: ConcludeForms, act: string, name: string): Piece =>
  refused?.act === act &&
  refused.fields[name] !== undefined &&
  html` aria-invalid="true" aria-describedby="refused-${act}"`

/** What, who, by when. */
export function assignForm(forms: ConcludeForms, voice: Voice): Piece {
  if (forms.actions >= MOST_ACTIONS)
    return html`${keptIn(forms.drafts, 'assign').map(({ fields }) => typedWords(fields, voice.t))}`
  const { conclude: words } = packTexts(voice)
  const today = localDate(forms.now, forms.timezone)
  const of = (name: string) => ({
    id: `assign-${name}`,
    value: typedIn(forms, 'assign', name),
    bad: invalid(forms, 'assign', name),
  })
  const [what, who, day] = [of('what'), of('who'), of('day')]
  const fields = html`<div class="field"><label class="label" for="${what.id}">${words.what}</label>
<textarea id="${what.id}" name="what" rows="2" required maxlength="${MOST_ACTION}"${what.bad}>${what.value}</textarea></div>
<div class="field"><label class="label" for="${who.id}">${words.who} <span class="hint">${words.whoHint}</span></label>
<input type="text" id="${who.id}" name="who" list="people" required maxlength="200" autocomplete="off" value="${who.value}"${who.bad}></div>
<div class="field"><label class="label" for="${day.id}">${words.day}</label>
<input type="date" id="${day.id}" name="day" required min="${today}" max="${daysAfter(today, LAST_DAY)}" value="${dayOf(forms, today) ?? daysAfter(today, 7)}"${day.bad}></div>
<button class="quiet" type="submit">${words.assign}</button>`
  return html`<div class="other"><h3>${words.assignTitle}</h3>${form(forms, 'assign', fields, voice)}</div>`
}

/** The day as it was typed; one that was kept and is over by now gives way to the usual. */
const dayOf = (forms: ConcludeForms, today: string): string | undefined => {
  const typed = typedIn(forms, 'assign', 'day')
  const isOver = typed !== undefined && forms.refused?.act !== 'assign' && typed < today
  return isOver ? undefined : typed
}

/** Ends the review: with what came of it, or with the reason why nothing did. */
export function endForm(forms: ConcludeForms, voice: Voice): Markup {
  const { conclude: words } = packTexts(voice)
  const { decided, actions } = forms
  const content =
    decided + actions > 0
      ? html`<button type="submit">${words.endWith(decided, actions)}</button>`
      : html`<div class="field"><label class="label" for="because">${words.because} <span class="hint">${words.becauseHint}</span></label>
<textarea id="because" name="because" rows="3" required maxlength="${MOST_BECAUSE}">${typedIn(forms, 'conclude', 'because')}</textarea></div>
<button type="submit">${words.endWithout}</button>`
  return html`<div class="other"><h3>${words.endTitle}</h3>${form(forms, 'conclude', content, voice)}</div>`
}
