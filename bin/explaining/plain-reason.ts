import { isZone } from '../../domain/zone.ts'
import { when } from '../applying/when.ts'

/** What stands behind the ids that a stored reason names. */
export interface Known {
  /** What an ask or a note is about; undefined where the Ledger has it no more. */
  about: (id: string) => string | undefined
  /** A person's name; undefined for what is no person's id. */
  name: (id: string) => string | undefined
  zone: string
}

/**
 * A reason of a mail in words: `ask A-1: …` names the question, ids of people become names, instants the person's own
 * time. A word is taken for a person's id only behind a role, or where somebody is said to be in the way.
 */
export function plainReason(reason: string, { about, name, zone }: Known): string {
  const [, kind, id, rest] = /^(ask|note) ([AN]-\S+): ([\s\S]*)$/.exec(reason) ?? []
  const named = (before: string, person: string) => `${before}${name(person) ?? person}`
  const words = (rest ?? reason)
    .replace(/((?:deputy|manager|accountable|desk) )([a-z0-9_-]+)\b/g, (_, role, person) => named(role, person))
    .replace(/(^not sent: |Z: )([a-z0-9_-]+)\b/g, (_, before, person) => named(before, person))
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (instant) => when(instant, isZone(zone) ? zone : 'UTC'))
  if (id === undefined) return words
  return `“${about(id) ?? `${kind} ${id}, which is no longer kept`}”: ${words}`
}
