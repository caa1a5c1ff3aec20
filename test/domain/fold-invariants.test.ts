/** What no history of figures can do to the triggers of a series. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Effect } from '../../domain/effect.ts'
import { parsePeriod } from '../../domain/period.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const april = parsePeriod('monthly', '2016-04')
const applied = '2016-04-01T00:00:00Z'
const triggers =
  trigger('low', 'threshold', 'level: amber') +
  trigger('slow', 'threshold', 'level: amber\n        m: 2\n        n: 4\n        k: 2') +
  trigger('drop', 'change', 'by: 10\n        floor: 1')
/** Bands 5 and 10 round the target, so back on track from 3.75 below it on. */
const definition = (direction: 'up' | 'down', factor: number) =>
  definitionOf(
    planText(
      `cadence: monthly\ndecimals: 2\ntarget: ${100 * factor}\nbands: { amber: ${5 * Math.abs(factor)}, red: ${10 * Math.abs(factor)} }`,
      triggers.replace('floor: 1', `floor: ${Math.abs(factor)}`),
    ).replace('direction: up', `direction: ${direction}`),
    applied,
  )
const plain = definition('up', 1)

/** Folds month after month; `null` is missing. What was told each month, and where the triggers stood then. */
const live = (values: readonly (number | null)[], of = plain) => {
  const store = new SeriesStore()
  return values.map((value, i) => {
    const index = april + i
    const changes = value === null ? [] : [{ index, slot: { index, value, final: true } }]
    const { effects } = store.fold([of], Date.UTC(2016, 4 + i, 25), changes)
    const { head } = store.checkpoint!
    return { effects, states: Object.entries(head.triggers).map(([id, { state }]) => [id, state]) }
  })
}
const month = fc.constantFrom(80, 89.99, 92, 94.99, 95.5, 96.24, 96.25, 99, 110)
const history = fc.array(fc.option(month, { freq: 4 }), { minLength: 1, maxLength: 24 })

test('a missing slot changes the state of no value trigger, whatever came before', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 5 }), (values, gap) => {
      const told = live([...values, ...Array.from({ length: gap }, () => null)])
      const before = told[values.length - 1]!.states
      for (const { effects, states } of told.slice(values.length)) {
        expect(states).toEqual(before)
        expect(effects).toEqual([])
      }
    }),
    { numRuns: 40 },
  )
})

test('values that never come back over the hysteresis make one episode at most, and it does not end', () => {
  const within = fc.array(fc.constantFrom(90, 92, 94.99, 95, 95.5, 96.24), { minLength: 1, maxLength: 24 })
  fc.assert(
    fc.property(within, (values) => {
      const told = live(values)
        .flatMap(({ effects }) => effects)
        .filter((effect) => effect.trigger !== 'drop')
      const begun = told.filter(({ kind }) => kind === 'episode-opened').map((effect) => effect.trigger)
      expect(begun.length).toBe(new Set(begun).size)
      expect(told.filter(({ kind }) => kind !== 'episode-opened')).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('an episode is told when it begins, when amber becomes red, and when it ends: three times at most, however long it lasts', () => {
  fc.assert(
    fc.property(history, (values) => {
      const times = new Map<string, number>()
      for (const { effects } of live(values))
        for (const effect of effects) {
          if (!('episodeId' in effect)) continue
          times.set(effect.episodeId, (times.get(effect.episodeId) ?? 0) + 1)
          // Nothing was corrected, so nothing is restated.
          expect(effect.kind).not.toBe('episode-restated')
        }
      expect(Math.max(0, ...times.values())).toBeLessThanOrEqual(3)
    }),
    { numRuns: 40 },
  )
})

test.each([
  ['ten times as large', 'up' as const, 10],
  ['turned over: less is better', 'down' as const, -1],
])('the same figures %s tell the same', (_, direction, factor) => {
  const words = (effects: readonly Effect[]) =>
    effects.map((effect) => [
      effect.kind,
      effect.trigger,
      'episodeId' in effect ? effect.episodeId : '',
      'level' in effect ? effect.level : '',
    ])
  const other = definition(direction, factor)
  fc.assert(
    fc.property(history, (values) => {
      const turned = values.map((value) => (value === null ? null : value * factor))
      const [told, again] = [live(values), live(turned, other)]
      expect(again.map(({ effects, states }) => [words(effects), states])).toEqual(
        told.map(({ effects, states }) => [words(effects), states]),
      )
    }),
    { numRuns: 25 },
  )
})
