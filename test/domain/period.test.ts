import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay, isoWeekday } from '../../domain/civil.ts'
import {
  dayAfter,
  firstDay,
  formatPeriod,
  nextPeriod,
  parsePeriod,
  periodEnd,
  periodOfDay,
  periodStart,
  previousPeriod,
  tryPeriod,
} from '../../domain/period.ts'
import { Cadence } from '../../domain/plan/measure.ts'

const cadence = fc.constantFrom(...Cadence.options)
const day = fc.integer({ min: -20_000, max: 60_000 })

test('a key reads back as its index, neighbours differ by one, and periods tile the days', () => {
  fc.assert(
    fc.property(cadence, day, (c, d) => {
      const index = periodOfDay(c, d)
      expect(parsePeriod(c, formatPeriod(c, index))).toBe(index)
      // A weekend belongs to the Monday after it.
      const off = c === 'weekdays' ? Math.max(0, 8 - isoWeekday(d)) % 7 : 0
      const within = d + (off > 2 ? 0 : off)
      expect(firstDay(c, index)).toBeLessThanOrEqual(within)
      expect(firstDay(c, index + 1)).toBeGreaterThan(within)
      expect(dayAfter(c, index)).toBeGreaterThan(within)
      expect(dayAfter(c, index)).toBeLessThanOrEqual(firstDay(c, index + 1))
      const key = formatPeriod(c, index)
      expect(parsePeriod(c, nextPeriod(c, key))).toBe(index + 1)
      expect(nextPeriod(c, previousPeriod(c, key))).toBe(key)
    }),
    { numRuns: 1000 },
  )
})

/** The definition of ISO 8601, without the arithmetic of the code: the week belongs to the year of its Thursday. */
const isoWeekByCounting = (d: number): string => {
  const thursday = d - isoWeekday(d) + 4
  const year = Number(formatDay(thursday).slice(0, 4))
  let week = 1
  for (let t = thursday - 7; formatDay(t).startsWith(String(year)); t -= 7) week++
  return `${year}-W${String(week).padStart(2, '0')}`
}

test('ISO weeks agree with counting Thursdays, day by day over forty years', () => {
  for (let d = 7000; d < 22_000; d++) {
    const key = formatPeriod('weekly', periodOfDay('weekly', d))
    if (key !== isoWeekByCounting(d)) expect(`${formatDay(d)} ${key}`).toBe(`${formatDay(d)} ${isoWeekByCounting(d)}`)
  }
})

test.each([
  ['daily', '2026-02-29', 'a day that does not exist'],
  ['daily', '2026-02', 'a month'],
  ['weekdays', '2026-03-07', 'a Saturday'],
  ['weekdays', '2026-03-08', 'a Sunday'],
  ['weekdays', '2026-02-29', 'a day that does not exist'],
  ['weekly', '2026-W00', 'week zero'],
  ['weekly', '2025-W53', '2025 has 52 weeks'],
  ['weekly', '2026-W54', 'no year has 54 weeks'],
  ['weekly', '2026-10', 'a month'],
  ['monthly', '2026-13', 'month thirteen'],
  ['monthly', '2026-00', 'month zero'],
  ['monthly', '2026-1', 'one digit'],
  ['quarterly', '2026-Q5', 'quarter five'],
  ['quarterly', '0026-Q1', 'a year out of range'],
] as [Cadence, string, string][])('%s %s is refused: %s', (c, key) => {
  expect(tryPeriod(c, key)).toBeUndefined()
  expect(() => parsePeriod(c, key)).toThrow(/write it like/)
})

test.each([
  ['weekly', '2020-W53', '2020-12-28', 'a long year ends with week 53'],
  ['weekly', '2021-W01', '2021-01-04', 'and the next begins on its first Monday'],
  ['weekly', '2026-W01', '2025-12-29', 'week 1 may begin in December'],
  ['weekdays', nextPeriod('weekdays', '2026-03-06'), '2026-03-09', 'after a Friday comes a Monday'],
  ['weekdays', previousPeriod('weekdays', '2026-03-09'), '2026-03-06', 'and before a Monday a Friday'],
  ['quarterly', '2026-Q4', '2026-10-01', 'quarters begin in January, April, July, October'],
] as [Cadence, string, string, string][])('%s %s begins on %s: %s', (c, key, date) =>
  expect(formatDay(firstDay(c, parsePeriod(c, key)))).toBe(date),
)

test('a Friday is over when Saturday begins', () => {
  const friday = parsePeriod('weekdays', '2026-03-06')
  expect(new Date(periodEnd('weekdays', friday, 'Europe/London')).toISOString()).toBe('2026-03-07T00:00:00.000Z')
})

test('a month over a change of clocks is an hour shorter or longer', () => {
  const hours = (key: string) =>
    (periodEnd('monthly', parsePeriod('monthly', key), 'Europe/London') -
      periodStart('monthly', parsePeriod('monthly', key), 'Europe/London')) /
    3_600_000
  expect(hours('2016-03')).toBe(31 * 24 - 1)
  expect(hours('2016-10')).toBe(31 * 24 + 1)
  expect(hours('2016-06')).toBe(30 * 24)
})
