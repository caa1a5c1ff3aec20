import type { Reader } from './reader.ts'

type Shape = 'weekday' | 'short-weekday' | 'time' | 'month' | 'short-month' | 'day-month' | 'iso'

const shapes: Record<Shape, Intl.DateTimeFormatOptions> = {
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  'short-weekday': { weekday: 'short', day: 'numeric', month: 'short' },
  time: { hour: '2-digit', minute: '2-digit' },
  month: { month: 'long', year: 'numeric' },
  'short-month': { month: 'short', year: '2-digit' },
  'day-month': { day: 'numeric', month: 'short' },
  iso: { year: 'numeric', month: '2-digit', day: '2-digit' },
}

/** Making a formatter costs more than using it a hundred times; a warm function keeps them. */
const made = new Map<string, Intl.DateTimeFormat>()

function formatter(shape: Shape, locale: string, timeZone: string, withYear = false): Intl.DateTimeFormat {
  const key = `${shape} ${locale} ${timeZone} ${withYear}`
  let found = made.get(key)
  if (!found) {
    const options: Intl.DateTimeFormatOptions = { ...shapes[shape], timeZone }
    if (withYear) options.year = 'numeric'
    found = new Intl.DateTimeFormat(locale, options)
    made.set(key, found)
  }
  return found
}

type Clock = Pick<Reader, 'locale' | 'timezone'>

/** The calendar date an instant falls on for a person, e.g. `2016-05-12`. */
export function localDate(instant: string, timezone: string): string {
  const parts = formatter('iso', 'en-US', timezone).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((one) => one.type === type)?.value
  return `${part('year')}-${part('month')}-${part('day')}`
}

function inDays(instant: string, now: string, timezone: string): number {
  const days = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
  return days(localDate(instant, timezone)) - days(localDate(now, timezone))
}

const otherYear = (instant: string, now: string, timezone: string) =>
  localDate(instant, timezone).slice(0, 4) !== localDate(now, timezone).slice(0, 4)

/** `Thursday 12 May`; with the year when it is not this year. */
export const day = (instant: string, now: string, { locale, timezone }: Clock): string =>
  formatter('weekday', locale, timezone, otherYear(instant, now, timezone)).format(new Date(instant))

/** `Thu 12 May`, for subjects and tight places. */
export const shortDay = (instant: string, now: string, { locale, timezone }: Clock): string =>
  formatter('short-weekday', locale, timezone, otherYear(instant, now, timezone)).format(new Date(instant))

/** `17:00` or `5:00 pm`, as the person's language writes it. */
export const time = (instant: string, { locale, timezone }: Clock): string =>
  formatter('time', locale, timezone).format(new Date(instant))

/** `Thursday 12 May, 17:00`. */
export const dayAndTime = (instant: string, now: string, clock: Clock): string =>
  `${day(instant, now, clock)}, ${time(instant, clock)}`

const relatives = new Map<string, Intl.RelativeTimeFormat>()

/** `today`, `tomorrow`, `in 3 days`, `2 days ago`: calendar days of the person, not 24-hour spans. */
export function relativeDay(instant: string, now: string, { locale, timezone }: Clock): string {
  const words = relatives.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  relatives.set(locale, words)
  return words.format(inDays(instant, now, timezone), 'day')
}

/** A calendar date such as `2016-05-12` in words; it has no zone, so none is applied. */
export const dateInWords = (date: string, now: string, { locale, timezone }: Clock): string =>
  day(`${date}T12:00:00Z`, `${localDate(now, timezone)}T12:00:00Z`, { locale, timezone: 'UTC' })

/** The same, short. */
export const shortDateInWords = (date: string, now: string, { locale, timezone }: Clock): string =>
  shortDay(`${date}T12:00:00Z`, `${localDate(now, timezone)}T12:00:00Z`, { locale, timezone: 'UTC' })

/** A period key in words: `2016-03` → `March 2016` (short: `Mar 16`), `2016-W10` → `week 10 of 2016`, `2016-Q1` → `Q1 2016`. */
export function periodName(
  period: string,
  locale: string,
  weekName: (week: number, year: string) => string,
  short = false,
): string {
  const [year = '', rest = '', dayPart] = period.split('-')
  if (rest.startsWith('W')) return short ? `${rest} ${year.slice(2)}` : weekName(Number(rest.slice(1)), year)
  if (rest.startsWith('Q')) return `${rest} ${short ? year.slice(2) : year}`
  const at = new Date(`${year}-${rest}-${dayPart ?? '01'}T12:00:00Z`)
  if (Number.isNaN(at.getTime())) return period
  if (dayPart) return formatter('day-month', locale, 'UTC', !short).format(at)
  return formatter(short ? 'short-month' : 'month', locale, 'UTC').format(at)
}
