/**
 * EventBridge's event patterns over a JSON value: each field of a pattern lists what may match; all fields must.
 * Knows exact values, prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, exists and `$or`.
 */
export type Pattern = Record<string, unknown>

/** Whether the event has everything the pattern asks for. */
export function matches(pattern: Pattern, event: unknown): boolean {
  const fields = isObject(event) ? event : {}
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === '$or' && Array.isArray(wanted)) return wanted.some((one) => matches(one as Pattern, event))
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (Array.isArray(wanted)) return wanted.some((condition) => holds(condition, value))
    // An array of objects matches when any of its members does, as AWS flattens it.
    return Array.isArray(value)
      ? value.some((one) => matches(wanted as Pattern, one))
      : matches(wanted as Pattern, value)
  })
}

/**
 * Refuses a pattern with a condition this matcher does not know, at the time it is declared.
 * Throws an Error that names the field.
 */
export function checkPattern(pattern: unknown, place = 'pattern'): asserts pattern is Pattern {
  if (!isObject(pattern)) throw new Error(`${place}: a pattern is an object of fields, got ${JSON.stringify(pattern)}`)
  for (const [name, wanted] of Object.entries(pattern)) {
    const here = `${place}.${name}`
    if (name === '$or' && Array.isArray(wanted)) {
      for (const one of wanted) checkPattern(one, here)
    } else if (Array.isArray(wanted)) {
      if (wanted.length === 0) throw new Error(`${here}: an empty list matches nothing; AWS refuses it`)
      for (const condition of wanted) checkCondition(condition, here)
    } else {
      checkPattern(wanted, here)
    }
  }
}

type Condition = Record<string, unknown>

const conditions: Record<string, (argument: unknown, value: unknown) => boolean> = {
  exists: (wanted, value) => (value !== undefined && !isObject(value)) === wanted,
  prefix: (wanted, value) => text(value) && compared(wanted, value, (a, b) => b.startsWith(a)),
  suffix: (wanted, value) => text(value) && compared(wanted, value, (a, b) => b.endsWith(a)),
  'equals-ignore-case': (wanted, value) => text(value) && value.toLowerCase() === String(wanted).toLowerCase(),
  wildcard: (wanted, value) => text(value) && wildcard(String(wanted)).test(value),
  'anything-but': (wanted, value) => value !== undefined && !excluded(wanted, value),
  numeric: (wanted, value) => typeof value === 'number' && inRange(wanted as unknown[], value),
}

function checkCondition(condition: unknown, place: string): void {
  if (!isObject(condition)) return
  for (const name of Object.keys(condition)) {
    if (!Object.hasOwn(conditions, name)) {
      throw new Error(
        `${place}: the local runner does not know the condition "${name}"; it knows ${Object.keys(conditions).join(', ')}`,
      )
    }
  }
}

function holds(condition: unknown, value: unknown): boolean {
  if (Array.isArray(value) && !(isObject(condition) && 'exists' in condition))
    return value.some((one) => holds(condition, one))
  if (!isObject(condition)) return condition === value
  return Object.entries(condition).every(([name, argument]) => conditions[name]?.(argument, value) ?? false)
}

function compared(wanted: unknown, value: string, compare: (wanted: string, value: string) => boolean): boolean {
  if (!isObject(wanted)) return compare(String(wanted), value)
  return compare(String(wanted['equals-ignore-case']).toLowerCase(), value.toLowerCase())
}

function excluded(wanted: unknown, value: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.includes(value)
  if (!isObject(wanted)) return wanted === value
  return Object.entries(wanted).some(([name, argument]) =>
    (Array.isArray(argument) ? argument : [argument]).some((one) => conditions[name]?.(one, value) ?? false),
  )
}

function inRange(comparisons: unknown[], value: number): boolean {
  for (let index = 0; index + 1 < comparisons.length; index += 2) {
    const limit = Number(comparisons[index + 1])
    const compare: Record<string, boolean> = {
      '<': value < limit,
      '<=': value <= limit,
      '=': value === limit,
      '>=': value >= limit,
      '>': value > limit,
    }
    if (!compare[String(comparisons[index])]) return false
  }
  return true
}

function wildcard(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )
}

function text(value: unknown): value is string {
  return typeof value === 'string'
}

function isObject(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
