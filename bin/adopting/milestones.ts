/** Milestones from a table: matched by id, else by name within their initiative; new initiatives and phases as rows name them. */
import { Id, Prose } from '../../domain/plan/text.ts'
import { shown } from '../../domain/shown.ts'
import { line, readDate, several, takenBy } from './cells.ts'
import { type Column, plain } from './column.ts'
import { add, type Draft, type Item, itemsOf, milestonesOf, referred } from './draft.ts'
import { type CellFinding, Fault } from './fault.ts'
import { contradicted, missing, type Row } from './rows.ts'
import { fresh, slug } from './slug.ts'

export const MILESTONES: Column[] = [
  { key: 'initiative', also: ['project', 'workstream'], needed: true, read: line },
  { key: 'accountable', also: ['initiative owner', 'project lead'], read: line },
  { key: 'phase', also: ['stage'], read: line },
  { key: 'id', also: ['milestone id', 'key'], read: takenBy(Id) },
  { key: 'name', also: ['milestone', 'title', 'task'], needed: true, read: line },
  { key: 'due', also: ['due date', 'date', 'deadline', 'finish'], needed: true, read: readDate },
  { key: 'owner', also: ['responsible', 'assignee'], needed: true, read: line },
  { key: 'deliverable', also: ['result', 'output'], read: takenBy(Prose) },
  { key: 'dependsOn', also: ['depends on', 'predecessors', 'after'], read: several },
]

/** Brings the rows into the draft. Two passes: a milestone may depend on one further down. */
export function adoptMilestones(draft: Draft, rows: readonly Row[]): CellFinding[] {
  const seen = new Map<unknown, Row>()
  const findings: CellFinding[] = []
  const taken = new Set(every(draft).map(({ id }) => id))
  for (const { values } of rows) if (typeof values.id === 'string') taken.add(values.id)
  const placed = rows.flatMap((row) => {
    const holder = holderOf(draft, row)
    if (!('milestone' in holder)) {
      findings.push(...holder.findings)
      if (!holder.into) return []
    }
    const { id, name } = row.values as { id?: string; name?: string }
    const milestone =
      'milestone' in holder
        ? holder.milestone
        : add(holder.into!, 'milestones', { id: id ?? fresh(slug(name ?? ''), taken), ...(name && { name }) })
    findings.push(...contradicted(seen, milestone, row))
    return [{ row, milestone }]
  })
  return [...findings, ...placed.flatMap(({ row, milestone }) => fill(draft, milestone, row))]
}

const every = (draft: Draft): Item[] =>
  itemsOf(draft, 'initiatives').flatMap((i) => milestonesOf(i).map(({ milestone }) => milestone))

/** The milestone a row is about, or the initiative or phase a new one goes into. */
function holderOf(draft: Draft, row: Row): { milestone: Item } | { into?: Item; findings: CellFinding[] } {
  const { id, name, initiative: cell } = row.values as Record<string, string | undefined>
  const all = itemsOf(draft, 'initiatives').flatMap((i) =>
    milestonesOf(i).map((found) => ({ initiative: i, ...found })),
  )
  const inIt = cell === undefined ? undefined : referred('initiative', itemsOf(draft, 'initiatives'), cell)
  const known = all.find(({ initiative, milestone }) =>
    id === undefined ? initiative.id === inIt && name !== undefined && milestone.name === name : milestone.id === id,
  )
  if (!known) return newHolder(draft, row)
  const phase = row.values.phase as string | undefined
  const elsewhere =
    cell !== undefined && known.initiative.id !== inIt
      ? ['initiative', known.initiative]
      : phase !== undefined && !(known.phase && isNamed(known.phase, phase))
        ? ['phase', known.phase]
        : undefined
  if (!elsewhere) return { milestone: known.milestone }
  const [key, at] = elsewhere as [string, Item | undefined]
  const message = `${key}: milestone ${shown(known.milestone.id)} is in ${at ? `${key} ${shown(at.id)}` : `no ${key}`}; move it in the plan, or correct the cell`
  return { findings: [{ ...row.place(key), message }] }
}

const isNamed = (item: Item, cell: string): boolean =>
  plain(item.id) === plain(cell) || (typeof item.name === 'string' && plain(item.name) === plain(cell))

function newHolder(draft: Draft, row: Row): { into?: Item; findings: CellFinding[] } {
  const absent = missing(row, MILESTONES, 'milestone')
  if (absent.length > 0) return { findings: absent }
  const { initiative: cell, phase } = row.values as { initiative: string; phase?: string }
  const known = itemsOf(draft, 'initiatives').find((item) => isNamed(item, cell))
  const initiative = known ?? newInitiative(draft, row, cell)
  if ('message' in initiative) return { findings: [initiative as unknown as CellFinding] }
  if (phase === undefined) return { into: initiative, findings: [] }
  const taken = new Set(itemsOf(draft, 'initiatives').flatMap((i) => itemsOf(i, 'phases').map(({ id }) => id)))
  const there = itemsOf(initiative, 'phases').find((item) => isNamed(item, phase))
  return { into: there ?? add(initiative, 'phases', { id: fresh(slug(phase), taken), name: phase }), findings: [] }
}

function newInitiative(draft: Draft, row: Row, name: string): Item | CellFinding {
  const place = row.place('initiative')
  if (row.values.accountable === undefined) {
    const message = `initiative: there is no initiative ${shown(name)}; correct its name, or add a column accountable with who answers for it`
    return { ...place, message }
  }
  const accountable = referred('person', itemsOf(draft, 'people'), row.values.accountable as string)
  if (accountable instanceof Fault)
    return { ...row.place('accountable'), message: `accountable: ${accountable.message}` }
  const taken = new Set(itemsOf(draft, 'initiatives').map(({ id }) => id))
  return add(draft, 'initiatives', { id: fresh(slug(name), taken), name, accountable })
}

function fill(draft: Draft, milestone: Item, row: Row): CellFinding[] {
  const findings: CellFinding[] = []
  const take = (key: string, given: string, what: string, items: Item[]): string[] => {
    const id = referred(what, items, given)
    if (!(id instanceof Fault)) return [id]
    findings.push({ ...row.place(key), message: `${key}: ${id.message}` })
    return []
  }
  for (const key of ['name', 'due']) if (row.values[key] !== undefined) milestone[key] = row.values[key]
  if (row.values.owner !== undefined)
    for (const id of take('owner', row.values.owner as string, 'person', itemsOf(draft, 'people'))) milestone.owner = id
  if (row.values.deliverable !== undefined) milestone.deliverable = row.values.deliverable
  const others = row.values.dependsOn as string[] | undefined
  if (others && others.length > 0)
    milestone.dependsOn = others.flatMap((given) => take('dependsOn', given, 'milestone', every(draft)))
  return findings
}
