import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Quota, TokenBucket } from '../../local/services/token-bucket.ts'

describe('a token bucket', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 80 })

  it('lets through no more than burst + rate × time, in every stretch of time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), gaps, (rate, burst, steps) => {
        const bucket = new TokenBucket(rate, burst, 0)
        const passed: number[] = []
        let now = 0
        for (const step of steps) {
          now += step
          if (bucket.take(now)) passed.push(now)
        }
        for (const [first, from] of passed.entries()) {
          for (const [offset, to] of passed.slice(first).entries()) {
            expect(offset + 1).toBeLessThanOrEqual(burst + (rate * (to - from)) / 1000 + 1e-6)
          }
        }
      }),
    )
  })

  it('refuses nobody who stays below the rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(2_000), { maxLength: 50 }), (rate, extras) => {
        const bucket = new TokenBucket(rate, 1, 0)
        let now = 0
        for (const extra of extras) {
          expect(bucket.take(now)).toBe(true)
          now += Math.ceil(1000 / rate) + extra
        }
      }),
    )
  })
})

describe('a quota', () => {
  const at = Date.parse
  it.each([
    ['begins anew at midnight UTC', 'DAY', '2026-03-02T23:59:59.999Z', '2026-03-03T00:00:00Z'],
    ['begins anew on Sunday', 'WEEK', '2026-03-07T23:59:59.999Z', '2026-03-08T00:00:00Z'],
    ['begins anew on the first', 'MONTH', '2026-02-28T23:59:59.999Z', '2026-03-01T00:00:00Z'],
  ] as const)('%s', (_, period, last, next) => {
    const quota = new Quota(2, period, 1)
    expect([at(last), at(last), at(next), at(next), at(next)].map((now) => quota.take(now))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
  })
})
