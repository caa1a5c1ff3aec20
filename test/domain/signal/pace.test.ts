import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Direction } from '../../../domain/plan/measure.ts'
import { changeOf, isWorsening } from '../../../domain/signal/change.ts'
import { type PaceWindow, paceOf } from '../../../domain/signal/pace.ts'
import { times } from './series.ts'

const months = (actuals: (number | undefined)[], direction: 'up' | 'down' = 'up', due = 100): PaceWindow => ({
  targets: times(12, due),
  actuals,
  direction,
})

describe('pace', () => {
  const P1 = [90, 95, 85, 100, 92]

  test('vector P1 of the design: 1200 over 12 periods, behind and too much to make up', () => {
    const pace = paceOf(months(P1))
    expect(pace).toMatchObject({ state: 'judged', breach: true, actual: 462, expected: 500, pace: 0.924 })
    if (pace.state !== 'judged') return
    expect(pace.required).toBeCloseTo(105.428571, 6)
    expect(pace.recent).toBeCloseTo(92.333333, 6)
    expect(pace.ratio).toBeCloseTo(1.141826, 6)
    expect(pace.projection).toBeCloseTo(1108.333333, 6)
  })

  test.each<[string, PaceWindow, boolean]>([
    ['behind, but the last periods make up for it', months([50, 95, 120, 120, 120]), false],
    ['95 % exactly is not behind', months([95, 95]), false],
    ['a little below it is behind, and 94 a period cannot bring 101.2', months([94, 94]), false],
    ['90 a period would have to become 102', months([90, 90]), true],
    ['needing exactly 110 % is no breach', { ...months([50, 50]), targets: [60, 60, 50, 40] }, false],
    ['a good start is no help once the sum is behind', months([200, 200, 10, 10, 10]), true],
    ['a sum that is not behind, however poor the last periods', months([300, 200, 10, 10, 10]), false],
    ['a missing period is still to come', months([90, undefined, 95, 85, 100, 92]), true],
    ['nothing at all lately, target not reached', months([100, 0, 0, 0]), true],
    ['nothing lately, target already reached', months([1300, 0, 0, 0]), false],
    ['downwards: 10 % over the budget so far', months(times(6, 110), 'down'), true],
    ['downwards: 10 % under it', months(times(6, 90), 'down'), false],
    ['downwards: over it, but spending has come down', months([150, 140, 60, 60, 60], 'down'), false],
  ])('%s: breach %#', (_, window, breach) => expect(paceOf(window)).toMatchObject({ state: 'judged', breach }))

  test.each([
    [[90], 'too-early', 'two periods at least'],
    [[90, undefined, 90], 'judged', 'of those with data'],
    [times(11, 90), 'judged', 'one period left'],
    [times(12, 90), 'over', 'none left'],
    [[], 'too-early', 'nothing yet'],
  ])('%j: %s, %s', (actuals, state) => expect(paceOf(months(actuals)).state).toBe(state))

  test('52 weeks need 15 % of them: eight', () => {
    const weeks = (k: number) => paceOf({ targets: times(52, 10), actuals: times(k, 5), direction: 'up' }).state
    expect([weeks(7), weeks(8)]).toEqual(['too-early', 'judged'])
  })

  test('nothing due yet has no ratio, but a sum can be behind', () => {
    const pace = paceOf({ targets: [0, 0, 50, 50], actuals: [-5, -5], direction: 'up' })
    expect(pace).toEqual({
      state: 'judged',
      breach: true,
      actual: -10,
      expected: 0,
      required: 55,
      recent: -5,
      ratio: -11,
      projection: -20,
    })
  })

  test('a target of its own overrules the sum of the periods', () =>
    expect(paceOf({ ...months(P1), target: 1000 })).toMatchObject({ breach: false, required: 538 / 7 }))

  const values = fc.array(fc.option(fc.integer({ min: -50, max: 200 }), { nil: undefined }), { maxLength: 13 })
  test('scaled, or mirrored with the direction turned, the same verdict; a missing slot at the end changes nothing', () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: -20, max: 120 }),
        fc.constantFrom(-1, -3, 0.1, 7),
        (actuals, due, factor) => {
          const verdict = (window: PaceWindow) => {
            const pace = paceOf(window)
            return pace.state === 'judged' ? pace.breach : pace.state
          }
          const turned = factor < 0 ? 'down' : 'up'
          const changed = months(
            actuals.map((x) => (x === undefined ? x : x * factor)),
            turned,
            due * factor,
          )
          expect(verdict(changed)).toBe(verdict(months(actuals, 'up', due)))
          expect(paceOf(months([...actuals, undefined], 'up', due))).toEqual(paceOf(months(actuals, 'up', due)))
        },
      ),
    )
  })

  test('more reached never makes a breach', () => {
    const some = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 11 })
    fc.assert(
      fc.property(some, fc.nat(50), (actuals, more) => {
        const breach = (of: number[]) => (paceOf(months(of)) as { breach: boolean }).breach
        if (!breach(actuals)) expect(breach([...actuals.slice(0, -1), actuals.at(-1)! + more])).toBe(false)
      }),
    )
  })
})

