/** How a KPI usually moves, as triggers: what is special against it, and targets it cannot reach. */
import { describe, expect, test } from 'vitest'
import { Checkpoint } from '../../domain/checkpoint.ts'
import { parsePeriod } from '../../domain/period.ts'
import { parsePlan } from '../../domain/plan/parse.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const applied = '2014-01-01T00:00:00Z'
const first = parsePeriod('monthly', '2014-01')
const text = (kind: string, extra: string[] = [], target = '100') =>
  planText(
    `cadence: monthly\ndecimals: 1\ntarget: ${target}\nbands: { amber: 20, red: 60 }`,
    trigger('odd', kind, extra.join('\n        ')),
  )
const chart = definitionOf(text('control-chart'), applied)
const capability = definitionOf(text('capability'), applied)

/** Final months from January 2014 on, folded one after the other; what was told each time. */
const live = (values: (number | null)[], definitions = [chart], store = new SeriesStore(), from = first) =>
  values.map((value, i) => {
    const index = from + i
    const changes = value === null ? [] : [{ index, slot: { index, value, final: true } }]
    return store.fold(definitions, Date.UTC(1970, index + 1, 20), changes).effects
  })
const kinds = (told: { kind: string }[][]) => told.map((effects) => effects.map(({ kind }) => kind).join())
const beyond = (values: (number | null)[], told: { kind: string }[][]) => kinds(told).slice(values.length)

/** Two years between 96 and 104: around 100 with ranges of 4 on average, no run and no trend. */
const usual = [
  100, 104, 98, 102, 96, 101, 99, 103, 97, 100, 104, 98, 102, 96, 101, 99, 103, 97, 100, 102, 98, 101, 99, 100,
]

