import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingDays,
  addWorkingDaysTo,
  isWorkingDay,
  nextSlot,
  nextWorkingInstant,
  type WorkingCalendar,
  workingDaysBetween,
} from '../../domain/calendar.ts'
import { formatDay, isoWeekday, parseDay } from '../../domain/civil.ts'
import { dueAt, lockedAt, settledAt, staleAt } from '../../domain/deadline.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { parsePeriod } from '../../domain/period.ts'
import { TIMING } from '../../domain/plan/defaults.ts'
import type { Cadence } from '../../domain/plan/measure.ts'
import { WEEKDAYS } from '../../domain/plan/organisation.ts'
import { parseSpan } from '../../domain/plan/text.ts'
import { addSpan } from '../../domain/span.ts'
import { instantOf, isZone, wallOf } from '../../domain/zone.ts'

const hours = { from: '09:00', to: '17:00' }
const week: WorkingCalendar = { workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: ['2016-05-02'], hours }

const calendars = fc.record({
  workingDays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
  holidays: fc.array(fc.integer({ min: 16_000, max: 18_000 }).map(formatDay), { maxLength: 30 }),
  hours: fc.constant(hours),
})

describe('working days', () => {
  test('adding agrees with walking day by day', () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: 16_000, max: 18_000 }), fc.integer({ min: 0, max: 30 }), (c, day, n) => {
        const worked = (d: number) =>
          c.workingDays.includes(WEEKDAYS[isoWeekday(d) - 1]!) && !c.holidays.includes(formatDay(d))
        let expected = day
        if (n === 0) while (!worked(expected)) expected++
        for (let left = n; left > 0; ) if (worked(++expected)) left--
        expect(addWorkingDaysTo(c, day, n)).toBe(expected)
        if (n > 0) expect(workingDaysBetween(c, day, expected)).toBe(n)
      }),
      { numRuns: 500 },
    )
  })

  test('adding a then b is adding a + b, once a is at least one', () => {
    const n = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(calendars, fc.integer({ min: 16_000, max: 18_000 }), n, n, (c, day, a, b) => {
        expect(addWorkingDaysTo(c, addWorkingDaysTo(c, day, a), b)).toBe(addWorkingDaysTo(c, day, a + b))
      }),
    )
  })

  test.each([
    ['2016-04-29T10:00:00+01:00', 1, '2016-05-03T09:00:00Z', 'a bank holiday weekend is passed over'],
    ['2016-04-30T10:00:00+01:00', 0, '2016-05-03T09:00:00Z', 'zero from a Saturday is the next working day'],
    ['2016-04-28T10:00:00+01:00', 0, '2016-04-28T09:00:00Z', 'zero from a working day is now'],
    ['2016-03-24T10:00:00Z', 2, '2016-03-28T09:00:00Z', 'ten in the morning stays ten when clocks go forward'],
    ['2016-10-28T10:00:00+01:00', 1, '2016-10-31T10:00:00Z', 'and when they go back'],
  ])('%s plus %i working days is %s: %s', (from, n, to) => {
    expect(formatInstant(addWorkingDays(parseInstant(from), n, week, 'Europe/London'))).toBe(to)
  })

  test('half a working day, or minus one, is refused', () => {
    expect(() => addWorkingDaysTo(week, 16_000, 1.5)).toThrow(/1.5 working days/)
    expect(() => addWorkingDaysTo(week, 16_000, -1)).toThrow(RangeError)
  })

  test('a calendar of nothing but holidays says so instead of searching for ever', () => {
    const holidays = Array.from({ length: 1200 }, (_, i) => formatDay(16_000 + i))
    expect(() => addWorkingDaysTo({ ...week, holidays }, 16_000, 1)).toThrow(/no working day/)
  })
})

