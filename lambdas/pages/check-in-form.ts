import { CHECK_IN_LIMITS, type CheckIn } from '../../domain/review/check-in.ts'
import type { AskedItem, Quick } from '../texts/check-in-words.ts'
import { localDate } from '../texts/moments.ts'
import { daysAfter, type FormBase, form } from './field.ts'
import { html, type Markup, type Piece } from './markup.ts'

/** What the form of a check-in needs to know. */
export interface CheckInForm extends FormBase, AskedItem {
  ask: AskedItem['ask']
  /** A calendar date in words. */
  date: (iso: string) => string
  /** The answer that stands, where this form corrects it. */
  given?: CheckIn
  /** Made in the mail; nothing is recorded by it. */
  choice?: Quick
}

/** Rows for what is in the way; the rules take five. */
export const BLOCKER_ROWS = 3

const CONFIDENCE = Array.from({ length: 11 }, (_, i) => i)

/** What stands in a field: what was just refused, else kept from an expired link, else said before, else chosen in the mail. */
export function fieldValue(context: CheckInForm, name: string): string {
  const { refused, draft, given, choice, item } = context
  // Where "nothing changed" was not enough, what was said last time stands there to be changed; what was said of promises stays.
  if (refused?.action === 'check-in' && refused.typed.unchanged === '1' && item.facts.last) {
    const afresh = AFRESH.includes(name) || refused.fields?.[name] !== undefined
    return refused.typed[name] ?? (afresh ? '' : (saidBefore(item.facts.last)[name] ?? ''))
  }
  if (refused?.action === 'check-in') return refused.typed[name] ?? ''
  if (draft?.action === 'check-in') return draft.fields[name] ?? ''
  if (given) return saidBefore(given)[name] ?? ''
  if (!choice || choice === 'unchanged') return ''
  if (name === 'status') return choice
  // One tap confirms: the confidence of last time stands there until another is tapped, where it was said of this very status.
  return name === 'confidence' && item.facts.last?.status === choice ? String(item.facts.last.confidence) : ''
}

/** What is of one time only: its news, and its promise, which is still there; besides, what was wrong with it. */
const AFRESH = ['changed', 'step', 'step-by']

const saidBefore = (given: CheckIn): Record<string, string | undefined> => ({
  status: given.status,
  confidence: String(given.confidence),
  changed: given.changed,
  cause: given.cause,
  wayBack: given.wayBack,
  reason: given.reason,
  step: given.nextStep?.text,
  'step-by': given.nextStep?.by,
  ...Object.fromEntries(
    given.blockers.flatMap((one, i) => [
      [`blocker-${i}`, one.text],
      [`blocker-with-${i}`, one.with],
    ]),
  ),
})

const problemIn = ({ refused }: CheckInForm, name: string): string | undefined =>
  refused?.action === 'check-in' ? refused.fields?.[name] : undefined

const idOf = ({ ask }: CheckInForm, name: string) => `${name}-${ask.id}`

/** The sentence under a field, and the attributes that tie the two together. */
const wrong = (context: CheckInForm, name: string): { attributes: Piece; sentence: Piece } => {
  const problem = problemIn(context, name)
  if (problem === undefined) return { attributes: undefined, sentence: undefined }
  const id = `wrong-${idOf(context, name)}`
  return {
    attributes: html` aria-invalid="true" aria-describedby="${id}"`,
    sentence: html`<p class="bad small" id="${id}">${problem}</p>`,
  }
}

interface Field {
  name: string
  label: string
  hint?: string
  most?: number
  rows?: number
}

/** A text area, or one line where `rows` is 1. */
export function area(context: CheckInForm, { name, label, hint, most, rows = 2 }: Field): Markup {
  const id = idOf(context, name)
  const { attributes, sentence } = wrong(context, name)
  const head = html`<label class="label" for="${id}">${label}${hint && html` <span class="hint">${hint}</span>`}</label>`
  const value = fieldValue(context, name)
  return rows === 1
    ? html`<div class="field">${head}<input type="text" id="${id}" name="${name}" maxlength="${most}" value="${value}"${attributes}>${sentence}</div>`
    : html`<div class="field">${head}<textarea id="${id}" name="${name}" rows="${rows}" maxlength="${most}"${attributes}>${value}</textarea>${sentence}</div>`
}

