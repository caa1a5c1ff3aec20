/** How the fields of a kind of item are told: one rule a field, and the schema's types see to it that none is forgotten. */
import { keysOf, same, valueAt } from './same.ts'
import { listed, type Names, plain } from './words.ts'

/** Both versions' names: who was called what then and is now. */
export interface Sides {
  before: Names
  after: Names
}

/**
 * How one field is told. `say` puts a value into words; `tell` makes the sentences itself. `first` marks owners, targets and
 * deadlines. `nested` holds items of their own, which are told as such.
 */
export interface Rule<V> {
  label: string
  first?: boolean
  nested?: boolean
  say?: (value: V, names: Names) => string
  tell?: (before: V | undefined, after: V | undefined, sides: Sides) => string[]
}

export type Rules<T> = { [K in keyof T]-?: Rule<NonNullable<T[K]>> }

/** What changed about one item. */
export interface Told {
  sentences: string[]
  /** Whether an owner, a target or a deadline is among it. */
  first: boolean
}

/** Sentences on every field that differs, save those `skip` says are told elsewhere. A field without a rule is told as it is written. */
export const tell = <T extends object>(
  rules: Rules<T>,
  before: T,
  after: T,
  sides: Sides,
  skip: (key: keyof T & string) => boolean = () => false,
): Told => {
  const told: Told = { sentences: [], first: false }
  const later: string[] = []
  for (const key of new Set([...keysOf(before), ...keysOf(after)])) {
    const [from, to] = [valueAt(before, key), valueAt(after, key)]
    if (same(from, to) || skip(key as keyof T & string)) continue
    const rule: Rule<unknown> = (rules as Record<string, Rule<unknown>>)[key] ?? { label: key }
    const sentences = sentencesOf(rule, from, to, sides)
    if (rule.first) told.sentences.push(...sentences)
    else later.push(...sentences)
    told.first ||= rule.first === true
  }
  return { ...told, sentences: [...told.sentences, ...later] }
}

/** Never nothing for a field that differs, save where items of their own tell it. */
const sentencesOf = (rule: Rule<unknown>, from: unknown, to: unknown, sides: Sides): string[] => {
  if (rule.nested) return isEmpty(from) && isEmpty(to) ? [`${rule.label}: none, written differently`] : []
  if (rule.tell) {
    const sentences = rule.tell(from, to, sides)
    return sentences.length > 0 ? sentences : [asWritten(rule.label, from, to)]
  }
  const say = rule.say ?? plain
  const before = from === undefined ? 'none' : say(from, sides.before)
  const after = to === undefined ? 'none' : say(to, sides.after)
  return [before === after ? asWritten(rule.label, from, to) : `${rule.label}: ${before} → ${after}`]
}

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)

/** Two values that read the same in words. */
const asWritten = (label: string, from: unknown, to: unknown): string =>
  `${label}, as written: ${plain(from)} → ${plain(to)}`

/** A rule for a set in a list: what came and what went; what only changed its place is told so. */
export const setRule = (
  label: string,
  say: (value: string, names: Names) => string = (value) => value,
): Rule<string[]> => ({
  label,
  tell: (before = [], after = [], sides) => {
    const [had, has] = [new Set(before), new Set(after)]
    const added = after.filter((one) => !had.has(one)).map((one) => say(one, sides.after))
    const removed = before.filter((one) => !has.has(one)).map((one) => say(one, sides.before))
    const parts = [
      ...(removed.length > 0 ? [`without ${listed(removed)}`] : []),
      ...(added.length > 0 ? [`now also ${listed(added)}`] : []),
    ]
    if (parts.length > 0) return [`${label}: ${parts.join('; ')}`]
    return [`${label}: ${before.length + after.length > 0 ? 'in another order' : 'none, written differently'}`]
  },
})

/** A rule for one person, priority or the like. */
export const nameRule = (label: string, kind: Parameters<Names['of']>[0], first = false): Rule<string> => ({
  label,
  first,
  say: (id, names) => names.of(kind, id),
})