describe('clocks of zones', () => {
  test.each([
    ['2016-03-27', 90, 'Europe/London', '2016-03-27T01:30:00Z', 'a time that does not exist moves forward by the gap'],
    ['2016-10-30', 90, 'Europe/London', '2016-10-30T00:30:00Z', 'a time that happens twice means the first'],
    [
      '2018-11-04',
      0,
      'America/Sao_Paulo',
      '2018-11-04T03:00:00Z',
      'a midnight that does not exist is the first moment of the day',
    ],
    [
      '2011-12-30',
      480,
      'Pacific/Apia',
      '2011-12-30T18:00:00Z',
      'a whole day that was skipped moves forward by that day',
    ],
    ['2016-07-01', 480, 'Asia/Kathmandu', '2016-07-01T02:15:00Z', 'offsets need not be whole hours'],
    [
      '2016-04-03',
      105,
      'Australia/Lord_Howe',
      '2016-04-02T14:45:00Z',
      'nor changes of clocks: here half an hour repeats',
    ],
  ])('%s minute %i in %s is %s: %s', (date, minute, zone, at) => {
    expect(formatInstant(instantOf(parseDay(date), minute, zone))).toBe(at)
  })

  test('the wall of an instant leads back to it, or to the same wall when clocks repeat an hour', () => {
    const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham', 'UTC')
    const at = fc.integer({ min: 24_000_000, max: 30_000_000 }).map((minutes) => minutes * 60_000)
    fc.assert(
      fc.property(zone, at, (z, t) => {
        const wall = wallOf(t, z)
        const back = instantOf(wall.day, wall.minute, z)
        expect(wallOf(back, z)).toEqual(wall)
        expect(t - back === 0 || t - back === 3_600_000).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('zones are those of the zone database', () => {
    expect(isZone('Europe/London')).toBe(true)
    expect(isZone('Europe/Londom')).toBe(false)
    expect(isZone('+01:00')).toBe(false)
  })
})

describe('slots', () => {
  test.each([
    ['2016-04-29T06:59:59Z', '2016-04-29T07:00:00Z', 'just before eight, it is today'],
    ['2016-04-29T07:00:00Z', '2016-05-03T07:00:00Z', 'at eight, it is the next one, after weekend and holiday'],
    ['2016-03-25T12:00:00Z', '2016-03-28T07:00:00Z', 'eight stays eight when clocks change'],
  ])('after %s comes %s: %s', (after, slot) => {
    expect(formatInstant(nextSlot(week, 'Europe/London', '08:00', parseInstant(after)))).toBe(slot)
  })

  test('a slot in the hour that clocks skip still comes, an hour later on the clock', () => {
    const sundays: WorkingCalendar = { workingDays: ['sun'], holidays: [], hours }
    const after = parseInstant('2016-03-26T12:00:00Z')
    expect(formatInstant(nextSlot(sundays, 'Europe/London', '01:30', after))).toBe('2016-03-27T01:30:00Z')
  })

  test('a slot in the hour that clocks repeat comes once', () => {
    const sundays: WorkingCalendar = { workingDays: ['sun'], holidays: [], hours }
    const first = nextSlot(sundays, 'Europe/London', '01:30', parseInstant('2016-10-29T12:00:00Z'))
    expect(formatInstant(first)).toBe('2016-10-30T00:30:00Z')
    expect(formatInstant(nextSlot(sundays, 'Europe/London', '01:30', first))).toBe('2016-11-06T01:30:00Z')
  })

  test('whoever is away has no slot', () => {
    const away = [{ from: '2016-04-28', to: '2016-05-04' }]
    const slot = nextSlot(week, 'Europe/London', '08:00', parseInstant('2016-04-28T00:00:00Z'), away)
    expect(formatInstant(slot)).toBe('2016-05-05T07:00:00Z')
  })

  test('slots go strictly forward, fall on working days, and none between is left out', () => {
    const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe')
    const at = fc.integer({ min: 1_400_000_000, max: 1_540_000_000 }).map((s) => s * 1000)
    const clock = fc.constantFrom('00:00', '01:30', '02:15', '08:00', '23:59')
    fc.assert(
      fc.property(calendars, zone, clock, at, (c, z, slot, after) => {
        const next = nextSlot(c, z, slot, after)
        expect(next).toBeGreaterThan(after)
        expect(isWorkingDay(c, wallOf(next, z).day)).toBe(true)
        expect(nextSlot(c, z, slot, next - 1)).toBe(next)
      }),
      { numRuns: 500 },
    )
  })

  test('outside working days the next working instant is when the day opens', () => {
    const saturday = parseInstant('2016-04-30T12:00:00Z')
    expect(formatInstant(nextWorkingInstant(saturday, week, 'Europe/London'))).toBe('2016-05-03T08:00:00Z')
    const friday = parseInstant('2016-04-29T23:30:00+01:00')
    expect(nextWorkingInstant(friday, week, 'Europe/London')).toBe(friday)
  })
})

describe('deadlines of a slot', () => {
  const timing = (cadence: Cadence) => ({
    cadence,
    lag: TIMING.lag[cadence],
    grace: TIMING.grace[cadence],
    settle: TIMING.settle[cadence],
    lock: TIMING.lock[cadence],
  })
  const rows = [
    ['daily', '2016-04-29', '2016-05-01', '2016-05-04', '2016-05-03', '2016-06-04'],
    ['weekly', '2016-W17', '2016-05-04', '2016-05-06', '2016-05-12', '2016-07-01'],
    ['monthly', '2016-04', '2016-05-10', '2016-05-13', '2016-05-24', '2016-07-30'],
    ['quarterly', '2016-Q1', '2016-04-15', '2016-04-22', '2016-05-01', '2016-09-28'],
  ] as const
  test.each(rows)('%s %s is due %s, stale %s, settled %s, locked %s', (cadence, key, due, stale, settled, locked) => {
    const index = parsePeriod(cadence, key)
    const day = (f: typeof dueAt) =>
      formatDay(wallOf(f(timing(cadence), index, week, 'Europe/London'), 'Europe/London').day)
    expect([day(dueAt), day(staleAt), day(settledAt), day(lockedAt)]).toEqual([due, stale, settled, locked])
  })

  test('deadlines never go back from one slot to the next', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.constantFrom<Cadence>('daily', 'weekly', 'monthly'),
        fc.integer({ min: 0, max: 50 }),
        (c, cadence, i) => {
          const index = (cadence === 'daily' ? 16_500 : cadence === 'weekly' ? 2400 : 550) + i
          for (const f of [dueAt, staleAt, settledAt, lockedAt]) {
            expect(f(timing(cadence), index + 1, c, 'UTC')).toBeGreaterThanOrEqual(f(timing(cadence), index, c, 'UTC'))
          }
          expect(staleAt(timing(cadence), index, c, 'UTC')).toBeGreaterThan(dueAt(timing(cadence), index, c, 'UTC'))
        },
      ),
    )
  })

  test.each([
    ['4 h', '2016-03-27T04:30:00Z', 'hours are elapsed time'],
    ['1 d', '2016-03-27T23:30:00Z', 'a day keeps the clock, so this one has 23 hours'],
    ['1 wd', '2016-03-27T23:30:00Z', 'a working day keeps the clock too'],
    ['0 wd', '2016-03-27T00:30:00Z', 'nothing changes nothing, on a Sunday as well'],
  ])('half past midnight before clocks change plus %s is %s: %s', (span, to) => {
    const from = parseInstant('2016-03-27T00:30:00Z')
    expect(formatInstant(addSpan(from, parseSpan(span), week, 'Europe/London'))).toBe(to)
  })
})