/** A date that may be left empty; `from` and `to` are days from today. */
export function day(context: CheckInForm, { name, label, hint }: Field, from: number, to: number): Markup {
  const id = idOf(context, name)
  const today = localDate(context.now, context.timezone)
  const { attributes, sentence } = wrong(context, name)
  return html`<div class="field"><label class="label" for="${id}">${label}${hint && html` <span class="hint">${hint}</span>`}</label>
<input type="date" id="${id}" name="${name}" min="${daysAfter(today, from)}" max="${daysAfter(today, to)}" value="${fieldValue(context, name)}"${attributes}>${sentence}</div>`
}

/** Radio cards. */
export function radios(
  context: CheckInForm,
  { name, label, hint }: Field,
  options: readonly { value: string; label: string }[],
  look: 'choice' | 'tile' | 'third' = 'choice',
): Markup {
  const { attributes, sentence } = wrong(context, name)
  const value = fieldValue(context, name)
  return html`<fieldset class="field"${attributes}><legend>${label}${hint && html` <span class="hint">${hint}</span>`}</legend>
<div class="${look}s">${options.map((one) => html`<label class="${look}"><input type="radio" name="${name}" value="${one.value}"${one.value === value && html` checked`}><span><b>${one.label}</b></span></label>\n`)}</div>${sentence}</fieldset>`
}

function blockers(context: CheckInForm): Markup {
  const words = context.voice.t.checkInForm
  const rows = Array.from({ length: BLOCKER_ROWS }, (_, i) => i)
  const row = (i: number) => {
    const { attributes, sentence } = wrong(context, `blocker-with-${i}`)
    const id = idOf(context, `blocker-with-${i}`)
    return html`${area(context, { name: `blocker-${i}`, label: i === 0 ? words.blocker : words.blockerMore, rows: 1, most: CHECK_IN_LIMITS.blocker })}
<div class="field"><label class="label" for="${id}">${words.blockerWith}</label><input type="text" id="${id}" name="blocker-with-${i}" list="people" maxlength="120" autocomplete="off" value="${fieldValue(context, `blocker-with-${i}`)}"${attributes}>${sentence}</div>`
  }
  const open = rows
    .slice(1)
    .some((i) => fieldValue(context, `blocker-${i}`) || fieldValue(context, `blocker-with-${i}`))
  return html`${row(0)}<details${open && html` open`}><summary>${words.more}</summary>${rows.slice(1).map(row)}</details>`
}

/** What became of each promise; left alone, one whose day is over counts as not kept. */
export function promises(context: CheckInForm): Piece {
  const { item, voice, given } = context
  const words = voice.t.checkInForm
  return item.facts.commitments
    .filter(() => given === undefined)
    .map(
      ({ id, text, by }) =>
        html`<div class="promise">${radios(
          context,
          { name: `promise-${id}`, label: words.promise(text, context.date(by)) },
          (['kept', 'broken', 'open', 'dropped'] as const).map((value) => ({ value, label: words.promiseSaid[value] })),
        )}${day(context, { name: `promise-by-${id}`, label: words.promiseBy }, 0, 365)}</div>`,
    )
}

function milestone(context: CheckInForm): Piece {
  const { item, voice } = context
  const facts = item.facts.milestone
  if (!facts || facts.doneOn) return undefined
  const words = voice.t.checkInForm
  // A part is not split again.
  const open = (['', 'done', 're-date', 'split'] as const).filter((one) => one !== 'split' || !item.item.includes('~'))
  const acts = open.map((value) => ({ value, label: words.act[value] }))
  const part = (i: number) =>
    html`${area(context, { name: `part-${i}-name`, label: words.partName(i), rows: 1, most: 200 })}${day(context, { name: `part-${i}-due`, label: words.partDue(i) }, 0, 1095)}`
  return html`${radios(context, { name: 'milestone', label: words.milestone }, acts)}
<div class="when-done">${day(context, { name: 'milestone-on', label: words.doneOn }, -365, 0)}</div>
<div class="when-re-date">${day(context, { name: 'milestone-to', label: words.newDay }, 0, 1095)}
${area(context, { name: 'milestone-reason', label: words.newDayWhy, most: CHECK_IN_LIMITS.reason })}
${facts.dependants.length > 0 && html`<p class="small">${words.dependants}</p><ul class="small">${facts.dependants.map((one) => html`<li>${one.name}, ${context.date(one.due)}</li>`)}${facts.moreDependants > 0 && html`<li>${words.moreDependants(facts.moreDependants)}</li>`}</ul>`}</div>
${open.includes('split') && html`<div class="when-split">${part(1)}${part(2)}</div>`}`
}

