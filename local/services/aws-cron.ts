/**
 * AWS's cron dialect: six fields (minutes, hours, day of month, month, day of week, year) with `, - * / ? L W #`.
 * Days of the week count from 1 = Sunday; exactly one of the two day fields is `?`.
 */
export interface Cron {
  minutes: readonly number[]
  hours: readonly number[]
  months: readonly number[]
  years: readonly number[]
  /** Days of a month on which it runs, ascending. */
  days(year: number, month: number): number[]
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** Reads the text between the parentheses of `cron(…)`. Throws an Error that names the field and what it takes. */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/)
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields
  if (fields.length !== 6 || !minute || !hour || !dayOfMonth || !month || !dayOfWeek || !year) {
    throw new Error(
      `cron(${text}): six fields are needed (minutes hours day-of-month month day-of-week year), got ${fields.length}`,
    )
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new Error(`cron(${text}): exactly one of day-of-month and day-of-week has to be "?"`)
  }
  return {
    minutes: numbers(minute, 'minutes', 0, 59),
    hours: numbers(hour, 'hours', 0, 23),
    months: numbers(month, 'month', 1, 12, monthNames),
    years: numbers(year, 'year', 1970, 2199),
    days: dayOfWeek === '?' ? daysOfMonth(dayOfMonth) : daysOfWeek(dayOfWeek),
  }
}

function numbers(field: string, name: string, low: number, high: number, names: string[] = []): number[] {
  const found = new Set<number>()
  for (const part of field.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? []
    const [from = '', to] = range === '*' ? [String(low), String(high)] : range.split('-')
    const first = value(from, names, low)
    const last = to !== undefined ? value(to, names, low) : step === undefined ? first : high
    const by = step === undefined ? 1 : Number(step)
    if (!(first >= low && last <= high && by >= 1) || range.split('-').length > 2) {
      throw new Error(`cron: "${part}" is no value for ${name}; it takes ${low}–${high}`)
    }
    // SAT-MON wraps around the end.
    const end = last < first ? last + (high - low + 1) : last
    for (let one = first; one <= end; one += by) found.add(one > high ? one - (high - low + 1) : one)
  }
  return [...found].sort((a, b) => a - b)
}

function value(text: string, names: string[], low: number): number {
  const index = names.indexOf(text.toUpperCase())
  if (index >= 0) return index + low
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}

function daysOfMonth(field: string): Cron['days'] {
  if (field === 'L') return (year, month) => [lastDay(year, month)]
  const nearest = /^(\d+)W$/.exec(field)?.[1]
  if (nearest !== undefined) {
    const [day] = numbers(nearest, 'day-of-month', 1, 31)
    return (year, month) => nearestWeekday(year, month, day ?? 1)
  }
  if (field === 'LW') return (year, month) => nearestWeekday(year, month, lastDay(year, month))
  const days = numbers(field, 'day-of-month', 1, 31)
  return (year, month) => days.filter((day) => day <= lastDay(year, month))
}

function daysOfWeek(field: string): Cron['days'] {
  const [, nthDay, nth] = /^(\w+)#([1-5])$/.exec(field) ?? []
  if (nthDay && nth) {
    const [weekday] = numbers(nthDay, 'day-of-week', 1, 7, dayNames)
    return (year, month) =>
      allDays(year, month)
        .filter((day) => weekdayOf(year, month, day) === weekday)
        .slice(Number(nth) - 1, Number(nth))
  }
  const last = /^(\w+)L$/.exec(field)?.[1]
  if (last) {
    const [weekday] = numbers(last, 'day-of-week', 1, 7, dayNames)
    return (year, month) =>
      allDays(year, month)
        .filter((day) => weekdayOf(year, month, day) === weekday)
        .slice(-1)
  }
  const weekdays = field === 'L' ? [7] : numbers(field, 'day-of-week', 1, 7, dayNames)
  return (year, month) => allDays(year, month).filter((day) => weekdays.includes(weekdayOf(year, month, day)))
}

/** The weekday (Monday to Friday) nearest to a day, in the same month; none when the month has no such day. */
function nearestWeekday(year: number, month: number, day: number): number[] {
  const last = lastDay(year, month)
  if (day > last) return []
  const weekday = weekdayOf(year, month, day)
  if (weekday === 7) return [day === 1 ? day + 2 : day - 1]
  if (weekday === 1) return [day === last ? day - 2 : day + 1]
  return [day]
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** 1 = Sunday … 7 = Saturday. */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1
}

function allDays(year: number, month: number): number[] {
  return Array.from({ length: lastDay(year, month) }, (_, index) => index + 1)
}
