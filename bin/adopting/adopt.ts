/** Rows of a spreadsheet become part of a plan file, all or none. */
import { Refusal } from '../refusal.ts'
import { type Column, type DateOrder, plain } from './column.ts'
import { type Draft, type Item, itemsOf, milestonesOf } from './draft.ts'
import { type CellFinding, Unreadable } from './fault.ts'
import { adoptKpis, KPIS } from './kpis.ts'
import { adoptMilestones, MILESTONES } from './milestones.ts'
import { adoptPeople, PEOPLE } from './people.ts'
import { type PlanFile, PlanParts } from './plan-parts.ts'
import { type Row, readRows } from './rows.ts'
import { readTable } from './table.ts'

/** What can be imported into a plan. */
export const KINDS = {
  people: { list: 'people', columns: PEOPLE, adopt: adoptPeople },
  kpis: { list: 'kpis', columns: KPIS, adopt: adoptKpis },
  milestones: { list: 'initiatives', columns: MILESTONES, adopt: adoptMilestones },
} as const satisfies Record<
  string,
  { list: string; columns: Column[]; adopt: (draft: Draft, rows: readonly Row[]) => CellFinding[] }
>

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

/** What the import did to a plan of several files. */
export interface AdoptedFiles extends Omit<Adopted, 'text'> {
  /** The files that change, with their new text. */
  files: PlanFile[]
}

/** Brings a table into a plan. Throws Unreadable with every finding when a row is wrong; then nothing has changed. */
export function adopt(plan: string, csv: string, kind: Kind, dates?: DateOrder): Adopted {
  const { files, ...done } = adoptInto([{ name: '', text: plan }], csv, kind, { ...(dates && { dates }) })
  return { ...done, text: files[0]?.text ?? plan }
}

/**
 * The same for a plan in several files, the main one first: rows find items wherever they stand, and change them there.
 * New items go into the one file that holds their list, `goes` where several do. Throws a Refusal when that is not said.
 */
export function adoptInto(
  plan: readonly PlanFile[],
  csv: string,
  kind: Kind,
  { dates, goes }: { dates?: DateOrder; goes?: string } = {},
): AdoptedFiles {
  const { columns, adopt: bring, list } = KINDS[kind]
  const table = readTable(csv, columns)
  const { rows, findings } = readRows(table, columns, dates)
  const parts = new PlanParts(plan)
  const before = parts.joined
  const draft = structuredClone(before)
  findings.push(...bring(draft, rows))
  if (findings.length > 0) throw new Unreadable(...findings.sort((a, b) => a.line - b.line || a.column - b.column))
  const isLonger = itemsOf(draft, list).length > itemsOf(before, list).length
  const changes = told(before, draft)
  return {
    files: parts.divided(draft, isLonger ? whereTo(parts, list, goes) : undefined),
    changes,
    unchanged: rows.length - changes.filter((change) => change.split(' ')[1] === NOUNS[kind]).length,
    strange: table.strange.filter((name) => plain(name) !== ''),
  }
}

/** The file that new items of a list go into, where several could take them. */
function whereTo(parts: PlanParts, list: string, goes: string | undefined): { list: string; file: string } | undefined {
  if (goes !== undefined) {
    if (parts.names.includes(goes)) return { list, file: goes }
    throw new Refusal(
      `--part ${goes}: the plan has no such file; it has ${parts.names.join(', ')}. Nothing was written.`,
    )
  }
  const holders = parts.holders(list)
  if (holders.length < 2) return undefined
  throw new Refusal(
    `${holders.join(' and ')} hold ${list}: say where new ones go, such as --part ${holders.at(-1)}. Nothing was written.`,
  )
}

const NOUNS = { people: 'person', kpis: 'KPI', milestones: 'milestone' }

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
