import { Temporal } from 'temporal-polyfill'
import { type Cron, parseCron } from './aws-cron.ts'

/** When a schedule runs: every so often, once, or by AWS's cron. */
export type ScheduleExpression =
  | { kind: 'rate'; every: number }
  | { kind: 'at'; local: string }
  | { kind: 'cron'; cron: Cron }

const unit: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Reads `rate(5 minutes)`, `at(2026-03-05T08:00:00)` or `cron(0 8 ? * MON-FRI *)`. Throws an Error that shows the text. */
export function parseSchedule(text: string): ScheduleExpression {
  const [, kind, inner = ''] = /^(rate|at|cron)\((.*)\)$/.exec(text.trim()) ?? []
  if (kind === 'cron') return { kind, cron: parseCron(inner) }
  if (kind === 'at') {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inner))
      throw new Error(`${text}: at() takes a local time such as at(2026-03-05T08:00:00)`)
    Temporal.PlainDateTime.from(inner, { overflow: 'reject' })
    return { kind, local: inner }
  }
  const [, count, name] = /^(\d+) (minute|hour|day)s?$/.exec(inner) ?? []
  if (kind !== 'rate' || !count || !name || Number(count) < 1) {
    throw new Error(`${text}: no schedule; use rate(5 minutes), at(2026-03-05T08:00:00) or cron(0 8 ? * MON-FRI *)`)
  }
  return { kind, every: Number(count) * (unit[name] ?? 0) }
}

/**
 * First instant (epoch ms) strictly after `after` at which the schedule runs; undefined when there is none.
 * Local times that a change of the clocks removes are skipped, those it repeats run once, the first time.
 * A rate counts from `anchor`, its first occurrence.
 */
export function nextOccurrence(
  schedule: ScheduleExpression,
  zone: string,
  after: number,
  anchor: number,
): number | undefined {
  if (schedule.kind === 'rate') {
    return after < anchor ? anchor : anchor + (Math.floor((after - anchor) / schedule.every) + 1) * schedule.every
  }
  if (schedule.kind === 'at') {
    const instant = instantOf(Temporal.PlainDateTime.from(schedule.local), zone)
    return instant !== undefined && instant > after ? instant : undefined
  }
  return nextByCron(schedule.cron, zone, after)
}

function nextByCron(cron: Cron, zone: string, after: number): number | undefined {
  const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate()
  for (const year of cron.years.filter((one) => one >= start.year)) {
    for (const month of cron.months) {
      if (year === start.year && month < start.month) continue
      for (const day of cron.days(year, month)) {
        if (year === start.year && month === start.month && day < start.day) continue
        const found = nextInDay(cron, zone, after, Temporal.PlainDate.from({ year, month, day }))
        if (found !== undefined) return found
      }
    }
    // A cron that runs at all runs within 8 years (29 February across a century that is no leap year).
    if (year > start.year + 8 && cron.years.length > 8) return undefined
  }
  return undefined
}

function nextInDay(cron: Cron, zone: string, after: number, date: Temporal.PlainDate): number | undefined {
  for (const hour of cron.hours) {
    for (const minute of cron.minutes) {
      const instant = instantOf(date.toPlainDateTime({ hour, minute }), zone)
      if (instant !== undefined && instant > after) return instant
    }
  }
  return undefined
}

/** The instant of a local time, the earlier of two; undefined for a time the clocks skip. */
function instantOf(local: Temporal.PlainDateTime, zone: string): number | undefined {
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  return zoned.toPlainDateTime().equals(local) ? zoned.epochMilliseconds : undefined
}
