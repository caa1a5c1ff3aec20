import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alternations, mOfN, partsOf, type Side, shifts, trends, twoInThree } from '../../../domain/signal/patterns.ts'
import type { Preset } from '../../../domain/signal/rule-presets.ts'
import { signalsOf, weightiest } from '../../../domain/signal/run-rules.ts'
import { type Xmr, xmrOf } from '../../../domain/signal/xmr.ts'
import { mapped, slotsOf, someSlots, times } from './series.ts'

const digits = (flags: readonly (boolean | number)[]) => flags.map(Number).join('')
const sides = (text: string): Side[] => [...text].map((c) => (c === '+' ? 1 : c === '-' ? -1 : 0))
const marks = (text: string): boolean[] => [...text].map((c) => c === '1')

// NHSRplotthedots, tests/testthat/test-ptd_calculate_point_type.R
describe('patterns as NHS Making Data Count counts them', () => {
  test.each([
    ['++++++', '000000', 'six are not seven'],
    ['++++++-', '0000000', 'and the seventh must be on their side'],
    ['++++++++-', '000000110', 'the seventh and the eighth complete a shift'],
    ['--------+', '000000110', 'below the mean as well'],
    ['-++++++++-', '0000000110', 'from wherever it begins'],
    ['+++0++++', '00000000', 'a point on the line ends the run'],
  ])('shift of seven %s: %s, %s', (text, flags) => expect(digits(shifts(sides(text), 7))).toBe(flags))

  test.each([
    [[1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0], 'six points are no trend'],
    [[1, 2, 3, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0, 0], 'a tie breaks it'],
    [[1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 1], 'seven are'],
    [[2, 1, 2, 3, 4, 5, 6, 7, 3], [0, 0, 0, 0, 0, 0, 0, 1, 0], 'complete at the eighth'],
    [[7, 6, 5, 4, 3, 2, 1], [0, 0, 0, 0, 0, 0, -1], 'falling'],
  ])('trend of seven %j: %j, %s', (values, flags) => expect(trends(values, 7)).toEqual(flags))

  test.each([
    ['000', '+++', '000', 'nothing near a limit'],
    ['101', '+++', '111', 'any two of the three'],
    ['011', '+++', '111', 'any two of the three'],
    ['110', '---', '111', 'any two of the three'],
    ['0010100', '+++++++', '0011100', 'the whole row is flagged'],
    ['0011000', '+++++++', '0111100', 'in every row that has two'],
    ['0010100', '+-+-+-+', '0000000', 'all three on one side, or none'],
    ['1001', '++++', '0000', 'too far apart'],
  ])('two in three %s on %s: %s, %s', (close, on, flags) =>
    expect(digits(partsOf(twoInThree(marks(close), sides(on)), 3))).toBe(flags),
  )
})

test.each([
  ['++-+', '0001', 'three of four on one side'],
  ['+++-', '0010', 'the newest must be one of them'],
  ['+0++', '0001', 'a point between does no harm'],
  ['+00++', '00000', 'three of five are too few'],
])('3 of 4 %s: %s, %s', (text, flags) => expect(digits(mOfN(sides(text), 3, 4))).toBe(flags))

test('fourteen points up and down in turn; a tie begins anew', () => {
  const turns = Array.from({ length: 15 }, (_, i) => i % 2)
  expect(digits(alternations(turns, 13))).toBe('000000000000011')
  expect(digits(alternations([...turns.slice(0, 7), ...turns.slice(6)], 13))).toBe('0'.repeat(16))
})

/** Limits of −3 … 3 round 0: a value is its distance in σ. */
const chart = (state: 'trial' | 'locked' = 'locked', persistence = 0): Xmr => ({
  state,
  limits: {
    centre: 0,
    lower: -3,
    upper: 3,
    meanRange: 3 / 2.66,
    rangeLimit: 3.7,
    persistence,
    points: 24,
    from: 0,
    to: 23,
  },
})
const rulesOf = (values: readonly (number | null)[], preset: Preset, xmr = chart()) =>
  signalsOf(slotsOf(values), xmr, { direction: 'up', preset }).map(({ rule, index }) => `${rule} ${index}`)

