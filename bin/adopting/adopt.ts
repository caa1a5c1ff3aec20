/** Rows of a spreadsheet become part of a plan file, all or none. */
import { isDeepStrictEqual } from 'node:util'
import { type Document, parseDocument } from 'yaml'
import { Refusal } from '../refusal.ts'
import { type Column, type DateOrder, plain } from './column.ts'
import { type Draft, type Item, itemsOf, milestonesOf } from './draft.ts'
import { type CellFinding, Unreadable } from './fault.ts'
import { Elsewise, inPlace } from './in-place.ts'
import { adoptKpis, KPIS } from './kpis.ts'
import { adoptMilestones, MILESTONES } from './milestones.ts'
import { adoptPeople, PEOPLE } from './people.ts'
import { type Row, readRows } from './rows.ts'
import { readTable } from './table.ts'
import { writeBack } from './write-back.ts'

/** What can be imported into a plan. */
export const KINDS = {
  people: { columns: PEOPLE, adopt: adoptPeople },
  kpis: { columns: KPIS, adopt: adoptKpis },
  milestones: { columns: MILESTONES, adopt: adoptMilestones },
} as const satisfies Record<string, { columns: Column[]; adopt: (draft: Draft, rows: readonly Row[]) => CellFinding[] }>

export type Kind = keyof typeof KINDS

/** What the import did, in the order of the plan. */
export interface Adopted {
  /** The plan's text with the rows in it; the text that was given when nothing changed. */
  text: string
  /** One sentence for each item added or changed. */
  changes: string[]
  /** Rows that say what the plan says already. */
  unchanged: number
  /** Headers of columns that were left out. */
  strange: string[]
}

/** Brings a table into a plan. Throws Unreadable with every finding when a row is wrong; then nothing has changed. */
export function adopt(plan: string, csv: string, kind: Kind, dates?: DateOrder): Adopted {
  const { columns, adopt: bring } = KINDS[kind]
  const table = readTable(csv, columns)
  const { rows, findings } = readRows(table, columns, dates)
  const document = parseDocument(plan, { merge: true })
  const before = dataOf(document)
  const draft = structuredClone(before)
  findings.push(...bring(draft, rows))
  if (findings.length > 0) throw new Unreadable(...findings.sort((a, b) => a.line - b.line || a.column - b.column))
  const changes = told(before, draft)
  return {
    text: changes.length > 0 ? written(document, plan, before, draft) : plan,
    changes,
    unchanged: rows.length - changes.filter((change) => change.split(' ')[1] === NOUNS[kind]).length,
    strange: table.strange.filter((name) => plain(name) !== ''),
  }
}

/**
 * The plan's text brought to the draft: in place where its layout allows, which is proved by reading it again; else the
 * document printed anew, with its comments and order. Line ends stay as they were.
 */
function written(document: Document, plan: string, before: Draft, draft: Draft): string {
  const ends = (text: string) => (plan.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text)
  try {
    const text = ends(inPlace(plan, document, before, draft))
    const again = parseDocument(text, { merge: true })
    if (again.errors.length === 0 && isDeepStrictEqual(dataOf(again), draft)) return text
  } catch (error) {
    if (!(error instanceof Elsewise)) throw error
  }
  writeBack(document, before, draft)
  return ends(document.toString({ lineWidth: 0 }))
}

const NOUNS = { people: 'person', kpis: 'KPI', milestones: 'milestone' }

/** The plan as data in which nothing is shared: what an alias repeats is there twice, and can change once. */
function dataOf(document: Document): Draft {
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 1000 }) ?? {}
  } catch (error) {
    throw new Refusal(`The plan cannot be expanded (${(error as Error).message}); write the repeated parts out.`)
  }
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Refusal('The plan is no block of keys such as people: and kpis:. Nothing was written.')
  return JSON.parse(JSON.stringify(value)) as Draft
}

/** What differs, in the plan's words. */
function told(before: Draft, after: Draft): string[] {
  const of = (draft: Draft): [noun: string, item: Item][] => [
    ...itemsOf(draft, 'functions').map((item): [string, Item] => ['function', item]),
    ...itemsOf(draft, 'people').map((item): [string, Item] => ['person', item]),
    ...itemsOf(draft, 'kpis').map((item): [string, Item] => ['KPI', item]),
    ...itemsOf(draft, 'initiatives').flatMap((item): [string, Item][] => [
      ['initiative', item],
      ...itemsOf(item, 'phases').map((phase): [string, Item] => ['phase', phase]),
      ...milestonesOf(item).map(({ milestone }): [string, Item] => ['milestone', milestone]),
    ]),
  ]
  const known = new Map(of(before).map(([noun, item]) => [`${noun} ${item.id}`, item]))
  return of(after).flatMap(([noun, item]) => {
    const was = known.get(`${noun} ${item.id}`)
    if (!was) return [`added ${noun} ${item.id}${item.name ? ` (${item.name})` : ''}`]
    const keys = Object.keys(item).filter((key) => !LISTS.includes(key) && text(item[key]) !== text(was[key]))
    const parts = keys.map((key) => `${key} ${was[key] === undefined ? '' : `${text(was[key])} → `}${text(item[key])}`)
    return parts.length === 0 ? [] : [`changed ${noun} ${item.id}: ${parts.join(', ')}`]
  })
}

const LISTS = ['milestones', 'phases']

const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
