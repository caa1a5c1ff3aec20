import { awaitsConfirming } from '../../domain/decision-confirming.ts'
import { type FormContext, form, textField } from './field.ts'
import { html, type Piece } from './markup.ts'

/** Corrected figures left the question without ground: whether it stays. Nothing where nobody has to say so. */
export function confirmForms(context: FormContext): Piece {
  if (context.ask.kind !== 'decide' || !awaitsConfirming(context.decision)) return undefined
  const { confirm } = context.voice.t
  const stays = html`<button class="quiet" type="submit">${confirm.yes}</button>`
  const back = html`${textField(context, 'withdraw', { label: confirm.text, hint: confirm.hint })}
<button class="quiet" type="submit">${confirm.no}</button>`
  return html`<div class="other"><h3>${confirm.page}</h3>
${form(context, 'confirm', stays)}
${form(context, 'withdraw', back)}</div>
`
}
