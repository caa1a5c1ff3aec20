import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../domain/period.ts'
import { breaches, distanceOf, type Judged, recovers, statusOf } from '../../domain/status.ts'
import { compileTargets, type Targeted, type Yardstick } from '../../domain/target.ts'

const bands = (amber: number, red: number) => ({ amber, red, as: 'absolute' as const })
const constant = (value: number) => [{ kind: 'constant' as const, value }]
const up: Targeted = { cadence: 'monthly', decimals: 2, direction: 'up', targets: constant(100), bands: bands(5, 10) }

const judgeAll = (def: Targeted, values: number[]): Judged[] => {
  const yardstick = compileTargets(def)(0, undefined)!
  let before: Judged | undefined
  return values.map((value) => {
    before = statusOf(distanceOf(def.direction, def.decimals, value, yardstick), yardstick, before)
    return before
  })
}

describe('status', () => {
  const values = [95, 94.99, 95.5, 96.24, 96.25, 90, 89.99, 91, 91.24, 91.25, 96.3, 80, 99]
  const on = 'on-track'
  const risk = 'at-risk'
  const off = 'off-track'
  const vector = [on, risk, risk, risk, on, risk, off, off, off, risk, on, off, on]

  test('the published sequence: worse at once, better only past the hysteresis', () => {
    expect(judgeAll(up, values)).toEqual(vector)
  })

  test('mirrored at the target it reads the same downwards', () => {
    expect(
      judgeAll(
        { ...up, direction: 'down' },
        values.map((v) => 200 - v),
      ),
    ).toEqual(vector)
  })

  const cents = fc.integer({ min: -3000, max: 3000 }).map((n) => n / 100)

  test('mirroring and scaling by ten never change a status', () => {
    fc.assert(
      fc.property(
        fc.array(cents, { minLength: 1 }),
        cents,
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        (vs, target, a, more) => {
          const [amber, red] = [a / 100, (a + more) / 100]
          const own = { ...up, targets: constant(target), bands: bands(amber, red) }
          const expected = judgeAll(own, vs)
          const mirrored = { ...own, direction: 'down' as const, targets: constant(-target) }
          expect(
            judgeAll(
              mirrored,
              vs.map((v) => -v),
            ),
          ).toEqual(expected)
          const tenfold = { ...own, targets: constant(target * 10), bands: bands(amber * 10, red * 10) }
          expect(
            judgeAll(
              tenfold,
              vs.map((v) => v * 10),
            ),
          ).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a worse value never gives a better status, whatever came before', () => {
    const rank = { 'on-track': 0, 'at-risk': 1, 'off-track': 2 }
    const before = fc.constantFrom<Judged | undefined>(undefined, 'on-track', 'at-risk', 'off-track')
    fc.assert(
      fc.property(cents, cents, before, fc.nat(10), fc.nat(10), fc.nat(20), (x, y, b, amber, more, back) => {
        const red = amber + more
        const edges = { amber: -amber, red: -red, amberBack: back - amber, redBack: back - red }
        const yardstick: Yardstick = { low: 0, high: 0, edges }
        const [worse, better] = [Math.min(x, y), Math.max(x, y)]
        expect(rank[statusOf(worse, yardstick, b)]).toBeGreaterThanOrEqual(rank[statusOf(better, yardstick, b)])
      }),
    )
  })

  test.each([
    ['up', 0.1, 0.4, 0.3, 'three tenths short is exactly the band'],
    ['down', 0.4, 0.1, 0.3, 'three tenths over is exactly the band'],
    ['up', 1.1, 1.4, 0.3, 'and with other digits'],
  ] as ['up' | 'down', number, number, number, string][])(
    'equality is no breach (%s, %d against %d): %s',
    (direction, value, target, amber) => {
      const def: Targeted = { ...up, decimals: 1, direction, targets: constant(target), bands: bands(amber, 1) }
      expect(judgeAll(def, [value])).toEqual(['on-track'])
    },
  )

  test('a range is judged by its nearer edge', () => {
    const range: Targeted = {
      ...up,
      direction: 'range',
      targets: [{ kind: 'range', low: 10, high: 20 }],
      bands: bands(1, 3),
    }
    expect(judgeAll(range, [10, 9, 8.99])).toEqual([on, on, risk])
    expect(judgeAll(range, [20, 21, 23.01])).toEqual([on, on, off])
  })

  test('with amber equal to red, recovery takes two percent of the target', () => {
    const def = { ...up, bands: bands(5, 5) }
    expect(judgeAll(def, [94.99, 96.99, 97])).toEqual([off, off, on])
    const yardstick = compileTargets(def)(0, undefined)!
    expect(yardstick.edges.redBack).toBe(-3)
    expect([breaches(-5, yardstick, 'red'), recovers(-3, yardstick, 'red'), recovers(-3.01, yardstick, 'red')]).toEqual(
      [false, true, false],
    )
  })
})

describe('targets', () => {
  const month = (key: string) => parsePeriod('monthly', key)
  const at = (def: Targeted, key: string, lastYear?: number) => compileTargets(def)(month(key), lastYear)?.low

  test('a changed target never re-judges earlier periods', () => {
    const def: Targeted = {
      ...up,
      targets: [
        { kind: 'constant', value: 95 },
        { kind: 'constant', value: 96, effectiveFrom: '2016-06-15' },
      ],
    }
    expect([at(def, '2016-05'), at(def, '2016-06'), at(def, '2016-07')]).toEqual([95, 95, 96])
  })

  test('before the first date of effect there is no target', () => {
    const def: Targeted = { ...up, targets: [{ kind: 'constant', value: 95, effectiveFrom: '2016-06-01' }] }
    expect([at(def, '2016-05'), at(def, '2016-06')]).toEqual([undefined, 95])
  })

  const points = [
    { at: '2016-04', value: 90 },
    { at: '2016-07', value: 93 },
  ]
  test.each([
    ['linear', [undefined, 90, 91, 93, 93]],
    ['step', [undefined, 90, 90, 93, 93]],
  ] as const)('%s points: nothing before the first, the last for ever', (between, expected) => {
    const def: Targeted = { ...up, targets: [{ kind: 'points', between, points }] }
    expect(['2016-03', '2016-04', '2016-05', '2016-07', '2020-01'].map((key) => at(def, key))).toEqual(expected)
  })

  test('last year plus a point, capped, and nothing without last year', () => {
    const def: Targeted = { ...up, decimals: 1, targets: [{ kind: 'lastYear', plus: 1, cap: 95 }] }
    expect([at(def, '2017-04', 82.3), at(def, '2017-04', 94.6), at(def, '2017-04')]).toEqual([83.3, 95, undefined])
  })

  test('percent bands are percent of the size of the target', () => {
    const def: Targeted = { ...up, targets: constant(-50), bands: { amber: 10, red: 20, as: 'percent' } }
    expect(compileTargets(def)(0, undefined)).toEqual({
      low: -50,
      high: -50,
      edges: { amber: -5, red: -10, amberBack: -3.75, redBack: -8.75 },
    })
  })
})
