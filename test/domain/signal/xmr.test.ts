import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { autocorrelations, persistence } from '../../../domain/signal/autocorrelation.ts'
import { unbrokenValues } from '../../../domain/signal/slots.ts'
import { type Limits, movingRanges, type XmrOptions, xmrOf } from '../../../domain/signal/xmr.ts'
import { mapped, slotsOf, someSlots, times } from './series.ts'

const published = { classic: true, baseline: { trial: 5, locked: 99 } }
const limitsOf = (values: readonly (number | null)[], options: XmrOptions = published): Limits => {
  const xmr = xmrOf(slotsOf(values), options)
  if (xmr.state === 'none') throw new Error(`no limits of ${xmr.points} points`)
  return xmr.limits
}

const NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
const NHS = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
const TRADE_1987 = [10.7, 13.0, 11.4, 11.5, 12.5, 14.1, 14.8, 14.1, 12.6, 16.0, 11.7, 10.6]
const TRADE_1988H2 = [10.5, 11.2, 9.2, 10.1, 10.4, 10.5]
const JETS = [
  78.4, 80.1, 84.4, 79.1, 80.4, 83.5, 73.8, 83.5, 75.0, 76.8, 70.5, 80.3, 82.4, 79.4, 86.4, 90.5, 77.7, 82.5, 79.9,
  83.2,
]
// R: set.seed(123); rnorm(20)
const R123 = [
  -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
  -0.44566197, 1.2240818, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
  0.7013559, -0.47279141,
]
const R123_WITH_10 = R123.with(14, 10)
const SCREENED = true
const UNSCREENED = false

/** What a published chart prints: centre, lower, upper, to how many decimals. */
test.each<[string, number[], boolean, number, number, number, number]>([
  ['NIST/SEMATECH handbook, pmc322.htm, with the 2.66 of this chart', NIST, UNSCREENED, 50.81, 45.8151, 55.8049, 4],
  ['NHSRplotthedots, vignettes/deviations.Rmd, screened', NHS, SCREENED, 1.94, -0.72, 4.6, 2],
  ['the same, unscreened', NHS, UNSCREENED, 1.94, -3.06, 6.95, 2],
  ['NHSRplotthedots, _snaps/ptd_spc_standard.md', R123, SCREENED, 0.1416238, -3.01138, 3.294627, 5],
  ['the same with value 15 := 10, screened', R123_WITH_10, SCREENED, 0.6694159, -2.383666, 3.722497, 5],
  ['the same, unscreened', R123_WITH_10, UNSCREENED, 0.6694159, -4.596625, 5.935457, 5],
  ['Wheeler, US trade deficit 1987 (limits computed from the data)', TRADE_1987, UNSCREENED, 12.75, 8.3247, 17.1753, 3],
  ['the same, second half of 1988, ranges within the half-year', TRADE_1988H2, SCREENED, 10.3167, 8.1887, 12.4447, 4],
  ['SAS/QC Jets, SHWIR1 (limits computed from the data)', JETS, SCREENED, 80.39, 66.222, 94.558, 3],
])('%s', (_, values, screen, centre, lower, upper, digits) => {
  const limits = limitsOf(values, { ...published, screen })
  expect(limits.centre).toBeCloseTo(centre, digits)
  expect(limits.lower).toBeCloseTo(lower, digits)
  expect(limits.upper).toBeCloseTo(upper, digits)
})

test('NIST prints 1.8778 for the mean moving range, and limits with 3/1.128 in place of 2.66', () => {
  const { centre, meanRange } = limitsOf(NIST)
  expect(meanRange).toBeCloseTo(1.8778, 4)
  expect(centre + (3 / 1.128) * meanRange).toBeCloseTo(55.8041, 4)
  expect(centre - (3 / 1.128) * meanRange).toBeCloseTo(45.8159, 4)
})

test('the range limit of the trade deficit of 1987 is 5.4368', () =>
  expect(limitsOf(TRADE_1987).rangeLimit).toBeCloseTo(5.4368, 3))

