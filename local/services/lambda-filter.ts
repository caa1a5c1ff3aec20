/** An event pattern of Lambda's FilterCriteria, as parsed JSON. */
export type Pattern = { [field: string]: unknown }

type Test = (value: unknown, present: boolean) => boolean

const RULES: Record<string, (argument: never) => Test> = {
  prefix: (argument: string) => (value) => typeof value === 'string' && value.startsWith(argument),
  suffix: (argument: string) => (value) => typeof value === 'string' && value.endsWith(argument),
  'equals-ignore-case': (argument: string) => (value) =>
    typeof value === 'string' && value.toLowerCase() === argument.toLowerCase(),
  exists: (argument: boolean) => (_value, present) => present === argument,
  'anything-but': (argument: unknown) => (value, present) => present && !forbidden(argument, value),
  numeric: (argument: (string | number)[]) => (value) => typeof value === 'number' && numeric(argument, value),
}

function forbidden(argument: unknown, value: unknown): boolean {
  if (typeof argument === 'object' && argument !== null && !Array.isArray(argument))
    return ruleOf(argument)(value, true)
  return [argument].flat().some((one) => one === value)
}

function numeric(argument: (string | number)[], value: number): boolean {
  for (let i = 0; i + 1 < argument.length; i += 2) {
    const limit = Number(argument[i + 1])
    const holds = {
      '=': value === limit,
      '<': value < limit,
      '<=': value <= limit,
      '>': value > limit,
      '>=': value >= limit,
    }
    if (!holds[argument[i] as keyof typeof holds]) return false
  }
  return true
}

function ruleOf(rule: object): Test {
  const [[name, argument]] = Object.entries(rule) as [[string, unknown]]
  const make = RULES[name]
  if (!make) throw new Error(`Filter rule "${name}" is not known; known are ${Object.keys(RULES).join(', ')}.`)
  return make(argument as never)
}

function testOf(rule: unknown): Test {
  if (typeof rule === 'object' && rule !== null) return ruleOf(rule)
  return (value, present) => present && value === rule
}

/**
 * Whether an event matches a filter: every field of the pattern must match; a list of rules matches when one of them does;
 * a list in the event matches when one of its elements does.
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, rules]) => {
    if (field === '$or') return (rules as Pattern[]).some((one) => matchesPattern(one, event))
    const holder = typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {}
    const present = field in holder
    const value = holder[field]
    if (!Array.isArray(rules)) return matchesPattern(rules as Pattern, value)
    const values = Array.isArray(value) ? value : [value]
    return rules.some((rule) => values.some((one) => testOf(rule)(one, present)))
  })
}

/** `FilterCriteria.Filters` as CloudFormation has them; no filter lets everything through. Throws on rules it does not know. */
export function compileFilters(filters: { Pattern: string }[] | undefined): (event: unknown) => boolean {
  if (!filters || filters.length === 0) return () => true
  const patterns = filters.map((filter) => JSON.parse(filter.Pattern) as Pattern)
  for (const pattern of patterns) matchesPattern(pattern, {})
  return (event) => patterns.some((pattern) => matchesPattern(pattern, event))
}
