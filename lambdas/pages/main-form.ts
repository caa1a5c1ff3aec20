import { localDate } from '../texts/moments.ts'
import { choices, dateField, daysAfter, type FormContext, form, textField } from './field.ts'
import { html, type Markup } from './markup.ts'

/** How far ahead a decision may start to hold, in days; as the rules have it. */
const LAST_EFFECT_DAY = 365

function decideForm(context: FormContext): Markup {
  const { decision, voice } = context
  const { form: words, fallbackMark, expected } = voice.t
  const today = localDate(context.now, context.timezone)
  const options = decision.options.map((one) => ({
    value: one.id,
    label: one.label,
    hint: one.expectedEffect && expected(one.expectedEffect),
    mark: one.id === decision.fallback.option ? fallbackMark : undefined,
  }))
  return form(
    context,
    'decide',
    html`${choices(context, 'decide', words.choose, options)}
${textField(context, 'decide', { label: words.rationale, hint: words.rationaleHint })}
${dateField(context, 'decide', { name: 'effectFrom', label: words.effectFrom, hint: words.effectFromHint, value: today, min: today, max: daysAfter(today, LAST_EFFECT_DAY) })}
<button type="submit">${words.decide}</button>`,
  )
}

function doneForm(context: FormContext): Markup {
  const { form: words } = context.voice.t
  return form(
    context,
    'done',
    html`${textField(context, 'done', { label: words.doneText, hint: words.doneHint })}
<button type="submit">${words.done}</button>`,
  )
}

function rethinkForm(context: FormContext): Markup {
  const { form: words, rethinkOptions } = context.voice.t
  const options = (['process', 'target'] as const).map((value) => ({ value, ...rethinkOptions[value] }))
  return form(
    context,
    'rethink',
    html`${choices(context, 'rethink', words.rethinkLegend, options)}
${textField(context, 'rethink', { label: words.rethinkText, hint: words.rethinkHint, required: true })}
<button type="submit">${words.rethink}</button>`,
  )
}

/** The form that answers the question. */
export function mainForm(context: FormContext): Markup {
  if (context.ask.kind === 'carry-out') return doneForm(context)
  return context.ask.kind === 'rethink' ? rethinkForm(context) : decideForm(context)
}
