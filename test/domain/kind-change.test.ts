/** Change as a trigger: a slot against an earlier one, only where both can be relied on. */
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../domain/period.ts'
import { parsePlan } from '../../domain/plan/parse.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const text = (extra: string, cadence = 'monthly') =>
  planText(`cadence: ${cadence}`, trigger('step', 'change', extra.split(', ').join('\n        ')))
const definition = (extra: string, cadence?: string) => definitionOf(text(extra, cadence), '2015-01-01T00:00:00Z')

/** Final months from January 2015 on, folded one after the other; `null` is missing. */
const live = (extra: string, values: (number | null)[], given = definition(extra)) => {
  const store = new SeriesStore()
  return values.map((value, i) => {
    const index = parsePeriod('monthly', '2015-01') + i
    const changes = value === null ? [] : [{ index, slot: { index, value, final: true } }]
    return store.fold([given], Date.UTC(2015, 1 + i, 20), changes).effects
  })
}
const kinds = (told: { kind: string }[][]) => told.map((effects) => effects.map(({ kind }) => kind).join())
const quiet = (count: number) => Array.from({ length: count }, () => '')

describe('against the month before', () => {
  const rows: [string, string, (number | null)[], string[]][] = [
    ['a fall of more than the share', 'by: 20, floor: 1', [100, 79], ['', 'episode-opened']],
    ['exactly the share is no breach', 'by: 20, floor: 1', [100, 80], ['', '']],
    ['a rise is good news for a KPI that should rise', 'by: 20, floor: 1', [100, 200], ['', '']],
    ['the next quiet month ends it', 'by: 20, floor: 1', [100, 70, 70], ['', 'episode-opened', 'episode-ended']],
    [
      'a gap is no comparison: the state holds',
      'by: 20, floor: 1',
      [100, 70, null, 70],
      ['', 'episode-opened', '', ''],
    ],
    ['a share of next to nothing means nothing', 'by: 20, floor: 50', [10, 1], ['', '']],
    ['nothing at all either', 'by: 20, floor: 1', [0, -5], ['', '']],
    ['from a negative value down', 'by: 20, floor: 1', [-100, -130], ['', 'episode-opened']],
    ['too little history may not fire', 'by: 20, floor: 1, minimumHistory: 3', [100, 70], ['', '']],
  ]
  test.each(rows)('%s', (_, extra, values, expected) => {
    expect(kinds(live(extra, values))).toEqual(expected)
  })

  test('downwards a rise is the breach', () => {
    const down = definitionOf(
      text('by: 20, floor: 1').replace('direction: up', 'direction: down'),
      '2015-01-01T00:00:00Z',
    )
    expect(kinds(live('', [100, 121], down))).toEqual(['', 'episode-opened'])
    expect(kinds(live('', [100, 50], down))).toEqual(['', ''])
  })
})

describe('against the year before', () => {
  const year = [100, 200, 100, 200, 100, 200, 100, 200, 100, 200, 100, 200]

  test('the season is no change', () => {
    expect(kinds(live('by: 10, floor: 1, against: last-year', [...year, ...year]))).toEqual(quiet(24))
  })

  test('what was seen is told: the value then and the share', () => {
    const told = live('by: 10, floor: 1, against: last-year', [...year, 100, 150])
    expect(told.at(-1)).toMatchObject([
      {
        kind: 'episode-opened',
        level: 'amber',
        severity: 'S3',
        seen: { against: 'last-year', before: 200, change: -0.25 },
      },
    ])
  })

  test('a correction of last year unsays it', () => {
    const given = definition('by: 10, floor: 1, against: last-year')
    const store = new SeriesStore()
    const from = parsePeriod('monthly', '2015-01')
    const posted = [...year, 60].map((value, i) => ({ index: from + i, slot: { index: from + i, value, final: true } }))
    expect(store.fold([given], Date.UTC(2016, 1, 20), posted).effects).toMatchObject([{ kind: 'episode-opened' }])
    const right = [{ index: from, slot: { index: from, value: 62, final: true } }]
    expect(store.fold([given], Date.UTC(2016, 1, 20), right).effects).toMatchObject([{ change: 'withdrawn' }])
  })
})

describe('half a month always looks like a fall', () => {
  const posted = (final: boolean) =>
    [100, 40].map((value, i) => {
      const index = parsePeriod('monthly', '2015-01') + i
      return { index, slot: { index, value, final: i === 0 || final } }
    })
  test.each([
    ['provisional never fires', 'by: 20, floor: 1', false, Date.UTC(2016, 2, 20), 0],
    ['final fires', 'by: 20, floor: 1', true, Date.UTC(2015, 2, 20), 1],
    ['settled fires where the plan lets it', 'by: 20, floor: 1, requireFinal: false', false, Date.UTC(2015, 2, 30), 1],
    ['but not before', 'by: 20, floor: 1, requireFinal: false', false, Date.UTC(2015, 2, 10), 0],
  ])('%s', (_, extra, final, now, count) => {
    const { effects } = new SeriesStore().fold([definition(extra)], now, posted(final))
    expect(effects.filter(({ kind }) => kind === 'episode-opened')).toHaveLength(count)
  })

  test('an earlier figure that may still move is not compared with', () => {
    const loose = definition('by: 20, floor: 1')
    const index = parsePeriod('monthly', '2015-01')
    const slots = [
      { index, slot: { index, value: 100, final: false } },
      { index: index + 1, slot: { index: index + 1, value: 40, final: true } },
    ]
    const store = new SeriesStore()
    expect(store.fold([loose], Date.UTC(2015, 1, 12), slots.slice(0, 1)).effects).toEqual([])
    const slow = definitionOf(
      text('by: 20, floor: 1').replace('cadence: monthly', 'cadence: monthly\n    settle: 60 d'),
      '2015-01-01T00:00:00Z',
    )
    expect(new SeriesStore().fold([slow], Date.UTC(2015, 2, 10), slots).effects).toEqual([])
    expect(new SeriesStore().fold([slow], Date.UTC(2015, 3, 2), slots).effects).toMatchObject([
      { kind: 'episode-opened' },
    ])
  })
})

test.each([
  ['without a percentage', 'floor: 1', 'missing'],
  ['without a floor', 'by: 10', 'missing'],
  ['with a window', 'by: 10, floor: 1, window: year', 'other-kind'],
])('a plan %s is refused', (_, extra, code) => {
  const parsed = parsePlan(text(extra))
  expect(parsed.findings.filter(({ level }) => level === 'error').map((one) => one.code)).toEqual([code])
})