describe('a control chart', () => {
  test.each<[string, number[], string[]]>([
    ['says nothing of what is usual', [96, 104, 99], ['', '', '']],
    ['fires on a value beyond the limit nobody wants', [85], ['episode-opened']],
    ['takes one beyond the other for good news', [130], ['']],
    ['ends with the next usual value', [85, 100], ['episode-opened', 'episode-ended']],
    [
      'fires when eight in a row lie low',
      [99, 99, 99, 99, 99, 99, 99, 99],
      ['', '', '', '', '', '', '', 'episode-opened'],
    ],
    ['fires on three of four nearer the limit', [93, 100, 93, 93], ['', '', '', 'episode-opened']],
  ])('%s', (_, then, expected) => {
    expect(beyond(usual, live([...usual, ...then]))).toEqual(expected)
  })

  test('tells what it saw: the rule, the side, what is usual', () => {
    const [opened] = live([...usual, 85]).at(-1)!
    expect(opened).toMatchObject({
      kind: 'episode-opened',
      severity: 'S3',
      seen: { kind: 'control-chart', rule: 'limit', side: 'low', centre: 100 },
    })
  })

  test('counts either side where the plan says so', () => {
    const both = definitionOf(text('control-chart', ['side: both']), applied)
    expect(beyond(usual, live([...usual, 130], [both]))).toEqual(['episode-opened'])
  })

  test('on trial only a value beyond the limits counts, before twelve nothing', () => {
    expect(kinds(live([...usual.slice(0, 11), 60])).join('')).toBe('episode-opened')
    expect(kinds(live([...usual.slice(0, 10), 60])).join('')).toBe('')
    const low = Array.from({ length: 8 }, () => 99)
    expect(kinds(live([...usual.slice(0, 12), ...low])).join('')).toBe('')
  })

  test('limits stay when the KPI moves away for good', () => {
    const store = new SeriesStore()
    live([...usual, ...Array.from({ length: 40 }, (_, i) => 85 + (i % 3))], [chart], store)
    const memory = store.checkpoint!.base.triggers.odd!.memory!
    expect(memory).toMatchObject({ kind: 'chart', limits: { centre: 100, points: 24 } })
    expect(JSON.stringify(memory).length).toBeLessThan(400)
    expect(Checkpoint.parse(store.checkpoint)).toEqual(store.checkpoint)
  })

  test('a KPI that never moved does not fire on one step of its decimals, and does on two', () => {
    const level = usual.map(() => 100)
    expect(beyond(level, live([...level, 99.9]))).toEqual([''])
    expect(beyond(level, live([...level, 99.8]))).toEqual(['episode-opened'])
  })

  test('missing months neither make nor break a run, and no range goes across them', () => {
    expect(beyond(usual, live([...usual, 99, 99, 99, null, 99, 99, null, 99, 99, 99]))).toEqual([
      ...Array.from({ length: 9 }, () => ''),
      'episode-opened',
    ])
    const holed = usual.flatMap((value, i) => (i % 2 === 0 ? [value, null, value] : [value]))
    expect(kinds(live(holed)).join('')).toBe('')
  })

  test('a trigger that is added later has the last 24 months for its baseline', () => {
    const before = definitionOf(text('freshness'), applied, 1)
    const now = first + usual.length
    const added = definitionOf(text('control-chart'), new Date(Date.UTC(1970, now, 25)).toISOString(), 2)
    const store = new SeriesStore()
    live(usual, [before], store)
    expect(kinds(live([85], [before, added], store, now))).toEqual(['episode-opened'])
  })

  test('baselineFrom begins anew: what was special is usual then', () => {
    const low = usual.map((value) => value - 20)
    const anew = definitionOf(text('control-chart', ['baselineFrom: 2016-01']), applied)
    expect(kinds(live([...usual, ...low, 80])).join('')).toContain('episode-opened')
    expect(kinds(live([...usual, ...low, 80], [anew])).join('')).toBe('')
    expect(beyond([...usual, ...low], live([...usual, ...low, 60], [anew]))).toEqual(['episode-opened'])
  })

  test('a corrected month of the baseline moves the limits, and with them what was special', () => {
    const store = new SeriesStore()
    live([...usual, 85], [chart], store)
    const wild = [4, 9, 14].map((at) => ({ index: first + at, slot: { index: first + at, value: 60, final: true } }))
    const told = store.fold([chart], Date.UTC(1970, first + 26, 21), wild)
    expect(told.effects).toMatchObject([{ kind: 'episode-restated', change: 'withdrawn' }])
  })
})

describe('capability', () => {
  test('a target beyond what is usual is asked about once, however often it is missed', () => {
    const far = definitionOf(text('capability', [], '120'), applied)
    const told = kinds(live([...usual, 101, 99, 100, 98, 102], [far]))
    expect(told.filter(Boolean)).toEqual(['episode-opened'])
    expect(told.indexOf('episode-opened')).toBe(23)
    expect(live(usual, [far]).at(-1)).toMatchObject([{ seen: { kind: 'capability', centre: 100 } }])
  })

  test('a target that chance decides is none of its business', () => {
    expect(kinds(live([...usual, 80, 80, 80], [capability])).join('')).toBe('')
  })

  test('a nearer target ends it', () => {
    const stepped = '{ points: [{ at: 2014-01, value: 120 }, { at: 2016-02, value: 102 }], between: step }'
    const told = kinds(live([...usual, 100, 100, 100], [definitionOf(text('capability', [], stepped), applied)]))
    expect(told.filter(Boolean)).toEqual(['episode-opened', 'episode-ended'])
  })
})

test.each([
  ['a baseline from a week of a monthly KPI', 'control-chart', ['baselineFrom: 2016-W03'], 'wrong-period'],
  ['rules for capability', 'capability', ['rules: wheeler'], 'other-kind'],
  ['a window for a chart', 'control-chart', ['window: year'], 'other-kind'],
])('a plan with %s is refused', (_, kind, extra, code) => {
  const parsed = parsePlan(text(kind, extra))
  expect(parsed.findings.filter(({ level }) => level === 'error').map((one) => one.code)).toEqual([code])
})
