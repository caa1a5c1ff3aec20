/** Line and column of the first character that makes a text no JSON (both from 1), or of its end when it stops too early. */
export function jsonPlace(text: string): { line: number; column: number } {
  const before = text.slice(0, firstFault(text)).split(/\r\n|\n|\r/)
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

const SPACE = /[ \t\n\r]*/y
/** A string is matched piece by piece between its escapes, so that a long one without its end costs no more than its length. */
const VALUE =
  /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** What may come at this point: `first` and `key` are the beginnings of a list and an object, which may also end there. */
type Expected = 'value' | 'first' | 'key' | 'next-key' | 'colon' | 'after'

/** Index of the first character that JSON's grammar does not allow, or the length of the text. */
function firstFault(text: string): number {
  const open: ('[' | '{')[] = []
  let expected: Expected = 'value'
  for (let at = skip(SPACE, text, 0); at < text.length; at = skip(SPACE, text, at)) {
    const next = step(text, at, expected, open)
    if (!next) return at
    ;[at, expected] = next
  }
  return text.length
}

/** The index behind the token at `at` and what may follow it; undefined when no such token may stand there. */
function step(text: string, at: number, expected: Expected, open: ('[' | '{')[]): [number, Expected] | undefined {
  const sign = text[at]!
  const inner = open.at(-1)
  if (expected === 'colon') return sign === ':' ? [at + 1, 'value'] : undefined
  if (expected === 'after' && sign === ',' && inner) return [at + 1, inner === '[' ? 'value' : 'next-key']
  const mayEnd = expected === 'after' || expected === (inner === '[' ? 'first' : 'key')
  if (mayEnd && ((sign === ']' && inner === '[') || (sign === '}' && inner === '{'))) {
    open.pop()
    return [at + 1, 'after']
  }
  if (expected === 'after') return undefined
  const isKey = expected === 'key' || expected === 'next-key'
  if (!isKey && (sign === '[' || sign === '{')) {
    open.push(sign)
    return [at + 1, sign === '[' ? 'first' : 'key']
  }
  const end = isKey && sign !== '"' ? at : skip(VALUE, text, at)
  return end === at ? undefined : [end, isKey ? 'colon' : 'after']
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
