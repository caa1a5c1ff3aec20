/** Columns of an import: their names as people write them, and how their cells are read. */
import { nearest } from '../../domain/plan/reference.ts'
import type { Fault } from './fault.ts'

/** How dates such as 05/03/2026 are meant. */
export type DateOrder = 'dmy' | 'mdy'

export interface Column {
  /** The plan's own key, which is the column's first name. */
  key: string
  /** Other names it goes by. */
  also?: readonly string[]
  /** Needed to make a new item; an existing one keeps what it has. */
  needed?: boolean
  read: (cell: string, dates: DateOrder | undefined) => unknown | Fault
}

/** A header without case, accents, spaces and signs: `E-Mail ` is `email`. */
export const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

/** The column a header names; the nearest name when it looks misspelt; nothing when it means something else. */
export function columnNamed(columns: readonly Column[], header: string): Column | string | undefined {
  const wanted = plain(header)
  const names = new Map(
    columns.flatMap((column) => [column.key, ...(column.also ?? [])].map((n) => [plain(n), column])),
  )
  const found = names.get(wanted)
  if (found || wanted.length < 5) return found
  const near = nearest(
    wanted,
    [...names.keys()].filter((name) => name.length >= 4),
  )
  return near === undefined ? undefined : names.get(near)!.key
}
