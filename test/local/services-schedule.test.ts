import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { parseCron } from '../../local/services/aws-cron.ts'
import { nextOccurrence, parseSchedule } from '../../local/services/schedule-expression.ts'

const from = (expression: string, after: string, zone = 'UTC', count = 3) => {
  const schedule = parseSchedule(expression)
  const found: string[] = []
  let at: number | undefined = Date.parse(after)
  for (let turn = 0; turn < count && at !== undefined; turn++) {
    at = nextOccurrence(schedule, zone, at, Date.parse(after))
    if (at !== undefined) found.push(new Date(at).toISOString().slice(0, 16))
  }
  return found
}

describe('schedule expressions', () => {
  it.each([
    [
      'working days at eight, across a weekend',
      'cron(0 8 ? * MON-FRI *)',
      '2026-03-05T09:00:00Z',
      'UTC',
      ['2026-03-06T08:00', '2026-03-09T08:00', '2026-03-10T08:00'],
    ],
    [
      'numbers of weekdays count from Sunday = 1',
      'cron(0 8 ? * 1 *)',
      '2026-03-02T00:00:00Z',
      'UTC',
      ['2026-03-08T08:00', '2026-03-15T08:00', '2026-03-22T08:00'],
    ],
    [
      'the last day of the month',
      'cron(30 17 L * ? *)',
      '2026-01-31T17:30:00Z',
      'UTC',
      ['2026-02-28T17:30', '2026-03-31T17:30', '2026-04-30T17:30'],
    ],
    [
      'the weekday nearest to the 1st, never in the month before',
      'cron(0 9 1W * ? *)',
      '2026-01-15T00:00:00Z',
      'UTC',
      ['2026-02-02T09:00', '2026-03-02T09:00', '2026-04-01T09:00'],
    ],
    [
      'the third Thursday',
      'cron(0 9 ? * THU#3 *)',
      '2026-03-01T00:00:00Z',
      'UTC',
      ['2026-03-19T09:00', '2026-04-16T09:00', '2026-05-21T09:00'],
    ],
    [
      'the last Friday',
      'cron(0 9 ? * 6L *)',
      '2026-03-01T00:00:00Z',
      'UTC',
      ['2026-03-27T09:00', '2026-04-24T09:00', '2026-05-29T09:00'],
    ],
    [
      'every quarter of an hour in two hours',
      'cron(0/15 8-9 * * ? *)',
      '2026-03-02T08:40:00Z',
      'UTC',
      ['2026-03-02T08:45', '2026-03-02T09:00', '2026-03-02T09:15'],
    ],
    [
      '29 February',
      'cron(0 0 29 2 ? *)',
      '2026-01-01T00:00:00Z',
      'UTC',
      ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00'],
    ],
    ['years run out', 'cron(0 0 1 1 ? 2026-2027)', '2026-01-01T00:00:00Z', 'UTC', ['2027-01-01T00:00']],
    [
      'the hour that spring removes is skipped',
      'cron(30 1 * * ? *)',
      '2026-03-27T12:00:00Z',
      'Europe/London',
      ['2026-03-28T01:30', '2026-03-30T00:30', '2026-03-31T00:30'],
    ],
    [
      'the hour that autumn repeats runs once, the first time',
      'cron(30 1 * * ? *)',
      '2026-10-24T12:00:00Z',
      'Europe/London',
      ['2026-10-25T00:30', '2026-10-26T01:30', '2026-10-27T01:30'],
    ],
    [
      'an hourly cron does not run twice in the repeated hour',
      'cron(0 * * * ? *)',
      '2026-10-24T22:30:00Z',
      'Europe/London',
      ['2026-10-24T23:00', '2026-10-25T00:00', '2026-10-25T02:00'],
    ],
    [
      'local noon keeps its place beyond a change of clocks',
      'cron(0 12 * * ? *)',
      '2026-03-28T12:00:00Z',
      'Europe/London',
      ['2026-03-29T11:00', '2026-03-30T11:00', '2026-03-31T11:00'],
    ],
    [
      'a zone of half hours',
      'cron(0 8 * * ? *)',
      '2026-03-02T00:00:00Z',
      'Asia/Kolkata',
      ['2026-03-02T02:30', '2026-03-03T02:30', '2026-03-04T02:30'],
    ],
    [
      'a rate counts from its beginning',
      'rate(90 minutes)',
      '2026-03-02T00:10:00Z',
      'UTC',
      ['2026-03-02T01:40', '2026-03-02T03:10', '2026-03-02T04:40'],
    ],
    ['once', 'at(2026-03-05T08:00:00)', '2026-03-02T00:00:00Z', 'America/New_York', ['2026-03-05T13:00']],
    ['once, at a time that does not exist', 'at(2026-03-08T02:30:00)', '2026-03-02T00:00:00Z', 'America/New_York', []],
  ])('%s', (_, expression, after, zone, expected) => {
    expect(from(expression, after, zone)).toEqual(expected)
  })

  it.each([
    ['five fields', 'cron(0 8 * * *)', /six fields/],
    ['two days', 'cron(0 8 1 * MON *)', /exactly one/],
    ['no "?"', 'cron(0 8 * * * *)', /exactly one/],
    ['an hour 24', 'cron(0 24 * * ? *)', /no value for hours/],
    ['a word', 'cron(0 8 ? * NOONE *)', /no value for day-of-week/],
    ['a step of nothing', 'cron(0/0 8 * * ? *)', /no value for minutes/],
    ['an empty rate', 'rate(0 days)', /no schedule/],
    ['an instant with a zone', 'at(2026-03-05T08:00:00Z)', /at\(\) takes a local time/],
    ['a day that does not exist', 'at(2026-02-30T08:00:00)', /./],
  ])('refuses %s', (_, expression, message) => {
    expect(() => parseSchedule(expression)).toThrow(message)
  })

  it('agrees with a search through every minute, in zones with and without summer time', () => {
    const list = (low: number, high: number) =>
      fc.uniqueArray(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: 4 })
    const days = fc.oneof(
      list(1, 31).map((all) => [all.join(','), '?'] as const),
      list(1, 7).map((all) => ['?', all.join(',')] as const),
      fc.constant(['L', '?'] as const),
    )
    const zones = fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe')
    const starts = fc.constantFrom(
      '2026-03-07T20:00:00Z',
      '2026-03-28T20:00:00Z',
      '2026-10-24T20:00:00Z',
      '2026-04-04T08:00:00Z',
      '2026-10-31T20:00:00Z',
    )
    fc.assert(
      fc.property(
        list(0, 59),
        list(0, 3),
        days,
        zones,
        starts,
        fc.nat(600),
        (minutes, hours, [day, weekday], zone, start, later) => {
          const text = `${minutes.join(',')} ${hours.join(',')} ${day} * ${weekday} *`
          const after = Date.parse(start) + later * 60_000
          const found = nextOccurrence({ kind: 'cron', cron: parseCron(text) }, zone, after, 0)
          const brute = search(text, zone, after, 2 * 1440)
          // The search looks at two days; what lies beyond is not its business.
          if (brute !== undefined) expect(found).toBe(brute)
          else expect(found ?? Number.POSITIVE_INFINITY).toBeGreaterThan(after + 2 * 1440 * 60_000)
        },
      ),
      { numRuns: 40 },
    )
  })
})

/** Looks at each minute: the first whose local time the cron names and whose local time has not been before. */
function search(text: string, zone: string, after: number, minutes: number): number | undefined {
  const { minutes: m, hours: h, days } = parseCron(text)
  const seen = new Set<string>()
  for (let at = after - 180 * 60_000; at <= after + minutes * 60_000; at += 60_000) {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const wall = local.toPlainDateTime().toString()
    const again = seen.has(wall)
    seen.add(wall)
    if (at <= after || again || !m.includes(local.minute) || !h.includes(local.hour)) continue
    if (days(local.year, local.month).includes(local.day)) return at
  }
  return undefined
}
