import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { isTriedAgain } from '../../domain/mail-retry.ts'

const HOUR = 3_600_000
const slot = '2016-06-08T07:00:00Z'

describe('how often an unsent mail is tried again', () => {
  it.each([
    ['two hours late: again', 2, true],
    ['a day late: still every hour', 25, true],
    ['a day and two hours: once', 26, true],
    ['the hour after: no more', 27, false],
    ['a week later at that hour: once a day', 7 * 24 + 2, true],
    ['a week later at another hour: no', 7 * 24 + 3, false],
  ])('%s', (_, hours, expected) => {
    expect(isTriedAgain(slot, parseInstant(slot) + hours * HOUR + 17 * 60_000)).toBe(expected)
  })

  it('is once in any 24 hourly looks after the first day, wherever the slot lies and though the minute wanders', () => {
    const offset = fc.integer({ min: 0, max: 400 * 24 * 60 })
    const wander = fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(offset, fc.integer({ min: 26, max: 1000 }), wander, (minutes, first, seconds) => {
        const at = parseInstant(slot) + minutes * 60_000
        const looks = seconds.map(
          (off, index) => Math.floor(at / HOUR) * HOUR + (first + index) * HOUR + HOUR / 2 + off,
        )
        const key = `${formatInstant(at)}#A-1`
        expect(looks.filter((look) => isTriedAgain(key, look))).toHaveLength(1)
      }),
    )
  })
})
