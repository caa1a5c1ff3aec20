import { languageOf, textsFor } from '../texts/catalogue.ts'
import { html } from './markup.ts'
import { shell } from './shell.ts'
import { typedWords } from './typed-words.ts'

/**
 * `left`: the addressee is no longer in the plan (410). `unknown`: forged, mistyped or revoked link (404). `expired`: the link was good once (410), offers a fresh mail.
 * `kept`: the same, and what was typed is kept (410). `again`: the same, and there was nothing to keep, so that the button is pressed again (410). `renewed`: the fresh mail is on its way (200). `trouble`: something broke on our side, try again (5xx).
 * `refused`: the request cannot be read, e.g. a body that is no form (400). `unsubscribed`: by a mail client, in one click (200). `elsewhere`: it names a question of somebody else (400).
 */
export type MessageKind =
  | 'unknown'
  | 'left'
  | 'expired'
  | 'kept'
  | 'again'
  | 'renewed'
  | 'trouble'
  | 'refused'
  | 'elsewhere'
  | 'unsubscribed'

/** A page without asks. Language and names are those of the reader only where a link proves who that is. */
export interface MessagePageInput {
  kind: MessageKind
  locale?: string
  organisation?: string
  notice?: string
  /** Something was posted, and is not recorded. */
  lost?: boolean
  /** What was posted and could not be kept: its words are shown, to be copied. */
  typed?: Readonly<Record<string, string>>
}

const statuses: Record<MessageKind, number> = {
  unknown: 404,
  left: 410,
  expired: 410,
  kept: 410,
  again: 410,
  renewed: 200,
  trouble: 500,
  refused: 400,
  elsewhere: 400,
  unsubscribed: 200,
}

/** The HTTP status that belongs to a page without asks. */
export const messageStatus = (kind: MessageKind): number => statuses[kind]

/** Says one thing and what to do next. An expired link can be renewed by a POST; the fresh one goes to its addressee only. */
export function messagePage({ kind, locale = 'en-GB', organisation, notice, typed, lost }: MessagePageInput): string {
  const texts = textsFor(locale)
  const { message } = texts
  const { title, text } = message[kind]
  const content = html`<article class="card"><h1>${title}</h1><p>${text}</p>${lost && kind === 'expired' && html`<p>${message.expired.lost}</p>`}${typedWords(typed, texts)}
${
  kind === 'expired' &&
  html`<form method="post" action="?"><input type="hidden" name="action" value="renew">
<button type="submit">${message.expired.button}</button></form>`
}</article>`
  const header = organisation && html`<p class="soft small">${organisation}</p>`
  return shell({ lang: languageOf(locale), title: `${title} · Throughline`, notice, header, content }).toString()
}
