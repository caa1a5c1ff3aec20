/** KPIs from a table: matched by id, else by name. Triggers are not in a table: a decision is worth being written out. */
import { Aggregation, Cadence, Direction } from '../../domain/plan/measure.ts'
import { Id } from '../../domain/plan/text.ts'
import { shown } from '../../domain/shown.ts'
import { line, oneOf, readNumber, readPercent, takenBy } from './cells.ts'
import type { Column } from './column.ts'
import { add, type Draft, type Item, itemsOf, referred } from './draft.ts'
import { type CellFinding, Fault } from './fault.ts'
import { contradicted, missing, type Row } from './rows.ts'
import { fresh, slug } from './slug.ts'

type Percent = { value: number; percent: boolean }
type Range = { low: number; high: number }

export const KPIS: Column[] = [
  { key: 'id', also: ['kpi', 'kpi id', 'key'], read: takenBy(Id) },
  { key: 'name', also: ['kpi name', 'metric', 'indicator', 'title'], needed: true, read: line },
  { key: 'unit', also: ['unit of measure'], needed: true, read: line },
  { key: 'direction', also: ['better'], needed: true, read: oneOf(Direction.options) },
  { key: 'cadence', also: ['frequency', 'interval'], needed: true, read: oneOf(Cadence.options) },
  { key: 'aggregation', also: ['aggregate'], needed: true, read: oneOf(Aggregation.options) },
  { key: 'owner', also: ['responsible', 'owner e-mail'], needed: true, read: line },
  { key: 'target', also: ['goal', 'target value'], read: readTarget },
  { key: 'amber', also: ['yellow', 'amber distance'], read: readPercent },
  { key: 'red', also: ['red distance'], read: readPercent },
  { key: 'priority', also: ['strategic priority'], read: line },
  { key: 'kind', also: ['leading or lagging'], read: oneOf(['leading', 'lagging']) },
]

/** A number, with or without a percent sign, or the two ends of a range: `45..60`, `45 to 60`, `45–60`. */
function readTarget(cell: string): Percent | Range | Fault {
  const ends = /^(.+?)\s*(?:\.\.|…|–|\bto\b|(?<=\d%?)\s*-)\s*(.+)$/.exec(cell)
  if (!ends) return readPercent(cell)
  const [low, high] = [readNumber(ends[1]!.replace('%', '')), readNumber(ends[2]!.replace('%', ''))]
  return low instanceof Fault ? low : high instanceof Fault ? high : { low, high }
}

/** Brings the rows into the draft. */
export function adoptKpis(draft: Draft, rows: readonly Row[]): CellFinding[] {
  const seen = new Map<unknown, Row>()
  const taken = new Set(itemsOf(draft, 'kpis').map(({ id }) => id))
  for (const { values } of rows) if (typeof values.id === 'string') taken.add(values.id)
  return rows.flatMap((row) => {
    const { id, name } = row.values as { id?: string; name?: string }
    const kpis = itemsOf(draft, 'kpis')
    const known = kpis.find((kpi) => (id === undefined ? name !== undefined && kpi.name === name : kpi.id === id))
    const absent = known ? [] : missing(row, KPIS, 'KPI')
    const kpi = known ?? add(draft, 'kpis', { id: id ?? fresh(slug(name ?? ''), taken), ...(name && { name }) })
    return [...absent, ...contradicted(seen, kpi, row), ...fill(draft, kpi, row)]
  })
}

function fill(draft: Draft, kpi: Item, row: Row): CellFinding[] {
  const findings: CellFinding[] = []
  const tell = (key: string, { message }: Fault) => findings.push({ ...row.place(key), message: `${key}: ${message}` })
  for (const key of ['name', 'unit', 'direction', 'cadence', 'aggregation', 'kind'])
    if (row.values[key] !== undefined) kpi[key] = row.values[key]
  for (const [key, what, list] of [
    ['owner', 'person', 'people'],
    ['priority', 'priority', 'priorities'],
  ] as const) {
    if (row.values[key] === undefined) continue
    const id = referred(what, itemsOf(draft, list), row.values[key] as string)
    if (id instanceof Fault) tell(key, id)
    else kpi[key] = id
  }
  const target = targetOf(kpi, row.values.target as Percent | Range | undefined)
  if (target instanceof Fault) tell('target', target)
  else if (target !== undefined) kpi.target = target
  const bands = bandsOf(kpi, row.values.amber as Percent | undefined, row.values.red as Percent | undefined)
  if (bands instanceof Fault) tell(row.values.amber === undefined ? 'red' : 'amber', bands)
  else if (bands) kpi.bands = bands
  return findings
}

/** A target that is more than a number or a range was written with thought; a table does not replace it. */
function targetOf(kpi: Item, given: Percent | Range | undefined): unknown | Fault {
  if (given === undefined) return undefined
  const has = kpi.target as Record<string, unknown> | number | undefined
  const range = typeof has === 'object' && has !== null && Object.keys(has).join() === 'range'
  if (has !== undefined && typeof has !== 'number' && !range)
    return new Fault(
      `KPI ${shown(kpi.id)} has a target that is more than a number; change it in the plan, and leave the cell empty`,
    )
  if ('low' in given) return { range: { low: given.low, high: given.high } }
  if (given.percent && kpi.unit !== '%')
    return new Fault(
      `a percent sign, but the unit is ${shown(String(kpi.unit ?? ''))}; remove the sign or make the unit %`,
    )
  return given.value
}

/** Distances from target. A percent sign means percent of the target, unless the KPI itself counts in percent points. */
function bandsOf(kpi: Item, amber: Percent | undefined, red: Percent | undefined): unknown | Fault {
  if (!amber && !red) return undefined
  const has = (kpi.bands ?? {}) as Record<string, unknown>
  const signs = [amber, red].filter((end) => end?.percent).length
  if (signs === 1 && amber && red)
    return new Fault('amber and red are both distances or both percent; write the sign in both or in neither')
  const percent = signs > 0 && kpi.unit !== '%'
  if (percent !== (has.as === 'percent') && has.amber !== undefined && !(amber && red))
    return new Fault('the other distance is of another kind; give amber and red')
  const { as: _, ...rest } = has
  const kept = has.as === 'absolute' && !percent ? has : rest
  return {
    ...kept,
    ...(amber && { amber: amber.value }),
    ...(red && { red: red.value }),
    ...(percent && { as: 'percent' }),
  }
}
