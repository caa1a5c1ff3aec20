/** What to write where a value is of the wrong kind: a number for a text, a text for a number, a block for a list. */

/** Kinds of values as the schema names them, in the plan's words. */
const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
}

/** `source` is the value as it stands in the file, `010` where the value is 10. */
export const wrongType = (expected: string, got: unknown, source = String(got)): string => {
  const kind = KINDS[expected] ?? expected
  if (got === null) return `nothing is written here; write ${kind}, or remove the key`
  const shown = source.length > 40 ? `${source.slice(0, 40)}…` : source
  if (expected === 'string') {
    if (typeof got !== 'number' && typeof got !== 'boolean') return `write text, not ${kindOf(got)}`
    return `${shown} is read as ${kindOf(got)}; for text write it in quotes: '${shown}'`
  }
  if (expected === 'array') return `write a list: [first, second], or a line with "- " for each`
  if (expected === 'object' || expected === 'record') return `write a block of keys, not ${kindOf(got)}`
  if (typeof got === 'string') return notNumber(kind, got, shown)
  if (typeof got === 'number' && !Number.isFinite(got)) return `write a finite number, not ${shown}`
  return `write ${kind}, not ${typeof got === 'number' ? shown : kindOf(got)}`
}

const notNumber = (kind: string, got: string, shown: string): string => {
  const plain = got.replace(/[_ '’]/g, '')
  if (got !== '' && got === plain && Number.isFinite(Number(got))) return `write ${kind} without quotes: ${got}`
  if (/^[-+]?\d+(\.\d+)?$/.test(plain)) return `write ${kind} without signs between its digits: ${plain}`
  if (/^[-+]?\d+,\d+$/.test(plain)) return `write ${kind} with a point: ${plain.replace(',', '.')}`
  return `write ${kind}; "${shown}" is text`
}

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list'
  if (value === null) return 'nothing'
  const kinds: Record<string, string> = {
    object: 'a block',
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
  }
  return kinds[typeof value] ?? typeof value
}