test.each<[Preset, (number | null)[], string[], string]>([
  ['WHEELER', [3, 3.01, 0, -3.01], ['limit 1', 'limit 3'], 'on the limit is not beyond it'],
  ['WHEELER', [1.6, 0.2, 1.6, 1.6], ['half-way 3'], 'three of four beyond half way'],
  ['WHEELER', [1.5, 0.2, 1.5, 1.5], [], 'half way itself is not nearer the limit'],
  ['WHEELER', [1.6, -1.6, 1.6, 0.1], [], 'two of them are not three'],
  ['WHEELER', times(8, 0.1), ['shift 7'], 'eight on one side'],
  ['WHEELER', times(7, 0.1), [], 'seven are not'],
  ['WHEELER', [...times(4, 0.1), 0, ...times(4, 0.1)], [], 'a point on the line breaks the run'],
  ['WHEELER', [...times(4, 0.1), null, null, ...times(4, 0.1)], ['shift 9'], 'a missing slot does not'],
  ['WHEELER', [-1.9, 1.9], ['range 1'], 'a jump larger than the ranges allow'],
  ['WHEELER', [-1.9, null, 1.9], [], 'across a gap it is no moving range'],
  ['MDC', times(7, 0.1), ['shift 6'], 'seven on one side'],
  ['MDC', [-1, -0.7, -0.4, -0.1, 0.2, 0.5, 0.8], ['trend 6'], 'seven rising, whatever the side'],
  ['MDC', [2.1, 0.1, 2.1], ['two-of-three 2'], 'two of three in the outer third'],
  ['MDC', [2.1, -0.1, 2.1], [], 'the third on the other side'],
  ['MDC', [2.1, 0.1, 3.1], ['limit 2'], 'beyond the limit is not in the outer third'],
  ['WE', [2.1, -0.1, 2.1], ['two-of-three 2'], 'the side of the third is nothing to Western Electric'],
  ['WE', [1.1, 1.1, 0, 1.1, 1.1], ['four-of-five 4'], 'four of five beyond 1σ'],
  ['NELSON', times(9, 0.1), ['shift 8'], 'nine on one side'],
  ['NELSON', [-1, -0.6, -0.3, 0, 0.3, 0.6], ['trend 5'], 'six rising'],
  [
    'NELSON',
    Array.from({ length: 15 }, (_, i) => [0.1, 0, -0.1, 0][i % 4]!),
    ['within-third 14'],
    'hugging the centre',
  ],
  ['NELSON', [1.2, -1.2, -1.2, 1.2, 1.2, -1.2, -1.2, 1.2], ['outside-third 7'], 'eight with none near the centre'],
])('%s %j: %j, %s', (preset, values, signals) => expect(rulesOf(values, preset)).toEqual(signals))

describe('what a signal is good for', () => {
  test('trial limits know rule 1 only', () =>
    expect(rulesOf([...times(8, 0.1), 3.1], 'WHEELER', chart('trial'))).toEqual(['limit 8']))

  test('no limits, no signals', () =>
    expect(signalsOf(slotsOf([1, 2]), { state: 'none', points: 2 }, { direction: 'up' })).toEqual([]))

  const insights = (preset: Preset, persistence: number, values: number[]) =>
    signalsOf(slotsOf(values), chart('locked', persistence), { direction: 'down', preset }).map(
      ({ rule, insight }) => `${rule} ${insight}`,
    )
  test.each<[Preset, number, number[], string[], string]>([
    [
      'WHEELER',
      0.25,
      [...times(8, 0.1), 3.1],
      ['shift false', 'limit false', 'shift false'],
      'up to .25 all rules decide',
    ],
    [
      'WHEELER',
      0.26,
      [...times(8, 0.1), 3.1],
      ['shift true', 'limit false', 'shift true'],
      'above only the limit does',
    ],
    ['MDC', 0.26, [0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8], ['trend true'], 'trends follow from persistence as well'],
    ['WHEELER', 0, [-1.9, 1.9], ['range true'], 'a jump is always an insight'],
    ['NELSON', 0, [3.1], ['limit true'], 'Nelson is insight only'],
  ])('%s at φ̂ %f: %j gives %j, %s', (preset, phi, values, told) => expect(insights(preset, phi, values)).toEqual(told))

  test.each([
    ['up', 3.1, 'high', false],
    ['up', -3.1, 'low', true],
    ['down', 3.1, 'high', true],
    ['down', -3.1, 'low', false],
    ['range', 3.1, 'high', true],
    ['range', -3.1, 'low', true],
  ] as const)('direction %s at %f: %s, adverse %s', (direction, value, side, adverse) =>
    expect(signalsOf(slotsOf([value]), chart(), { direction })).toMatchObject([{ side, adverse }]),
  )

  test('a pattern says where it began', () => {
    const [signal] = signalsOf(slotsOf([...times(4, 0.1), null, ...times(4, 0.1)], 100), chart(), { direction: 'up' })
    expect(signal).toEqual({ rule: 'shift', index: 108, from: 100, side: 'high', adverse: false, insight: false })
  })

  test('NHS precedence at one slot: limit, trend, two of three, shift', () => {
    const told = (values: number[]) =>
      weightiest(signalsOf(slotsOf(values), chart(), { direction: 'up', preset: 'MDC' })).map(
        ({ rule, index }) => `${rule} ${index}`,
      )
    expect(told([0.1, 0.5, 1, 1.5, 2.1, 2.2, 3.1])).toEqual(['two-of-three 5', 'limit 6'])
    expect(told([0.1, 0.5, 1, 1.5, 1.7, 2.1, 2.2])).toEqual(['trend 6'])
    expect(told([0.1, 0.5, 0.4, 1.5, 2.1, 1, 2.2])).toEqual(['two-of-three 6'])
    expect(told([0.1, 0.5, 0.4, 1.5, 2.1, 1, 1.1])).toEqual(['shift 6'])
  })
})

