import type { HistoryEntry } from '../../domain/history.ts'
import type { Voice } from '../texts/ask-words.ts'
import type { Surroundings } from '../texts/reader.ts'
import { factWords } from '../texts/refused-words.ts'
import { html, type Piece } from './markup.ts'

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g

/** An id as a word of its own: ids have letters, digits and hyphens. */
const WORD = /[a-z0-9][a-z0-9-]*/g

/** A reason of before there were facts, for a reader: instants in their own time, people by their names. */
const plain = (why: string, names: Readonly<Record<string, string>>, voice: Voice): string =>
  why
    .replace(INSTANT, (instant) => voice.when(instant))
    .replace(WORD, (word) => (word.includes('-') || why.startsWith(`${word}:`) ? (names[word] ?? word) : word))

/** With a capital letter, since it stands alone. */
const opened = (words: string | undefined, lang: string) => words && words[0]!.toLocaleUpperCase(lang) + words.slice(1)

/** What happened to a decision so far, oldest first: each step with its reason, when, and through whom. */
export function historyBlock(lines: readonly HistoryEntry[], around: Surroundings, voice: Voice): Piece {
  const { names } = around
  const { history } = voice.t
  if (lines.length === 0) return undefined
  const who = (id: string) => history.who[id] ?? names[id] ?? id
  const items = lines.map(
    ({ what, who: by, why, fact, at, via }) =>
      html`<li><p><b>${history.what[what] ?? what}</b> <span class="soft small">${[who(by), via === 'command' ? history.command : '', voice.when(at)].filter(Boolean).join(' · ')}</span></p>
<p class="small">${opened(factWords(fact, around), voice.lang) ?? plain(why, names, voice)}</p></li>\n`,
  )
  return html`<details><summary>${history.title}</summary><ol class="steps">
${items}</ol></details>`
}
