/** What another plan would change, in the plan's words and as a patch. */
import type { ResolvedPlan } from '../resolved.ts'
import { type Change, inReadingOrder } from './change.ts'
import { type PatchOperation, patchOf } from './json-patch.ts'
import { matched } from './keyed.ts'
import { limitsOf } from './limit-rules.ts'
import { type Sides, tell } from './rules.ts'
import { keysOf, same, valueAt } from './same.ts'
import { PARTS, SECTIONS, type Section } from './sections.ts'
import { namesOf, plain } from './words.ts'

/** The difference of two plans. Both are empty exactly when the plans are the same JSON, those who left aside. */
export interface PlanDiff {
  /** For readers, in reading order. */
  changes: Change[]
  /** For machines: applied to the first plan (`null` when there was none) it gives the second. */
  patch: PatchOperation[]
}

/**
 * Compares two resolved plans; without a first one, everything is added. `former`, whom applying remembers, is no part of
 * what a plan says and is left out. Items are the same where kind and id are: another name is a change of name. Linear.
 */
export const diffPlans = (before: ResolvedPlan | undefined, after: ResolvedPlan): PlanDiff => {
  const [from, to] = [before && withoutFormer(before), withoutFormer(after)]
  if (from && same(from, to)) return { changes: [], patch: [] }
  const names = namesOf(after)
  const sides: Sides = { before: before ? namesOf(before) : names, after: names }
  const changes = SECTIONS.flatMap((section) => changesOf(section, from, sides))
  if (from) changes.push(...otherParts(from, to))
  return { changes: inReadingOrder(changes), patch: patchOf(from ?? null, to) }
}

/** What a plan says, as it is compared and patched. */
export const withoutFormer = ({ former: _kept, ...plan }: ResolvedPlan): ResolvedPlan => plan

const changesOf = <T extends object>(part: Section<T>, from: ResolvedPlan | undefined, sides: Sides): Change[] => {
  const { kind, home } = part
  const items = { before: from ? part.items(from) : [], after: part.items(sides.after.plan) }
  const { added, removed, kept, moved } = matched(items.before, items.after, part.idOf, home?.idOf)
  const come = added.filter((item) => from === undefined || !home || home.isIn(from, item))
  const gone = removed.filter((item) => !home || home.isIn(sides.after.plan, item))
  const named = (item: T, names = sides.after) => ({ kind, id: part.idOf(item), name: part.nameOf(item, names) })
  return [
    ...gone.map((item): Change => {
      const sentences = part.gone?.(item, sides) ?? part.whole?.(item, sides.before) ?? []
      return { ...named(item, sides.before), what: 'removed', first: false, sentences }
    }),
    ...kept.flatMap((pair): Change[] => {
      const told = tell(part.rules, pair.before, pair.after, sides, (key) => part.follows?.(key, pair, sides) ?? false)
      return told.sentences.length === 0 ? [] : [{ ...named(pair.after), what: 'changed', ...told }]
    }),
    ...(from || !home ? come : []).map((item): Change => {
      return { ...named(item), what: 'added', first: false, sentences: part.whole?.(item, sides.after) ?? [] }
    }),
    ...(moved ? [orderOf(part)] : []),
  ]
}

const orderOf = <T extends object>({ kind, plural }: Section<T>): Change => {
  return { kind, id: '*', name: plural, what: 'changed', first: false, sentences: ['in another order'] }
}

/** Parts of a plan without items of their own: lists that are absent or empty, and whatever another version of the program wrote. */
const otherParts = (from: ResolvedPlan, to: ResolvedPlan): Change[] =>
  [...new Set([...keysOf(from), ...keysOf(to)])].flatMap((key) => {
    const [was, is] = [valueAt(from, key), valueAt(to, key)]
    const part = Object.hasOwn(PARTS, key) ? PARTS[key as keyof typeof PARTS] : undefined
    const told =
      part === 'always' ||
      (part === 'optional' && !(isEmpty(was) && isEmpty(is))) ||
      (part === 'defaulted' && !same(limitsOf(from), limitsOf(to)))
    if (told || same(was, is)) return []
    const unchanged = part === 'defaulted' ? 'the same' : 'none'
    const sentences = [part ? `${key}: ${unchanged}, written differently` : `${key}: ${plain(was)} → ${plain(is)}`]
    return [{ kind: 'plan', id: key, name: key, what: 'changed', first: false, sentences }]
  })

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)