/** Shown only while the chosen status is better than the figure's own, in browsers that can; always labelled so. */
function reason(context: CheckInForm): Piece {
  const status = context.item.facts.kpi?.status
  if (status !== 'off-track' && status !== 'at-risk' && status !== 'stale') return undefined
  const { checkInForm: words, checkIn } = context.voice.t
  return html`<div class="${status === 'off-track' ? 'better-than-off' : 'better-than-risk'}">${area(context, { name: 'reason', label: words.reason(checkIn.kpiStatus[status]), most: CHECK_IN_LIMITS.reason })}</div>`
}

/** What nobody has to say: folded away, unless something stands there already or the status chosen in the mail calls for it. */
function further(context: CheckInForm): Markup {
  const words = context.voice.t.checkInForm
  const rows = Array.from({ length: BLOCKER_ROWS }, (_, i) => [`blocker-${i}`, `blocker-with-${i}`]).flat()
  const said = ['step', 'step-by', ...rows].some((name) => fieldValue(context, name) || problemIn(context, name))
  const open = said || context.choice === 'at-risk' || context.choice === 'off-track'
  return html`<details class="further"${open && html` open`}><summary>${words.further}</summary>
${area(context, { name: 'step', label: words.step, hint: words.stepHint, rows: 1, most: CHECK_IN_LIMITS.nextStep })}
${day(context, { name: 'step-by', label: words.stepBy }, 0, 365)}
${blockers(context)}</details>`
}

/**
 * The form of a check-in: a minute, from top to bottom. Only status and confidence are always needed; what follows from the status
 * is in sight once one is chosen, in browsers that can.
 */
export function checkInForm(context: CheckInForm): Markup {
  const { voice, choice, given } = context
  const { checkInForm: words, checkIn } = voice.t
  const statuses = (['on-track', 'at-risk', 'off-track'] as const).map((value) => ({
    value,
    label: checkIn.status[value],
  }))
  return form(
    context,
    'check-in',
    html`${given && html`<input type="hidden" name="corrects" value="${context.ask.answer?.at}">`}
<input type="hidden" name="how" value="${choice ? 'mail' : 'page'}">
${milestone(context)}
${radios(context, { name: 'status', label: checkIn.answer }, statuses, 'third')}
<div class="then">${radios(
      context,
      { name: 'confidence', label: words.confidence, hint: words.confidenceHint },
      CONFIDENCE.map((one) => ({ value: String(one), label: String(one) })),
      'tile',
    )}
<div class="when-off">${area(context, { name: 'cause', label: words.cause, most: CHECK_IN_LIMITS.cause })}
${area(context, { name: 'wayBack', label: words.wayBack, most: CHECK_IN_LIMITS.wayBack })}</div>
${reason(context)}
${area(context, { name: 'changed', label: words.changed, hint: words.changedHint, most: CHECK_IN_LIMITS.changed })}
${promises(context)}
${further(context)}
<button type="submit">${given ? words.correct : words.save}</button></div>`,
  )
}

/** Last time's check-in again, with what became of the promises: one tap; beside the form (`once`) it says what that was. Nothing where there is no last time. */
export function unchangedForm(context: CheckInForm, at: 'once' | 'asked' = 'asked'): Piece {
  const { last } = context.item.facts
  if (!last) return undefined
  const { checkInForm: words, checkIn } = context.voice.t
  const same = words.sameAgain(checkIn.status[last.status], last.confidence)
  return form(
    context,
    'check-in',
    html`<input type="hidden" name="unchanged" value="1">
<input type="hidden" name="how" value="${context.choice ? 'mail' : 'page'}">
${promises(context)}
${at === 'once' ? html`<button class="quiet" type="submit">${same}</button>` : html`<button type="submit">${words.unchanged}</button>`}`,
  )
}
