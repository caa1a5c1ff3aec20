import type { Answer, Ask } from '../../domain/ask.ts'
import type { Plausible } from '../../domain/ask-delegate.ts'
import type { Decision } from '../../domain/decision.ts'
import { MAX_RATIONALE } from '../../domain/decision-answering.ts'
import type { Voice } from '../texts/ask-words.ts'
import type { Surroundings } from '../texts/reader.ts'
import type { AnswerPageInput, PageAsk, Refusal } from './answer-page.ts'
import { html, type Markup, type Piece } from './markup.ts'

/** What every form needs to know, whatever the ask is about. */
export interface FormBase {
  ask: Ask
  voice: Voice
  now: string
  timezone: string
  /** Set when the last POST was about this ask and changed nothing. */
  refused?: Refusal
  /** Whom the ask can plausibly be handed to. */
  others?: readonly Plausible[]
  /** The last day until which it can be put off; empty where there is none. @default two weeks ahead */
  putOff?: string
  /** The reader's other questions that this one could be decided with. @default none */
  together?: readonly Decision[] | undefined
  /** What was typed into one of the forms before the link had expired. */
  draft?: KeptDraft
  /** What the page's address needs behind the question mark, already encoded. @default nothing */
  query?: string
}

/** What the card of an ask gives its forms of the page it stands on. */
export const formBase = <A extends Ask>(
  ask: A,
  page: Surroundings & Pick<AnswerPageInput, 'refused' | 'others' | 'putOff'>,
  voice: Voice,
) => ({
  ask,
  voice,
  now: page.now,
  timezone: page.reader.timezone,
  refused: page.refused?.ask === ask.id ? page.refused : undefined,
  others: page.others?.[ask.id],
  putOff: page.putOff?.[ask.id],
})

/** The form it was typed into, and its fields. */
export interface KeptDraft {
  action: Action
  fields: Readonly<Record<string, string>>
}

/** What the forms of a decision's ask need to know. */
export type FormContext = FormBase & PageAsk

type Action = Answer['action']
type Field = NonNullable<Refusal['field']>

/** The refusal, if it was this form that was posted. */
const refusalOf = ({ refused }: FormBase, action: Action): Refusal | undefined =>
  refused?.action === action ? refused : undefined

/** What was typed into a field of this form before it was refused, or before its link expired. */
export const typedIn = (context: FormBase, action: Action, field: string): string | undefined => {
  const refused = refusalOf(context, action)
  if (refused) return refused.typed[field]
  return context.draft?.action === action ? context.draft.fields[field] : undefined
}

/** Says that what stands in a form was typed once and never recorded. */
export const draftNotice = ({ draft, refused, voice }: FormBase): Piece =>
  draft && !refused && html`<p class="notice rounded" role="status">${voice.t.checkInForm.draft}</p>`

/** `aria-invalid` on the field the refusal is about. */
const invalid = (context: FormBase, action: Action, field: Field): Piece =>
  refusalOf(context, action)?.field === field &&
  html` aria-invalid="true" aria-describedby="${refusedPlace(context.ask)}"`

/** Where a refusal stands on the page. */
export const refusedPlace = (ask: Pick<Ask, 'id'>): string => `refused-${ask.id}`

/** What was wrong, in words; the place the browser scrolls to after a POST that was refused, since only then it exists. */
export const refusedBlock = ({ refused, ask, voice }: FormBase): Piece =>
  refused &&
  html`<div class="banner wrong" role="alert" id="${refusedPlace(ask)}"><h3>${voice.t.form.refused}</h3><p>${refused.sentence}</p></div>`

/** A form for one action: posts to the page's own address, with nothing behind the question mark but what the page needs. */
export const form = (context: FormBase, action: Action, content: Piece): Markup => {
  const { ask } = context
  return html`${refusalOf(context, action) && refusedBlock(context)}
<form method="post" action="?${context.query}#${encodeURIComponent(refusedPlace(ask))}">
<input type="hidden" name="ask" value="${ask.id}">
<input type="hidden" name="epoch" value="${ask.epoch}">
<input type="hidden" name="action" value="${action}">
${content}
</form>`
}

interface TextField {
  label: string
  hint?: string
  required?: boolean
}

/** A text area named `text`. */
export function textField(context: FormBase, action: Action, { label, hint, required }: TextField): Markup {
  const id = `${action}-text-${context.ask.id}`
  return html`<div class="field"><label class="label" for="${id}">${label}${hint && html` <span class="hint">${hint}</span>`}</label>
<textarea id="${id}" name="text" rows="3" maxlength="${MAX_RATIONALE}"${required && html` required`}${invalid(context, action, 'text')}>${typedIn(context, action, 'text')}</textarea></div>`
}

/** A line for somebody's name or address, named `to-name`; the browser proposes names of the page's list. */
export function personField(context: FormBase, action: Action, { label, hint }: TextField): Markup {
  const id = `${action}-to-name-${context.ask.id}`
  return html`<div class="field"><label class="label" for="${id}">${label}${hint && html` <span class="hint">${hint}</span>`}</label>
<input type="text" id="${id}" name="to-name" list="people" maxlength="320" autocomplete="off" value="${typedIn(context, action, 'to-name')}"${invalid(context, action, 'to')}></div>`
}

/** Radio cards named `to` for the people who come to mind first; none of them has to be chosen. */
export function peopleChoices(context: FormBase, action: Action, legend: string): Piece {
  const { others = [], voice } = context
  if (others.length === 0) return undefined
  const chosen = typedIn(context, action, 'to')
  return html`<fieldset${invalid(context, action, 'to')}><legend>${legend}</legend>
${others.map(
  ({ id, name, why }) =>
    html`<label class="choice"><input type="radio" name="to" value="${id}"${id === chosen && html` checked`}><span><b>${name}</b> <span class="hint">${voice.t.form.near[why]}</span></span></label>
`,
)}</fieldset>`
}

interface DateField {
  name: 'effectFrom' | 'until'
  label: string
  hint?: string
  value: string
  min: string
  max: string
}

/** A date field; `value`, `min` and `max` are calendar dates in the person's zone. */
export function dateField(
  context: FormBase,
  action: Action,
  { name, label, hint, value, min, max }: DateField,
): Markup {
  const id = `${action}-${name}-${context.ask.id}`
  const typed = typedIn(context, action, name)
  // A day that was possible when a draft was typed may be over by now; what was just refused stays as it was typed.
  const over = typed !== undefined && !refusalOf(context, action) && (typed < min || typed > max)
  return html`<div class="field"><label class="label" for="${id}">${label}${hint && html` <span class="hint">${hint}</span>`}</label>
<input type="date" id="${id}" name="${name}" required min="${min}" max="${max}" value="${over ? value : (typed ?? value)}"${invalid(context, action, name)}></div>`
}

/** One radio card. */
export interface Choice {
  value: string
  label: string
  hint?: string
  mark?: string
}

/** Radio cards named `option`. Nothing is chosen beforehand: a choice should be one. */
export function choices(context: FormBase, action: Action, legend: string, options: readonly Choice[]): Markup {
  const chosen = typedIn(context, action, 'option')
  return html`<fieldset${invalid(context, action, 'option')}><legend>${legend}</legend>
${options.map(
  (one) =>
    html`<label class="choice"><input type="radio" name="option" value="${one.value}" required${one.value === chosen && html` checked`}><span><b>${one.label}</b>${one.hint && html` <span class="hint">${one.hint}</span>`}${one.mark && html` <span class="mark">${one.mark}</span>`}</span></label>\n`,
)}</fieldset>`
}

/** The calendar date `days` after `date`. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
