/**
 * Periods: the calendar slots a KPI is reported in. Their keys are text (`2026-03-05`, `2026-W10`, `2026-03`, `2026-Q1`),
 * their arithmetic is on a whole number, the *index*: epoch day, Monday to Friday, ISO week, month or quarter counted from 1970.
 * Neighbouring slots differ by one, so windows are calendar slots and never "the last n rows"; after a Friday comes a Monday.
 */
import { civilDate, epochDay, pad, tryDay } from './civil.ts'
import type { Cadence } from './plan/measure.ts'
import { instantOf } from './zone.ts'

const FORMS: Record<Cadence, { pattern: RegExp; example: string }> = {
  daily: { pattern: /^(\d{4})-(\d{2})-(\d{2})$/, example: '2026-03-05' },
  weekdays: { pattern: /^(\d{4})-(\d{2})-(\d{2})$/, example: '2026-03-05 (Monday to Friday)' },
  weekly: { pattern: /^(\d{4})-W(\d{2})$/, example: '2026-W10' },
  monthly: { pattern: /^(\d{4})-(\d{2})$/, example: '2026-03' },
  quarterly: { pattern: /^(\d{4})-Q([1-4])$/, example: '2026-Q1' },
}

/** Slots in a year: what lies this many slots back is "the same slot last year" (52 ISO weeks, 364 days: the same weekday). */
export const SLOTS_PER_YEAR: Record<Cadence, number> = {
  daily: 364,
  weekdays: 260,
  weekly: 52,
  monthly: 12,
  quarterly: 4,
}

/** How a period of this cadence is written, for messages. */
export const periodExample = (cadence: Cadence): string => FORMS[cadence].example

/** Index of a period key; `undefined` when the text is no existing period of the cadence. Years 1900 to 2999. */
export const tryPeriod = (cadence: Cadence, key: string): number | undefined => {
  const parts = FORMS[cadence].pattern.exec(key)
  if (!parts) return undefined
  const [year, part] = [Number(parts[1]), Number(parts[2])]
  if (year < 1900 || year > 2999) return undefined
  if (cadence === 'daily') return tryDay(key)
  if (cadence === 'weekdays') {
    const day = tryDay(key)
    return day === undefined || weekdayOf(day) > 4 ? undefined : periodOfDay(cadence, day)
  }
  if (cadence === 'quarterly') return (year - 1970) * 4 + part - 1
  if (cadence === 'monthly') return part >= 1 && part <= 12 ? (year - 1970) * 12 + part - 1 : undefined
  if (part < 1 || part > 53) return undefined
  const index = firstWeek(year) + part - 1
  return index < firstWeek(year + 1) ? index : undefined
}

/** Index of a period key; throws a RangeError that shows the expected form. */
export const parsePeriod = (cadence: Cadence, key: string): number => {
  const index = tryPeriod(cadence, key)
  if (index === undefined)
    throw new RangeError(`"${key}" is no ${cadence} period: write it like ${periodExample(cadence)}`)
  return index
}

/** Key of the period with an index. */
export const formatPeriod = (cadence: Cadence, index: number): string => {
  if (cadence === 'monthly') return `${pad(1970 + Math.floor(index / 12), 4)}-${pad(modulo(index, 12) + 1, 2)}`
  if (cadence === 'quarterly') return `${pad(1970 + Math.floor(index / 4), 4)}-Q${modulo(index, 4) + 1}`
  if (cadence === 'daily' || cadence === 'weekdays') {
    const { year, month, day } = civilDate(firstDay(cadence, index))
    return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  }
  // The Thursday of an ISO week lies in the year the week belongs to.
  const { year } = civilDate(firstDay('weekly', index) + 3)
  return `${pad(year, 4)}-W${pad(index - firstWeek(year) + 1, 2)}`
}

/** Epoch day on which a period begins. */
export const firstDay = (cadence: Cadence, index: number): number => {
  if (cadence === 'daily') return index
  if (cadence === 'weekdays') return Math.floor(index / 5) * 7 + modulo(index, 5) - 3
  if (cadence === 'weekly') return index * 7 - 3
  const months = cadence === 'monthly' ? index : index * 3
  return epochDay(1970 + Math.floor(months / 12), modulo(months, 12) + 1, 1)
}

/** The first day after a period; a Friday ends with it, not with the Monday that comes next. */
export const dayAfter = (cadence: Cadence, index: number): number =>
  cadence === 'weekdays' ? firstDay(cadence, index) + 1 : firstDay(cadence, index + 1)

/** Index of the period a day falls into; of weekdays on a Saturday or Sunday, that of the Monday after. */
export const periodOfDay = (cadence: Cadence, day: number): number => {
  if (cadence === 'daily') return day
  if (cadence === 'weekdays') return Math.floor((day + 3) / 7) * 5 + Math.min(weekdayOf(day), 5)
  if (cadence === 'weekly') return Math.floor((day + 3) / 7)
  const { year, month } = civilDate(day)
  const months = (year - 1970) * 12 + month - 1
  return cadence === 'monthly' ? months : Math.floor(months / 3)
}

/** The instant a period begins: local midnight, or the first moment of a day whose midnight does not exist. */
export const periodStart = (cadence: Cadence, index: number, zone: string): number =>
  instantOf(firstDay(cadence, index), 0, zone)

/** The instant a period ends, exclusive: the start of the next one, or of the Saturday after a Friday. */
export const periodEnd = (cadence: Cadence, index: number, zone: string): number =>
  instantOf(dayAfter(cadence, index), 0, zone)

/** Key of the period after this one. */
export const nextPeriod = (cadence: Cadence, key: string): string =>
  formatPeriod(cadence, parsePeriod(cadence, key) + 1)

/** Key of the period before this one. */
export const previousPeriod = (cadence: Cadence, key: string): string =>
  formatPeriod(cadence, parsePeriod(cadence, key) - 1)

/** Index of ISO week 1 of a year: the week of 4 January. */
const firstWeek = (year: number): number => Math.floor((epochDay(year, 1, 4) + 3) / 7)

/** 0 Monday … 6 Sunday of an epoch day; 1970 began on a Thursday. */
const weekdayOf = (day: number): number => modulo(day + 3, 7)

const modulo = (n: number, m: number): number => ((n % m) + m) % m