describe('change', () => {
  const final = (value?: number) => ({ value, final: true })
  const rule = { share: 0.1, floor: 10, direction: 'up' as const }

  test.each<[number, number, Direction, boolean, string]>([
    [89.9, 100, 'up', true, 'fell by more than a tenth'],
    [90, 100, 'up', false, 'a tenth exactly is no breach'],
    [0.63, 0.7, 'up', false, 'nor where binary fractions would make it more'],
    [150, 100, 'up', false, 'a rise is welcome'],
    [110.1, 100, 'down', true, 'rose by more than a tenth'],
    [110, 100, 'down', false, 'a tenth exactly'],
    [89, 100, 'down', false, 'a fall is welcome'],
    [89, 100, 'range', true, 'either way counts'],
    [111, 100, 'range', true, 'either way counts'],
    [-89, -100, 'up', false, 'less of a loss is a rise'],
    [-111, -100, 'up', true, 'more of it a fall'],
  ])('%f after %f, %s: breach %s, %s', (now, earlier, direction, breach) =>
    expect(changeOf(final(now), final(earlier), { share: 0.1, floor: 0.5, direction })).toMatchObject({ breach }),
  )

  test('season on season is the same with another earlier slot: 120 after 96 is a quarter more', () =>
    expect(changeOf(final(120), final(96), rule)).toEqual({ state: 'judged', change: 0.25, breach: false }))

  test.each([
    [final(), final(100), 'missing'],
    [final(100), final(), 'missing'],
    [{ value: 50, final: false }, final(100), 'not-final'],
    [final(50), { value: 100, final: false }, 'not-final'],
    [final(1), final(9.99), 'below-floor'],
    [final(1), final(-9.99), 'below-floor'],
    [final(1), final(0), 'below-floor'],
    [final(1), final(10), 'judged'],
  ])('%o after %o: %s', (now, earlier, state) => expect(changeOf(now, earlier, rule).state).toBe(state))

  test('a base of 0 is never divided by, whatever the floor', () =>
    expect(changeOf(final(1), final(0), { ...rule, floor: 0 })).toEqual({ state: 'below-floor' }))

  test.each<[number[], 'up' | 'down', boolean, string]>([
    [[9, 8, 7, 6, 5, 4, 3], 'up', true, 'six falls in a row'],
    [[8, 7, 6, 5, 4, 3], 'up', false, 'five'],
    [[9, 8, 7, 7, 6, 5, 4], 'up', false, 'a tie is no fall'],
    [[9, 8, 7, 6, 5, 4, 3, 4], 'up', false, 'over'],
    [[1, 2, 3, 4, 5, 6, 7], 'up', false, 'rising is welcome'],
    [[1, 2, 3, 4, 5, 6, 7], 'down', true, 'or not'],
    [[], 'up', false, 'nothing'],
  ])('%j, %s: worsening %s, %s', (values, direction, worsening) =>
    expect(isWorsening(values, direction)).toBe(worsening),
  )
})
