/** Plans that differ by edits of their JSON, for properties of the diff. */
import fc from 'fast-check'
import type { ResolvedPlan } from '../../../../domain/plan/resolved.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Where in a document: its containers, each with the key of one entry. */
const places = (node: Json): { parent: Json[] | { [key: string]: Json }; key: string }[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, child]) => [{ parent: node, key }, ...places(child)])
}

const EDITS = ['change', 'remove', 'reverse', 'rotate', 'copy', 'empty'] as const

/** One edit of an entry in place; what cannot be done to it is left undone. */
const edit = (
  parent: Json[] | { [key: string]: Json },
  key: string,
  how: (typeof EDITS)[number],
  salt: number,
): void => {
  const at = Array.isArray(parent) ? Number(key) : key
  const holder = parent as Record<string | number, Json>
  const value = holder[at]!
  if (how === 'remove' && Array.isArray(parent)) parent.splice(Number(key), 1)
  else if (how === 'copy' && Array.isArray(parent)) parent.splice(salt % (parent.length + 1), 0, renamed(value, salt))
  else if (Array.isArray(value)) {
    if (how === 'reverse') value.reverse()
    else if (how === 'rotate') value.push(...value.splice(0, 1))
    else if (how === 'empty') value.length = 0
  } else if (how === 'change') {
    if (typeof value === 'string') holder[at] = `${value}${salt}`
    else if (typeof value === 'number') holder[at] = value + salt
    else if (typeof value === 'boolean') holder[at] = !value
  }
}

const renamed = (value: Json, salt: number): Json => {
  const copy = structuredClone(value)
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) return copy
  // Now and then a copy keeps its id: an unsound plan, whose difference must be told all the same.
  for (const name of ['id', 'key']) if (salt % 5 > 0 && typeof copy[name] === 'string') copy[name] += `-${salt}`
  return copy
}

/** The plan after up to eight edits anywhere in it, optional parts given or taken away. Seldom a sound plan, always one to be compared. */
export const edited = (plan: ResolvedPlan): fc.Arbitrary<ResolvedPlan> =>
  fc
    .array(fc.record({ place: fc.nat(), how: fc.constantFrom(...EDITS), salt: fc.integer({ min: 1, max: 20 }) }), {
      maxLength: 8,
    })
    .map((edits) => {
      const copy = structuredClone(plan) as unknown as Json
      for (const { place, how, salt } of edits) {
        const all = places(copy)
        const { parent, key } = all[place % all.length]!
        edit(parent, key, how, salt)
      }
      return copy as unknown as ResolvedPlan
    })
