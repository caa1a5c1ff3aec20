/** Forecast as a trigger: the probability of missing the target of a window, from what the KPI has brought so far. */
import { describe, expect, test } from 'vitest'
import { Checkpoint } from '../../domain/checkpoint.ts'
import { HISTORY_KEPT } from '../../domain/kind/forecast.ts'
import { parsePeriod } from '../../domain/period.ts'
import { definitionOf, planText, SeriesStore, trigger } from './a-series.ts'

const applied = '2014-01-01T00:00:00Z'
const first = parsePeriod('monthly', '2014-01')
const text = (target = '100', aggregation = 'sum', extra = '') =>
  planText(
    `cadence: monthly\ntarget: ${target}\nbands: { amber: 20, red: 60 }`,
    trigger('miss', 'forecast', extra),
  ).replace('aggregation: last\n', `aggregation: ${aggregation}\n`)
const definition = (...given: Parameters<typeof text>) => definitionOf(text(...given), applied)

/** Final months from January 2014 on, folded one after the other; what was told each time. */
const live = (values: (number | null)[], given = definition(), store = new SeriesStore()) =>
  values.map((value, i) => {
    const index = first + i
    const changes = value === null ? [] : [{ index, slot: { index, value, final: true } }]
    return store.fold([given], Date.UTC(1970, index + 1, 20), changes).effects
  })
const kinds = (told: { kind: string }[][]) => told.map((effects) => effects.map(({ kind }) => kind).join())

const year = [101, 99, 102, 98, 100, 103, 97, 101, 99, 102, 98, 100]
const short = year.map((value) => value - 30)

describe('the sum of a year', () => {
  test('on its way to the target nothing is asked', () => {
    expect(kinds(live([...year, ...year, ...year])).join('')).toBe('')
  })

  test('a year that cannot make it any more fires once, long before it ends', () => {
    const told = live([...year, ...short])
    expect(kinds(told).filter(Boolean)).toEqual(['episode-opened'])
    const at = kinds(told).indexOf('episode-opened')
    expect(at).toBeGreaterThan(12)
    expect(at).toBeLessThan(16)
    expect(told[at]).toMatchObject([{ level: 'amber', severity: 'S3', seen: { kind: 'forecast', target: 1200 } }])
    const { miss } = (told[at]![0] as unknown as { seen: { miss: number } }).seen
    expect(miss).toBeGreaterThanOrEqual(0.8)
    expect(Math.round(miss * 20)).toBeCloseTo(miss * 20, 9)
  })

  test('a new year ends what the old one began', () => {
    const told = kinds(live([...year, ...short, 70, 70]))
    expect(told.slice(24)).toContain('episode-ended')
  })

  test('too little history says nothing', () => {
    expect(kinds(live(short.slice(0, 7))).join('')).toBe('')
  })

  test('a hole in the year leaves its sum unknown, and the next year is forecast again', () => {
    expect(kinds(live([...year, 70, null, ...short.slice(2)])).join('')).toBe('')
    expect(kinds(live([...year, 70, null, ...short.slice(2), ...short])).filter(Boolean)).toEqual(['episode-opened'])
  })

  test('downwards using up too much is bad, not too little', () => {
    const down = (values: number[]) =>
      live(values, definitionOf(text().replace('direction: up', 'direction: down'), applied))
    expect(kinds(down([...year, ...year.map((value) => value + 30)])).filter(Boolean)).toEqual(['episode-opened'])
    expect(kinds(down([...year, ...short])).join('')).toBe('')
  })
})

test('a mean is told as a mean, a last value as a last value', () => {
  const seen = (aggregation: string) =>
    live([...year, ...short], definition('100', aggregation))
      .flat()
      .flatMap((effect) => (effect.kind === 'episode-opened' ? [effect.seen] : []))
  expect(seen('mean')).toMatchObject([{ target: 100 }])
  expect(seen('last')).toMatchObject([{ target: 100 }])
})

test('what is kept does not grow with history, and survives storing', () => {
  const store = new SeriesStore()
  live(
    Array.from({ length: 120 }, (_, i) => 100 + (i % 5)),
    definition(),
    store,
  )
  const { memory } = store.checkpoint!.base.triggers.miss!
  expect(memory).toMatchObject({ kind: 'forecast', newest: first + 119 })
  expect(memory?.kind === 'forecast' && memory.history).toHaveLength(HISTORY_KEPT.monthly)
  expect(Checkpoint.parse(store.checkpoint)).toEqual(store.checkpoint)
})
