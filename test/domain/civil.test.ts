import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilDate, epochDay, formatDay, isoWeekday, tryDay } from '../../domain/civil.ts'
import { formatInstant, parseInstant, tryInstant } from '../../domain/instant.ts'
import { roundTo } from '../../domain/rounding.ts'

const days = fc.integer({ min: -200_000, max: 400_000 })

test('every epoch day agrees with the platform on its date and weekday', () => {
  fc.assert(
    fc.property(days, (day) => {
      const date = new Date(day * 86_400_000)
      expect(civilDate(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      })
      expect(epochDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day)
      expect(isoWeekday(day)).toBe(date.getUTCDay() || 7)
    }),
    { numRuns: 2000 },
  )
})

test('the text of a day reads back as the day', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (day) => tryDay(formatDay(day)) === day))
})

test.each([
  ['2026-02-29', 'no leap year'],
  ['2026-13-01', 'no thirteenth month'],
  ['2026-00-10', 'no month zero'],
  ['2026-04-31', 'April has 30 days'],
  ['2026-4-1', 'digits are missing'],
  ['', 'nothing'],
])('"%s" is no date: %s', (text) => expect(tryDay(text)).toBeUndefined())

test.each([
  ['2016-05-03T07:00:00Z', 1_462_258_800_000],
  ['2016-05-03T08:00:00+01:00', 1_462_258_800_000],
  ['2016-05-03T07:00Z', 1_462_258_800_000],
])('%s is an instant', (text, ms) => expect(tryInstant(text)).toBe(ms))

test.each(['2016-05-03', '2016-05-03T07:00:00', '2016-02-30T07:00:00Z', '2016-05-03 07:00Z', 'now', '1462258800000'])(
  '"%s" is no instant',
  (text) => {
    expect(tryInstant(text)).toBeUndefined()
    expect(() => parseInstant(text)).toThrow(/no instant/)
  },
)

test('equal instants are equal text, and the text reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
      expect(parseInstant(formatInstant(ms))).toBe(ms)
    }),
  )
  expect(formatInstant(1_462_258_800_000)).toBe('2016-05-03T07:00:00Z')
})

test.each([
  [1.005, 2, 1.01, 'rounds the digits that were written'],
  [-1.005, 2, -1.01, 'half goes away from zero on both sides'],
  [2.5, 0, 3, 'half goes away from zero'],
  [1e-7, 2, 0, 'exponents are understood'],
  [1.5e-7, 7, 2e-7, 'exponents round too'],
  [94.949, 1, 94.9, 'below half goes down'],
  [82.3 + 0.25, 1, 82.6, 'sums lose their binary noise'],
  [123456789012.5, 0, 123456789013, 'many digits keep their half'],
  [9e13, 2, 9e13, 'large numbers stay'],
])('%d to %i places is %d: it %s', (x, places, expected) => expect(roundTo(x, places)).toBe(expected))

test('rounding agrees with rounding the written digits', () => {
  const byDigits = (digits: bigint, drop: number): bigint => {
    const unit = 10n ** BigInt(drop)
    return (digits + unit / 2n) / unit
  }
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 4 }),
      (digits, places, less) => {
        const keep = Math.max(0, places - 1 - less)
        const expected = Number(byDigits(BigInt(digits), places - keep)) / 10 ** keep
        expect(roundTo(digits / 10 ** places, keep)).toBe(expected)
      },
    ),
    { numRuns: 3000 },
  )
})
