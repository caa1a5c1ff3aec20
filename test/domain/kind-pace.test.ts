/** Pace as a trigger: sums of a window, kept as a few numbers, become breaches, decisions and an end when the window is over. */
import { describe, expect, test } from 'vitest'
import { Checkpoint } from '../../domain/checkpoint.ts'
import { parsePeriod } from '../../domain/period.ts'
import { windowOf } from '../../domain/target-window.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const applied = '2016-01-01T00:00:00Z'
const month = (key: string) => parsePeriod('monthly', key)
const text = (triggers: string, target = '100', kpi = 'aggregation: sum\n') =>
  planText(`cadence: monthly\ntarget: ${target}\nbands: { amber: 20, red: 60 }`, triggers).replace(
    'aggregation: last\n',
    kpi,
  )
const pace = trigger('slow', 'pace')
const definition = definitionOf(text(pace), applied)

/** Folds month after month from `from` on, each on the 20th of the next; what was told each time. */
const live = (from: string, values: (number | null)[], definitions = [definition], store = new SeriesStore()) =>
  values.map((value, i) => {
    const index = month(from) + i
    const changes = value === null ? [] : [{ index, slot: { index, value, final: true } }]
    const now = Date.UTC(1970, index + 1, 20)
    return store.fold(definitions, now, changes).effects
  })
const kinds = (told: { kind: string }[][]) => told.map((effects) => effects.map(({ kind }) => kind).join())

describe('the window of a slot', () => {
  test.each([
    ['a calendar year of months', 'monthly', '2016-05', 'year', 1, '2016-01', '2016-12'],
    ['a fiscal year from April', 'monthly', '2016-03', 'year', 4, '2015-04', '2016-03'],
    ['its next one', 'monthly', '2016-04', 'year', 4, '2016-04', '2017-03'],
    ['a quarter', 'monthly', '2016-05', 'quarter', 1, '2016-04', '2016-06'],
    ['a quarter of a year from February', 'monthly', '2016-01', 'quarter', 2, '2015-11', '2016-01'],
    ['four quarters', 'quarterly', '2016-Q1', 'year', 4, '2015-Q2', '2016-Q1'],
    ['a leap year of days', 'daily', '2016-02-29', 'year', 1, '2016-01-01', '2016-12-31'],
    ['weeks by their Thursday: 2015 has 53', 'weekly', '2015-W53', 'year', 1, '2015-W01', '2015-W53'],
    ['a week whose Monday is in March belongs to April', 'weekly', '2016-W13', 'year', 4, '2015-W14', '2016-W13'],
  ] as const)('%s', (_, cadence, key, window, begins, first, last) => {
    expect(windowOf(cadence, parsePeriod(cadence, key), window, begins)).toEqual({
      first: parsePeriod(cadence, first),
      last: parsePeriod(cadence, last),
    })
  })
})

describe('a year of months', () => {
  const year = [90, 95, 85, 100, 92]

  test('the published figures: 462 of 500 and 14 % more needed', () => {
    const told = live('2016-01', year)
    // Two months: 185 of 200 is .925, and 101.5 against 92.5 needed is not yet 10 % more; three: 270 of 300 and 103.3 against 90.
    expect(kinds(told)).toEqual(['', '', 'episode-opened', '', ''])
    expect(told[2]![0]).toMatchObject({ level: 'amber', severity: 'S3', firstPeriod: '2016-03' })
    const later = new SeriesStore().fold(
      [definition],
      Date.UTC(2016, 5, 20),
      year.map((value, i) => ({
        index: month('2016-01') + i,
        slot: { index: month('2016-01') + i, value, final: true },
      })),
    )
    expect(later.checkpoint.base.triggers.slow!.memory).toMatchObject({ actual: 462, expected: 500, reached: 5 })
    expect(later.effects[0]).toMatchObject({
      seen: { kind: 'pace', actual: 270, expected: 300, target: 1200, projection: 1080 },
    })
  })

  test('a rate that makes up for it ends the episode, still behind or not', () => {
    // 460 of 500 with 105.7 needed against 100: no breach any more, and not yet enough.
    expect(kinds(live('2016-01', [80, 80, 80, 100, 120])).at(-1)).toBe('')
    // 473 of 500 with 103.9 needed against 104.3.
    expect(kinds(live('2016-01', [80, 80, 80, 115, 118])).at(-1)).toBe('episode-ended')
    expect(kinds(live('2016-01', [80, 80, 80, 140, 140])).slice(2)).toEqual(['', 'episode-ended', ''])
  })

  test('a new window ends what the old one began', () => {
    const told = kinds(live('2016-07', [90, 90, 80, 80, 80, 80, 50]))
    expect(told.slice(0, 6)).toEqual(['', 'episode-opened', '', '', '', ''])
    expect(told.at(-1)).toBe('episode-ended')
  })

  test('missing months are still to come: they neither breach nor clear', () => {
    expect(kinds(live('2016-01', [90, 95, null, 85, null, 100]))).toEqual(['', '', '', 'episode-opened', '', ''])
  })

  test('downwards using up too much is bad, not too little', () => {
    const down = definitionOf(text(pace).replace('direction: up', 'direction: down'), applied)
    expect(kinds(live('2016-01', [110, 105, 115], [down]))).toEqual(['', '', 'episode-opened'])
    expect(kinds(live('2016-01', [80, 80, 80], [down]))).toEqual(['', '', ''])
  })

  test('targets of each month, and of those to come; a month without one leaves nothing to say', () => {
    const rising = '{ points: [{ at: 2016-01, value: 60 }, { at: 2016-12, value: 170 }] }'
    expect(kinds(live('2016-01', [60, 68, 75], [definitionOf(text(pace, rising), applied)]))).toEqual(['', '', ''])
    const late = '{ points: [{ at: 2016-02, value: 100 }] }'
    expect(kinds(live('2016-01', [10, 10, 10, 10], [definitionOf(text(pace, late), applied)])).join('')).toBe('')
  })
})

test('a trigger added in the middle of a year counts what came before it', () => {
  const before = definitionOf(text(trigger('silent', 'freshness')), applied, 1)
  const after = definitionOf(text(pace), '2016-06-20T13:00:00Z', 2)
  const store = new SeriesStore()
  live('2016-01', [70, 70, 70, 70, 70], [before], store)
  const told = live('2016-06', [70], [before, after], store)
  expect(told.flat()).toMatchObject([{ kind: 'episode-opened', seen: { actual: 420, expected: 600 } }])
})

test('a corrected month is counted again, and the memory stays small', () => {
  const store = new SeriesStore()
  live('2016-01', [90, 95, 85], [definition], store)
  const index = month('2016-03')
  const told = store.fold([definition], Date.UTC(2016, 3, 21), [{ index, slot: { index, value: 115, final: true } }])
  expect(told.effects).toMatchObject([{ kind: 'episode-restated', change: 'withdrawn' }])
  expect(Checkpoint.parse(JSON.parse(JSON.stringify(told.checkpoint)))).toEqual(told.checkpoint)
  expect(JSON.stringify(store.checkpoint!.base.triggers.slow!.memory).length).toBeLessThan(200)
})
