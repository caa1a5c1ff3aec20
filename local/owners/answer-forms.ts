import { type HTMLElement, parse } from 'node-html-parser'
import type { Draw } from './temperament.ts'

/** A form of an answer page, filled in as its fields allow: what a browser would send. */
export type FilledForm = Record<string, string>

/** Every form of a page that offers `action`. */
export function formsWith(page: string, action: string): HTMLElement[] {
  return parse(page)
    .querySelectorAll('form')
    .filter((form) => form.querySelectorAll(`[name="action"][value="${action}"]`).length > 0)
}

/** Fields a browser would send without a person touching them: hidden ones, and inputs that come filled in. */
export function prefilled(form: HTMLElement): FilledForm {
  const fields: FilledForm = {}
  for (const input of form.querySelectorAll('input')) {
    const name = input.getAttribute('name')
    const kind = input.getAttribute('type') ?? 'text'
    if (!name || ['radio', 'checkbox', 'submit', 'button'].includes(kind)) continue
    fields[name] = input.getAttribute('value') ?? ''
  }
  for (const area of form.querySelectorAll('textarea'))
    fields[area.getAttribute('name') ?? ''] = area.textContent.trim()
  return fields
}

const REASONS = [
  'Agreed with the ward managers this morning; we start on Monday.',
  'It helped last winter and the staff for it are there.',
  'The beds are the bottleneck: twelve people waited for one at noon yesterday.',
  'The board has agreed the money; the effect should show within two months.',
]

/** Fills in a form for `action`: one of its options and a reason, drawn by seed. */
export function fill(form: HTMLElement, action: string, stream: string, draw: Draw): FilledForm {
  const fields = { ...prefilled(form), action }
  const options = form
    .querySelectorAll('input[type="radio"][name="option"]')
    .map((radio) => radio.getAttribute('value') ?? '')
  const select = form.querySelector('select[name="option"]')
  const values = select ? select.querySelectorAll('option').map((o) => o.getAttribute('value') ?? '') : options
  const choices = values.filter(Boolean)
  const chosen = choices[Math.floor(draw(`${stream}:option`) * choices.length)]
  const reason = REASONS[Math.floor(draw(`${stream}:reason`) * REASONS.length)] ?? ''
  return { ...fields, ...(chosen !== undefined && { option: chosen }), ...('text' in fields && { text: reason }) }
}
