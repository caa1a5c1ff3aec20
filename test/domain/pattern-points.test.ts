import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternPoints } from '../../domain/pattern-points.ts'
import { signalsOf } from '../../domain/signal/run-rules.ts'

const seen = (
  rule: 'limit' | 'shift' | 'trend' | 'half-way' | 'two-of-three' | 'four-of-five' | 'range',
  side: 'high' | 'low',
) => ({
  ...{ kind: 'control-chart' as const, rule, side },
  ...{ lower: -3, centre: 0, upper: 3 },
})

test.each([
  ['beyond a limit: that point', seen('limit', 'high'), [0, 1, 4], 2, [2]],
  ['three of four beyond half way', seen('half-way', 'low'), [1, -2, -1, -2, -2], 4, [1, 3, 4]],
  ['two of three in the outer third', seen('two-of-three', 'high'), [0, 2.5, 1, 2.5], 3, [1, 3]],
  [
    'a row on one side, as far back as it goes',
    seen('shift', 'high'),
    [-1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    9,
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  ],
  ['a row that rises', seen('trend', 'high'), [5, 1, 2, 3, 4], 4, [2, 3, 4]],
  ['a gap ends a row', seen('shift', 'low'), [-1, null, -1, -1], 3, [2, 3]],
  ['a jump: the point that completes it', seen('range', 'high'), [0, 3], 1, [1]],
] as const)('%s', (_, chart, values, at, points) => {
  expect(patternPoints(chart, [...values], at)).toEqual(points)
})

test('a signal of the chart has points, the one that completes it among them', () => {
  const limits = {
    centre: 0,
    lower: -3,
    upper: 3,
    meanRange: 1,
    rangeLimit: 3.7,
    persistence: 0,
    points: 24,
    from: 0,
    to: 23,
  }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 20 }), (whole) => {
      const values = whole.map((value) => value / 2)
      const slots = values.map((value, index) => ({ index, value }))
      for (const { rule, index, side } of signalsOf(
        slots,
        { state: 'locked', limits },
        { direction: 'up', preset: 'WE' },
      )) {
        if (side === 'none') continue
        const points = patternPoints({ ...seen('limit', side), rule }, values, index)
        expect(points.at(-1), `${rule} of ${values}`).toBeLessThanOrEqual(index)
        expect(points.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 50 },
  )
})
