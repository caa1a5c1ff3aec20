import type { Texts } from '../texts/en.ts'
import { html, type Markup, type Piece } from './markup.ts'

/** Fields of any form into which people write. */
const WORDS = [
  ...['text', 'changed', 'cause', 'wayBack', 'reason', 'step', 'blocker-0', 'blocker-1', 'blocker-2'],
  ...['milestone-reason', 'part-1-name', 'part-2-name', 'what', 'because'],
  ...['who', 'to-name'],
]

const DAYS = ['day', 'until', 'effectFrom', 'step-by', 'milestone-to', 'milestone-on']

/** Fields in which people choose. */
const CHOICES = ['option', 'status', 'confidence', 'unchanged', 'milestone', 'to']

/**
 * What somebody wrote that has no place on the page: shown to be copied, so that nothing typed is lost. `form` is where it
 * would stand; a field that is there keeps its own words.
 */
export function typedWords(typed: Readonly<Record<string, string>> | undefined, t: Texts, form?: Markup): Piece {
  const there = form?.toString() ?? ''
  const homeless = WORDS.filter((name) => typed && Object.hasOwn(typed, name) && !there.includes(` name="${name}"`))
  const words = homeless.flatMap((name) => typed![name]!.trim() || [])
  if (words.length === 0) return undefined
  // A day is filled in beforehand: it says something only beside words.
  words.push(...DAYS.flatMap((name) => (there.includes(` name="${name}"`) ? [] : typed![name]?.trim() || [])))
  return html`<p class="small">${t.form.typedWords}</p>${words.map((one) => html`<blockquote>${one}</blockquote>\n`)}`
}

/** Whether a form has anything in it that somebody would miss. */
export const hasWords = (typed: Readonly<Record<string, string>>): boolean =>
  WORDS.some((name) => Object.hasOwn(typed, name) && typed[name]!.trim() !== '')

/** Whether something was chosen in it; a day alone is filled in beforehand. */
export const hasChoice = (typed: Readonly<Record<string, string>>): boolean =>
  Object.entries(typed).some(
    ([name, value]) => value !== '' && (CHOICES.includes(name) || /^promise-C-[0-9a-f]{16}$/.test(name)),
  )
