import { MAX_SNOOZE_DAYS, MAX_SNOOZES } from '../../domain/ask-defer.ts'
import { DISMISSALS } from '../../domain/decision-answering.ts'
import { localDate } from '../texts/moments.ts'
import { choices, dateField, daysAfter, type FormBase, type FormContext, form, textField } from './field.ts'
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
  const date = dateField(context, 'snooze', {
    name: 'until',
    label: words.snoozeUntil,
    value: daysAfter(today, 1),
    min: daysAfter(today, 1),
    max: daysAfter(today, MAX_SNOOZE_DAYS),
  })
  const button = html`<button class="quiet" type="submit">${words.snoozeButton}</button>`
  return block(
    words.snooze,
    words.snoozeHint(MAX_SNOOZES - ask.snoozes),
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

function notMine(context: FormBase): Piece {
  // Behind the desk there is nobody to hand anything to.
  if (context.ask.role === 'desk') return undefined
  const words = context.voice.t.form
  const content = html`${textField(context, 'not-mine', { label: words.notMineText, required: true })}
<button class="quiet" type="submit">${words.notMineButton}</button>`
  return block(words.notMine, words.notMineHint, form(context, 'not-mine', content))
}

/** Every other answer, folded away; open when one of them was just refused, so that what was typed is in sight. */
export function otherAnswers(context: FormContext): Markup {
  const { refused } = context
  const open = refused && ['acknowledge', 'snooze', 'dismiss', 'not-mine'].includes(refused.action)
  return html`<details class="otherwise"${open && html` open`}><summary>${context.voice.t.form.otherwise}</summary>
${acknowledge(context)}${snooze(context)}${dismiss(context)}${notMine(context)}</details>`
}

/** What may be said of any ask instead of an answer: not now, not mine. */
export function deferAnswers(context: FormBase): Markup {
  const open = context.refused && ['snooze', 'not-mine'].includes(context.refused.action)
  return html`<details class="otherwise"${open && html` open`}><summary>${context.voice.t.form.otherwise}</summary>
${snooze(context)}${notMine(context)}</details>`
}
