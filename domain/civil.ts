/**
 * Civil dates as whole numbers: an *epoch day* counts days since 1970-01-01 (a Thursday) in the proleptic Gregorian calendar.
 * Integers, because a fold walks thousands of slots and date objects cost a thousand times as much.
 */

/** A calendar date: `month` 1–12, `day` 1–31. */
export interface CivilDate {
  year: number
  month: number
  day: number
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Epoch day of a date; days past the end of a month roll over, as in `Date.UTC`. */
export const epochDay = (year: number, month: number, day: number): number => {
  // Era arithmetic: a year that begins in March puts the leap day last, so that the day of the year is linear in the month.
  const monthFromMarch = (month + 9) % 12
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The date of an epoch day. */
export const civilDate = (days: number): CivilDate => {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** ISO weekday: Monday 1 … Sunday 7. */
export const isoWeekday = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1

/** Epoch day of `2026-03-05`; `undefined` when the text is not a date that exists. */
export const tryDay = (text: string): number | undefined => {
  const parts = DATE.exec(text)
  if (!parts) return undefined
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (month < 1 || month > 12 || day < 1) return undefined
  const days = epochDay(year, month, day)
  return civilDate(days).day === day ? days : undefined
}

/** Epoch day of a date's text; throws a RangeError that quotes what it got. */
export const parseDay = (text: string): number => {
  const days = tryDay(text)
  if (days === undefined) throw new RangeError(`"${text}" is no date: write it like 2026-03-05`)
  return days
}

/** `2026-03-05`. */
export const formatDay = (days: number): string => {
  const { year, month, day } = civilDate(days)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** Decimal digits with leading zeros. */
export const pad = (n: number, width: number): string => String(n).padStart(width, '0')
