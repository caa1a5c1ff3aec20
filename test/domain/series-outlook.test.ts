/** What the API shows of a forecast is what the trigger judged: one computation, read in two places. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePeriod } from '../../domain/period.ts'
import { forecastAt, standingAt } from '../../domain/series-outlook.ts'
import { MISS, shownProbability } from '../../domain/signal/forecast.ts'
import { windowOf } from '../../domain/target-window.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const FIRST = parsePeriod('monthly', '2014-04')

const life = fc.record({
  of: fc.constantFrom('sum', 'mean', 'last'),
  direction: fc.constantFrom('up', 'down'),
  // A target after last year's value begins with the second year, points end with the last of them: windows without one.
  target: fc.constantFrom(
    '100',
    '{ lastYear: { plus: 2 } }',
    '{ points: [{ at: 2014-04, value: 90 }, { at: 2016-06, value: 110 }] }',
  ),
  window: fc.constantFrom('year', 'quarter'),
  months: fc.array(
    fc.record({
      value: fc.option(fc.integer({ min: 80, max: 120 }), { freq: 30 }),
      final: fc.integer({ min: 0, max: 8 }).map((n) => n > 0),
    }),
    { minLength: 8, maxLength: 34 },
  ),
})
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never

/** A series that begins within a year, so that its first window is shorter than the others. */
const definitionFor = ({ of, direction, target, window }: Life) => {
  const text = planText(
    `cadence: monthly\ntarget: ${target}\nbands: { amber: 20, red: 60 }`,
    trigger('miss', 'forecast', `window: ${window}`),
  )
  return definitionOf(
    text.replace('aggregation: last', `aggregation: ${of}`).replace('direction: up', `direction: ${direction}`),
    '2014-04-01T00:00:00Z',
  )
}

/** After each month: what the trigger made of it, and what is shown of it. */
const live = (given: Life) => {
  const definition = definitionFor(given)
  const [rule] = definition.kpi.triggers
  const store = new SeriesStore()
  return given.months.map(({ value, final }, i) => {
    const index = FIRST + i
    const now = Date.UTC(1970, index + 1, 12)
    const slot = value === null ? undefined : { index, value, final }
    const { effects } = store.fold([definition], now, slot ? [{ index, slot }] : [])
    const { base, head } = store.checkpoint!
    const slots = [...store.slots.values()].filter((one) => one.index > base.through)
    const standing = standingAt({
      base,
      first: base.first,
      slots,
      definitions: [definition],
      through: head.through,
      now,
    })!
    const state = standing.state.triggers[rule!.id]!
    const mark = Object.values(state.machines)[0]!.window.at(-1)
    const seen = effects.flatMap((one) => (one.kind === 'episode-opened' && !one.late ? [one.seen] : []))[0]
    return { index, firm: slot?.final === true, mark, seen, shown: forecastAt(standing, rule!) }
  })
}

test('the trigger breaches where a miss of four fifths is shown, says nothing where nothing is shown, and tells the same numbers', () => {
  const met = { breach: 0, ok: 0, told: 0, silent: 0 }
  fc.assert(
    fc.property(life, (given) => {
      for (const { index, firm, mark, seen, shown } of live(given)) {
        if (mark === 'X') expect(shown?.miss).toBeGreaterThanOrEqual(MISS.breach - 1e-9)
        // A good mark without a forecast is one of the first slots of a window, where the trigger says so unasked.
        if (mark === '0' && shown && !isEarly(given, index)) expect(shown.miss).toBeLessThan(MISS.breach)
        if (mark === '-') expect(shown, String(index)).toBeUndefined()
        if (!firm) expect(shown).toBeUndefined()
        if (seen) {
          expect(seen).toEqual({
            kind: 'forecast',
            miss: shownProbability(shown!.miss),
            end: shown!.expected,
            target: shown!.target,
          })
          met.told++
        }
        if (mark === 'X') met.breach++
        if (mark === '0' && shown) met.ok++
        if (mark === '-') met.silent++
      }
    }),
    { numRuns: 40, seed: 5 },
  )
  for (const count of Object.values(met)) expect(count).toBeGreaterThan(5)
})

const isEarly = ({ window }: Life, index: number): boolean => {
  const { first } = windowOf('monthly', index, window === 'year' ? 'year' : 'quarter', 1)
  return index - Math.max(first, FIRST) < 2
}

test('the mean of a year that the series joined in April is expected, and wanted, over nine months', () => {
  const months = Array.from({ length: 9 }, () => ({ value: 60, final: true }))
  const all = live({ of: 'mean', direction: 'up', target: '100', window: 'year', months })
  expect(all.at(-2)!.shown).toMatchObject({
    first: FIRST,
    last: FIRST + 8,
    target: 100,
    expected: expect.closeTo(60, 9),
  })
})