describe('on the data of NHSRplotthedots', () => {
  const options = { classic: true, baseline: { trial: 5, locked: 12 } }
  test('point 5 of 1, 2, 1, 2, 10 … is special cause, screened or not', () => {
    const slots = slotsOf([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], 1)
    for (const screen of [true, false]) {
      const xmr = xmrOf(slots, { ...options, baseline: { trial: 5, locked: 18 }, screen })
      expect(signalsOf(slots, xmr, { direction: 'down', preset: 'MDC' }).map(({ index }) => index)).toEqual([5])
    }
  })

  test('two of the last two near opposite limits are common cause', () => {
    const slots = slotsOf([...Array.from({ length: 14 }, (_, i) => (i % 2 ? 1 : -1)), 4.5, -4.5])
    const xmr = xmrOf(slots, options)
    expect(xmr).toMatchObject({ limits: { upper: 5.32, lower: -5.32 } })
    expect(signalsOf(slots, xmr, { direction: 'up', preset: 'MDC' })).toEqual([])
  })
})

describe('properties', () => {
  const presets = fc.constantFrom<Preset>('WHEELER', 'MDC', 'WE', 'NELSON')

  test('scaled, or mirrored with the direction turned, the same signals', () => {
    fc.assert(
      fc.property(someSlots(12, 40), presets, fc.constantFrom(-1, -2, 0.25, 10), (slots, preset, factor) => {
        const seen = (of: typeof slots, direction: 'up' | 'down') =>
          signalsOf(of, xmrOf(of), { direction, preset }).map(({ side: _, ...signal }) => signal)
        const changed = mapped(slots, (x) => x * factor)
        expect(seen(changed, factor < 0 ? 'down' : 'up')).toEqual(seen(slots, 'up'))
      }),
    )
  })

  test('one more slot adds signals of that slot at most; a missing one adds none', () => {
    fc.assert(
      fc.property(someSlots(30, 45), presets, fc.integer({ min: -99, max: 99 }), (slots, preset, value) => {
        const xmr = xmrOf(slots)
        if (xmr.state !== 'locked') return
        const told = (more: object[]) =>
          signalsOf([...slots, ...(more as typeof slots)], xmr, { direction: 'range', preset })
        expect(told([{ index: 45 }])).toEqual(told([]))
        expect(told([{ index: 45, value }]).filter(({ index }) => index < 45)).toEqual(told([]))
      }),
    )
  })

  test('a constant series never signals, however its mean is rounded', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), presets, (n, preset) => {
        const slots = slotsOf(times(30, n / 100))
        const signals = signalsOf(slots, xmrOf(slots), { direction: 'range', preset })
        expect(signals.filter(({ rule }) => rule !== 'within-third')).toEqual([])
      }),
    )
  })
})
