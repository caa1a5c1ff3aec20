/** What came in, as a message shows it: never longer than a message may be, never with characters that spoil a log. */

const MOST = 60

/** A text in quotes, cut after 60 characters, control characters as escapes. */
export const shown = (text: string): string => JSON.stringify(text.length > MOST ? `${text.slice(0, MOST)}…` : text)

/** Any JSON value: texts as above, others by their kind when they are too long to be shown. */
export const shownValue = (value: unknown): string => {
  if (typeof value === 'string') return shown(value)
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value)
    return names.length === 0 ? 'an empty object' : `an object with ${names.slice(0, 3).map(shown).join(', ')}`
  }
  return String(value)
}
