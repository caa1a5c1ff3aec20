import { MAX_SNOOZE_DAYS, MAX_SNOOZES } from '../../domain/ask-defer.ts'
import { DISMISSALS } from '../../domain/decision-answering.ts'
import { localDate } from '../texts/moments.ts'
import {
  choices,
  dateField,
  daysAfter,
  type FormBase,
  type FormContext,
  form,
  peopleChoices,
  personField,
  textField,
} from './field.ts'
import { html, type Markup, type Piece } from './markup.ts'

const block = (title: string, hint: string | undefined, content: Markup): Markup =>
  html`<div class="other"><h3>${title}</h3>
${hint && html`<p class="hint">${hint}</p>`}
${content}</div>\n`

function acknowledge(context: FormContext): Piece {
  const { ask, now, voice } = context
  // Taking on what is already taken on, or late, would promise nothing.
  if (ask.acknowledgedAt || ask.dueBy < now) return undefined
  const words = voice.t.form
  const button = html`<button class="quiet" type="submit">${words.acknowledgeButton[ask.kind](voice.shortDay(ask.dueBy))}</button>`
  return block(words.acknowledge, words.acknowledgeHint(voice.when(ask.dueBy)), form(context, 'acknowledge', button))
}

function snooze(context: FormBase): Piece {
  const { ask, voice } = context
  const words = voice.t.form
  if (ask.snoozes >= MAX_SNOOZES) return undefined
  const today = localDate(context.now, context.timezone)
  const most = daysAfter(today, MAX_SNOOZE_DAYS)
  const last = context.putOff ?? most
  if (last === '') return undefined
  const date = dateField(context, 'snooze', {
    name: 'until',
    label: words.snoozeUntil,
    value: daysAfter(today, 1),
    min: daysAfter(today, 1),
    max: last,
  })
  const button = html`<button class="quiet" type="submit">${words.snoozeButton}</button>`
  return block(
    words.snooze,
    words.snoozeHint(MAX_SNOOZES - ask.snoozes, last < most ? voice.date(last) : undefined),
    form(context, 'snooze', html`${date}${button}`),
  )
}

function dismiss(context: FormContext): Piece {
  if (context.ask.kind !== 'decide') return undefined
  const words = context.voice.t.form
  const reasons = DISMISSALS.map((value) => ({
    value,
    label: words.dismissReasons[value],
  }))
  const content = html`${choices(context, 'dismiss', words.dismissLegend, reasons)}
${textField(context, 'dismiss', { label: words.dismissText })}
<button class="quiet" type="submit">${words.dismissButton}</button>`
  return block(words.dismiss, undefined, form(context, 'dismiss', content))
}

/** Two questions that are one: the other goes on for both. Nothing is offered where nothing else of the reader's waits. */
function together(context: FormContext): Piece {
  const { ask, voice, together: others = [] } = context
  if (ask.kind !== 'decide' || others.length === 0) return undefined
  const words = voice.t.form
  const questions = others.map(({ id, question, evidence, decideBy }) => ({
    value: id,
    label: question,
    hint: [evidence.kpiName, evidence.seriesLabel, words.togetherBy(voice.day(decideBy))].filter(Boolean).join(' · '),
  }))
  const content = html`${choices(context, 'merge', words.togetherLegend, questions)}
${textField(context, 'merge', { label: words.togetherText, required: true })}
<button class="quiet" type="submit">${words.togetherButton}</button>`
  return block(words.together, words.togetherHint, form(context, 'merge', content))
}

/** To somebody by name: whoever comes to mind is one tap, anybody else of the plan is typed. */
export function delegate(context: FormBase): Markup {
  const words = context.voice.t.form
  const some = (context.others ?? []).length > 0
  const content = html`${peopleChoices(context, 'delegate', words.delegateLegend)}
${personField(context, 'delegate', { label: some ? words.delegateOther : words.delegateLegend, hint: words.delegateName })}
${textField(context, 'delegate', { label: words.delegateText })}
<button class="quiet" type="submit">${words.delegateButton}</button>`
  return block(words.delegate, words.delegateHint, form(context, 'delegate', content))
}

/** Hands the question on, with words. */
export function notMine(context: FormBase): Piece {
  // Behind the desk there is nobody to hand anything to but by name.
  if (context.ask.role === 'desk') return undefined
  const words = context.voice.t.form
  const content = html`${textField(context, 'not-mine', { label: words.notMineText, required: true })}
${personField(context, 'not-mine', { label: words.notMineWho, hint: words.notMineWhoHint })}
<button class="quiet" type="submit">${words.notMineButton}</button>`
  return block(words.notMine, words.notMineHint, form(context, 'not-mine', content))
}

/** Answers that any ask takes in place of its own. */
export const DEFERS: readonly string[] = ['snooze', 'delegate', 'not-mine']

const isOpen = ({ refused, draft }: FormBase, actions: readonly string[]): boolean =>
  [refused, draft].some((one) => one !== undefined && actions.includes(one.action))

/** Every other answer, folded away; open when one of them was just refused, so that what was typed is in sight. */
export function otherAnswers(context: FormContext): Markup {
  const open = isOpen(context, ['acknowledge', 'dismiss', 'merge', ...DEFERS])
  return html`<details class="otherwise"${open && html` open`}><summary>${context.voice.t.form.otherwise}</summary>
${acknowledge(context)}${snooze(context)}${dismiss(context)}${together(context)}${delegate(context)}${notMine(context)}</details>`
}

/** What may be said of any ask instead of an answer: not now, somebody else, not mine. */
export function deferAnswers(context: FormBase): Markup {
  return html`<details class="otherwise"${isOpen(context, DEFERS) && html` open`}><summary>${context.voice.t.form.otherwise}</summary>
${snooze(context)}${delegate(context)}${notMine(context)}</details>`
}
