/** A plan while rows are brought into it: plain data, of whatever shape the file has so far. */
import { nearest } from '../../domain/plan/reference.ts'
import { shown } from '../../domain/shown.ts'
import { Refusal } from '../refusal.ts'
import { plain } from './column.ts'
import { Fault } from './fault.ts'

/** One item of a list, with the keys of the plan. */
export type Item = { id: string; name?: string; [key: string]: unknown }

/** The value of a plan file. */
export type Draft = Record<string, unknown>

/** The items of a list; what has no id is left alone. */
export const itemsOf = (holder: Draft | Item, list: string): Item[] => {
  const items = holder[list]
  return Array.isArray(items) ? items.filter(isItem) : []
}

const isItem = (item: unknown): item is Item =>
  typeof item === 'object' && item !== null && typeof (item as Item).id === 'string'

/** Adds an item at the end of a list, which is begun if there is none. */
export function add(holder: Draft | Item, list: string, item: Item): Item {
  const items = holder[list]
  if (Array.isArray(items)) items.push(item)
  else if (items === undefined || items === null) holder[list] = [item]
  else throw new Refusal(`"${list}:" in the plan is no list; write each item after a dash. Nothing was written.`)
  return item
}

/** Every milestone of an initiative, with the phase it is in. */
export const milestonesOf = (initiative: Item): { milestone: Item; phase?: Item }[] => [
  ...itemsOf(initiative, 'milestones').map((milestone) => ({ milestone })),
  ...itemsOf(initiative, 'phases').flatMap((phase) =>
    itemsOf(phase, 'milestones').map((milestone) => ({ milestone, phase })),
  ),
]

/** The id of the item a cell names by id, name or (people) e-mail address. Two of one name are a fault, none too. */
export function referred(what: string, items: readonly Item[], cell: string): string | Fault {
  const byId = items.find(({ id }) => id === cell) ?? items.find(({ id }) => id === cell.toLowerCase())
  if (byId) return byId.id
  const wanted = plain(cell)
  const same = items.filter(
    ({ id, name, email }) =>
      (wanted !== '' && plain(id) === wanted) ||
      (typeof email === 'string' && email.toLowerCase() === cell.toLowerCase()) ||
      (typeof name === 'string' && wanted !== '' && plain(name) === wanted),
  )
  if (same.length === 1) return same[0]!.id
  if (same.length > 1)
    return new Fault(`${shown(cell)} is the name of ${same.map(({ id }) => id).join(' and ')}; write the id`)
  const near =
    wanted.length < 4
      ? undefined
      : nearest(
          wanted,
          items.flatMap(({ id, name }) => [plain(id), plain(String(name ?? ''))]),
        )
  const meant = near && items.find(({ id, name }) => plain(id) === near || plain(String(name ?? '')) === near)
  return new Fault(
    `there is no ${what} ${shown(cell)}; ${meant ? `did you mean "${meant.id}"?` : 'add it first, or correct the name'}`,
  )
}
