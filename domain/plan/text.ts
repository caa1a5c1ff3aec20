/** The small forms a plan is written in: ids, dates, times of day, spans. Every message says what to write instead. */
import * as z from 'zod'
import { tryDay } from '../civil.ts'
import { isZone } from '../zone.ts'

/** Words that mean a role where a person could stand, and are therefore no person's id. */
export const ROLES = ['owner', 'steward', 'decider', 'accountable'] as const

/** An id: lower-case letters, digits, `-` and `_`, at most 64; it becomes part of keys and links. */
export const Id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,63}$/,
    'an id has lower-case letters, digits, - and _, at most 64, and starts with a letter or digit',
  )

/** A date, `2026-03-05`. */
export const DateText = z
  .string()
  .refine((text) => tryDay(text) !== undefined, 'write a date that exists, like 2026-03-05')

/** A time of day, `08:00`. */
export const ClockText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day like 08:00, in quotes')

/** A zone of the zone database, `Europe/London`. */
export const ZoneText = z.string().refine(isZone, 'write a time zone of the zone database, like Europe/London')

/** A language tag, `en-GB`. */
export const LocaleText = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'write a language tag like en-GB')

/** One line a person reads. */
export const Line = z.string().trim().min(1, 'write at least one character').max(200, 'write at most 200 characters')

/** A few sentences a person reads. */
export const Prose = z.string().trim().min(1, 'write at least one character').max(2000, 'write at most 2000 characters')

/** A finite number (YAML also knows .inf and .nan). */
export const Amount = z.number('write a number').refine(Number.isFinite, 'write a finite number')

/** A span of time: `h` wall-clock hours, `d` calendar days, `wd` working days. */
export const Span = z.strictObject({ count: z.int().min(0), unit: z.enum(['h', 'd', 'wd']) })
export type Span = z.infer<typeof Span>

/** A span as written in a plan: `4 h`, `2 d`, `5 wd`. */
export const SpanText = z.string().regex(/^\d{1,4} ?(h|d|wd)$/, 'write a span like 4 h, 2 d or 5 wd (working days)')

/** The parts of a valid span text. */
export const parseSpan = (text: string): Span => {
  const parts = /^(\d{1,4}) ?(h|d|wd)$/.exec(text)
  if (!parts) throw new RangeError(`"${text}" is no span: write it like 4 h, 2 d or 5 wd`)
  return { count: Number(parts[1]), unit: parts[2] as Span['unit'] }
}
