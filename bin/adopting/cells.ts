/** How the cells of spreadsheets are read. What could mean two things is a fault, never a guess. */
import type * as z from 'zod'
import { tryDay } from '../../domain/civil.ts'
import { Line } from '../../domain/plan/text.ts'
import { shown } from '../../domain/shown.ts'
import type { DateOrder } from './column.ts'
import { Fault } from './fault.ts'

/** A text a schema of the plan takes. */
export const takenBy =
  (schema: z.ZodType<string>, change: (cell: string) => string = (cell) => cell) =>
  (cell: string): string | Fault => {
    const taken = schema.safeParse(change(cell))
    return taken.success ? taken.data : new Fault(`${shown(cell)}: ${taken.error.issues[0]!.message}`)
  }

/** One line that people read; runs of spaces and line ends are one space. */
export const line = takenBy(Line, (cell) => cell.replace(/\s+/g, ' '))

/** One of a few words, in any case. */
export const oneOf =
  (words: readonly string[]) =>
  (cell: string): string | Fault =>
    words.includes(cell.toLowerCase())
      ? cell.toLowerCase()
      : new Fault(`${shown(cell)} is none of ${words.join(', ')}; write one of them`)

/** Several names or ids, separated by semicolons. */
export const several = (cell: string): string[] =>
  cell
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/**
 * A number as people of several countries write it: 1234.5, 1,234.5, 1.234,5, 1 234,5, 1'234.5. `1,234` and `1.234` are a
 * thousand in one country and one in another, and therefore a fault.
 */
export function readNumber(cell: string): number | Fault {
  const bare = cell.replace(/[\s\u00A0\u202F'’]/g, '').replace(/^\u2212/, '-')
  if (/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) {
    const [whole, rest] = bare.split(/[.,]/) as [string, string]
    return new Fault(
      `${shown(cell)} is ${whole}${rest} in one country and ${whole}.${rest} in another; write ${whole}${rest} or ${whole}.${rest}0`,
    )
  }
  const grouped = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(bare)
    ? bare.replaceAll(',', '')
    : /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(bare)
      ? bare.replaceAll('.', '').replace(',', '.')
      : bare.replace(/^([+-]?\d*),(\d+)$/, '$1.$2')
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(grouped) && /\d/.test(cell)
    ? Number(grouped)
    : new Fault(`${shown(cell)} is no number; write it like 1234.5`)
}

/** A number that may carry a percent sign. */
export function readPercent(cell: string): { value: number; percent: boolean } | Fault {
  const value = readNumber(cell.replace(/\s*%$/, ''))
  return value instanceof Fault ? value : { value, percent: cell.endsWith('%') }
}

/** A day: 2026-03-05; with `--dates` also 05/03/2026, which without it is taken only when one number is no month. */
export function readDate(cell: string, order: DateOrder | undefined): string | Fault {
  const text = cell.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '')
  if (tryDay(text) !== undefined) return text
  if (/^\d{5}(\.\d+)?$/.test(text))
    return new Fault(
      `${shown(cell)} is a spreadsheet's serial number; format the column as YYYY-MM-DD and export it again`,
    )
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text)
  if (!parts) return new Fault(`${shown(cell)} is no date; write it like 2026-03-05`)
  const [, a, sign, b, year] = parts as unknown as [string, string, string, string, string]
  const way =
    order ?? (Number(a) > 12 || (sign === '.' && Number(b) <= 12) ? 'dmy' : Number(b) > 12 ? 'mdy' : undefined)
  const iso = (day: string, month: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (way === undefined && a !== b)
    return new Fault(
      `${shown(cell)} is ${iso(a, b)} or ${iso(b, a)}; say --dates dmy or --dates mdy, or write it like 2026-03-05`,
    )
  const day = way === 'mdy' ? iso(b, a) : iso(a, b)
  return tryDay(day) === undefined
    ? new Fault(
        `${shown(cell)} is no day that exists${order ? ` with --dates ${order}` : ''}; write it like 2026-03-05`,
      )
    : day
}
