/** People from a table: matched by id, else by e-mail address; managers and deputies by id, name or address. */

import { PersonSpec } from '../../domain/plan/organisation.ts'
import { Id, LocaleText, ZoneText } from '../../domain/plan/text.ts'
import { line, takenBy } from './cells.ts'
import type { Column } from './column.ts'
import { add, type Draft, type Item, itemsOf, referred } from './draft.ts'
import { type CellFinding, Fault } from './fault.ts'
import { contradicted, missing, type Row } from './rows.ts'
import { fresh, slug } from './slug.ts'

export const PEOPLE: Column[] = [
  { key: 'id', also: ['person', 'person id', 'employee id', 'key'], read: takenBy(PersonSpec.shape.id) },
  { key: 'name', also: ['full name', 'display name', 'employee', 'employee name'], needed: true, read: line },
  {
    key: 'email',
    also: ['e-mail', 'mail', 'e-mail address', 'work e-mail'],
    needed: true,
    read: takenBy(PersonSpec.shape.email),
  },
  { key: 'function', also: ['department', 'team'], read: line },
  { key: 'manager', also: ['line manager', 'reports to', 'manager e-mail', 'supervisor'], read: line },
  { key: 'deputy', also: ['stand-in', 'delegate', 'substitute'], read: line },
  { key: 'calendar', also: ['holiday calendar'], read: takenBy(Id) },
  { key: 'timezone', also: ['time zone', 'zone'], read: takenBy(ZoneText) },
  { key: 'locale', also: ['language'], read: takenBy(LocaleText) },
]

/** What names other items, and is looked up once all of them are there. */
const LINKS = ['function', 'manager', 'deputy']

/** Brings the rows into the draft. Two passes: a manager may stand below those who report to them. */
export function adoptPeople(draft: Draft, rows: readonly Row[]): CellFinding[] {
  const findings: CellFinding[] = []
  const seen = new Map<unknown, Row>()
  const taken = new Set(itemsOf(draft, 'people').map(({ id }) => id))
  for (const { values } of rows) if (typeof values.id === 'string') taken.add(values.id)
  const persons = rows.map((row) => {
    const known = knownPerson(itemsOf(draft, 'people'), row)
    findings.push(...(known ? [] : missing(row, PEOPLE, 'person')))
    const id = known?.id ?? (row.values.id as string | undefined) ?? fresh(slug(String(row.values.name ?? '')), taken)
    // Name and address at once: a later row finds this person by them.
    const { name, email } = row.values as { name?: string; email?: string }
    const person = known ?? add(draft, 'people', { id, ...(name && { name }), ...(email && { email }) })
    findings.push(...contradicted(seen, person, row))
    return { row, person }
  })
  for (const { row, person } of persons) {
    for (const { key } of PEOPLE)
      if (!LINKS.includes(key) && row.values[key] !== undefined) person[key] = row.values[key]
  }
  for (const { row, person } of persons) findings.push(...link(draft, row, person))
  return findings
}

const knownPerson = (people: readonly Item[], { values }: Row): Item | undefined =>
  values.id === undefined
    ? people.find(
        ({ email }) => values.email !== undefined && String(email).toLowerCase() === String(values.email).toLowerCase(),
      )
    : people.find(({ id }) => id === values.id)

/** Function, manager and deputy. A function nobody has named yet is added: a list of people is where most plans begin. */
function link(draft: Draft, row: Row, person: Item): CellFinding[] {
  const findings: CellFinding[] = []
  const named = row.values.function as string | undefined
  if (named !== undefined) {
    const known = referred('function', itemsOf(draft, 'functions'), named)
    person.function = known instanceof Fault ? newFunction(draft, named) : known
  }
  for (const key of ['manager', 'deputy']) {
    const cell = row.values[key] as string | undefined
    if (cell === undefined) continue
    const id = referred('person', itemsOf(draft, 'people'), cell)
    if (id instanceof Fault) findings.push({ ...row.place(key), message: `${key}: ${id.message}` })
    else person[key] = id
  }
  return findings
}

function newFunction(draft: Draft, name: string): string {
  const taken = new Set(itemsOf(draft, 'functions').map(({ id }) => id))
  return add(draft, 'functions', { id: fresh(slug(name), taken), name }).id
}