describe('baseline', () => {
  const zigzag = (n: number) => Array.from({ length: n }, (_, i) => (i * 7) % 5)
  test.each([
    [0, 'none'],
    [11, 'none'],
    [12, 'trial'],
    [23, 'trial'],
    [24, 'locked'],
    [60, 'locked'],
  ])('%i points: %s', (n, state) => expect(xmrOf(slotsOf(zigzag(n))).state).toBe(state))

  test('gaps count for nothing: 24 points with two gaps span 26 slots', () => {
    const values = [...zigzag(10), null, ...zigzag(10), null, ...zigzag(9)]
    expect(limitsOf(values, {})).toMatchObject({ points: 24, from: 0, to: 25 })
  })

  test('a range is never taken across a gap', () => {
    expect(movingRanges([3, 4, 9].map((index) => ({ index, value: index * index })))).toEqual([{ index: 4, value: 7 }])
    const level = [...times(8, 0), null, ...times(8, 100)]
    expect(limitsOf(level, {})).toMatchObject({ meanRange: 0, lower: 50, upper: 50 })
  })

  test('points without a single neighbour give no limits', () => {
    const everyOther = slotsOf(zigzag(30)).map(({ index, value }) => ({ index: index * 2, value }))
    expect(xmrOf(everyOther)).toEqual({ state: 'none', points: 24 })
  })

  test('what comes after the lock, whatever it is, moves no limit', () => {
    fc.assert(
      fc.property(someSlots(40, 60), someSlots(1, 20), (slots, more) => {
        const before = xmrOf(slots)
        const later = more.map(({ index, value }) => ({ index: 60 + index, value }))
        if (before.state === 'locked') expect(xmrOf([...slots, ...later])).toEqual(before)
      }),
    )
  })

  test('a missing slot at the end changes nothing', () => {
    fc.assert(
      fc.property(someSlots(0, 30), (slots) => {
        expect(xmrOf([...slots, { index: 30 }])).toEqual(xmrOf(slots))
      }),
    )
  })
})

describe('correction for autocorrelation', () => {
  const creeping = (n: number) => Array.from({ length: n }, (_, i) => 10 * Math.sin(i / 4))
  test('a series that keeps most of its distance gets wider limits, 1/√(1 − φ̂) as wide', () => {
    const [plain, wide] = [limitsOf(creeping(24), { classic: true }), limitsOf(creeping(24), {})]
    expect(plain.persistence).toBe(0)
    expect(wide.persistence).toBeGreaterThan(0.8)
    const ratio = (wide.upper - wide.centre) / (plain.upper - plain.centre)
    expect(ratio).toBeCloseTo(1 / Math.sqrt(1 - wide.persistence), 10)
    expect(wide.rangeLimit).toBe(plain.rangeLimit)
  })

  test.each([
    [19, false],
    [20, true],
  ])('%i points: corrected %s', (n, corrected) => expect(limitsOf(creeping(n), {}).persistence > 0).toBe(corrected))

  test('φ̂ worked out by hand: threes above and below in turn', () => {
    // 24 points 1 1 1 −1 −1 −1 …: mean 0, Σx² 24; of 23 neighbours 16 agree and 7 differ, r₁ = 9/24.
    const steps = Array.from({ length: 24 }, (_, i) => (Math.floor(i / 3) % 2 === 0 ? 1 : -1))
    expect(autocorrelations(steps, 1)[0]).toBeCloseTo(9 / 24, 12)
    expect(limitsOf(steps, {}).persistence).toBeCloseTo(9 / 24 + (1 + 36 / 24) / 24, 12)
  })

  test('neighbours across a gap say nothing about each other', () => {
    // Pairs 1·1 and −1·−1 agree wholly: .75 + (1 + 3)/4, held at .9. With the pair across the gap it would be .75.
    const points = [1, 1, -1, -1].map((value, i) => ({ index: i < 2 ? i : i + 1, value }))
    expect(persistence(points)).toBe(0.9)
  })

  test('values that alternate need no correction, a constant has none', () => {
    expect(
      limitsOf(
        Array.from({ length: 24 }, (_, i) => i % 2),
        {},
      ).persistence,
    ).toBe(0)
    expect(limitsOf(times(24, 0.1), {}).persistence).toBe(0)
  })

  test('limits are never narrower than the classic ones', () => {
    fc.assert(
      fc.property(someSlots(24, 40), (slots) => {
        const [own, classic] = [xmrOf(slots), xmrOf(slots, { classic: true })]
        if (own.state === 'none' || classic.state === 'none') return
        expect(own.limits.upper).toBeGreaterThanOrEqual(classic.limits.upper)
        expect(own.limits.lower).toBeLessThanOrEqual(classic.limits.lower)
      }),
    )
  })
})

test('mirrored and scaled, the limits are mirrored and scaled', () => {
  fc.assert(
    fc.property(someSlots(12, 30), fc.constantFrom(-1, -4, 0.5, 8), (slots, factor) => {
      const [before, after] = [xmrOf(slots), xmrOf(mapped(slots, (x) => x * factor))]
      expect(after.state).toBe(before.state)
      if (before.state === 'none' || after.state === 'none') return
      const [low, high] = factor < 0 ? (['upper', 'lower'] as const) : (['lower', 'upper'] as const)
      expect(after.limits.lower).toBeCloseTo(before.limits[low] * factor, 8)
      expect(after.limits.upper).toBeCloseTo(before.limits[high] * factor, 8)
      expect(after.limits.persistence).toBeCloseTo(before.limits.persistence, 10)
    }),
  )
})

test.each<[(number | null)[], number[]]>([
  [
    [1, 2, null, 3, 4, null, null],
    [3, 4],
  ],
  [
    [1, 2],
    [1, 2],
  ],
  [[null, 7], [7]],
  [[], []],
  [[null], []],
])('unbroken part of %j: %j', (values, unbroken) => expect(unbrokenValues(slotsOf(values))).toEqual(unbroken))
