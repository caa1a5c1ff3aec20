import { expect, test } from 'vitest'
import { deciderOf, findSeries, kpiOf, mayPost, personOf, seriesByKey, triggerOf } from '../../../domain/plan/lookup.ts'
import { ResolvedPlan } from '../../../domain/plan/resolved.ts'
import { parseSeriesKey, seriesKey } from '../../../domain/plan/series.ts'
import { planText, soundPlan, trigger } from '../a-series.ts'

const bands = 'target: 100\nbands: { amber: 5, red: 10 }'
const single = (cadence: string, extra = 'level: amber') =>
  soundPlan(
    planText(`cadence: ${cadence}\n${bands}`, trigger('low', 'threshold', extra) + trigger('silent', 'freshness')),
  )
const span = (count: number, unit: 'h' | 'd' | 'wd') => ({ count, unit })

test('a resolved plan is plain JSON of its own schema', () => {
  const plan = single('monthly')
  const stored: unknown = JSON.parse(JSON.stringify(plan))
  expect(ResolvedPlan.parse(stored)).toEqual(stored)
})

test.each([
  ['daily', [3, 5], [3, 5], 3, span(1, 'wd'), span(5, 'wd'), 14],
  ['weekly', [2, 3], [2, 3], 2, span(2, 'wd'), span(5, 'wd'), 6],
  ['monthly', [2, 3], [1, 1], 1, span(3, 'wd'), span(10, 'wd'), 2],
  ['quarterly', [1, 1], [1, 1], 1, span(5, 'wd'), span(15, 'wd'), 1],
])('%s defaults: amber %j, red %j, clearing %i', (cadence, amberMN, redMN, k, respondBy, decideBy, effectCheck) => {
  const kpi = kpiOf(single(cadence), 'flow')!
  const [amber, red] = kpi.triggers[0]!.levels
  expect([amber!.m, amber!.n, amber!.k, amber!.severity]).toEqual([...amberMN, k, 'S3'])
  expect([red!.m, red!.n, red!.k, red!.severity]).toEqual([...redMN, k, 'S2'])
  expect([amber!.respondBy, amber!.decideBy, kpi.triggers[0]!.effectCheck]).toEqual([respondBy, decideBy, effectCheck])
})

test('a trigger of level red has one machine; its own numbers win over the defaults', () => {
  const kpi = kpiOf(single('weekly', 'm: 1\n        n: 4\n        severity: S1\n        decideBy: 2 h'), 'flow')!
  expect(kpi.triggers[0]!.levels).toEqual([
    { level: 'red', severity: 'S1', m: 1, n: 4, k: 2, respondBy: span(1, 'h'), decideBy: span(2, 'h') },
  ])
})

test('silence goes to the steward, everything else to the decider of the series', () => {
  const text = planText(
    `cadence: monthly\nsteward: desk\ndimensions: [org]\n${bands}\nseries: [{ dimensions: { org: RJ1 }, decider: desk }, { dimensions: { org: RJ2 } }]`,
    trigger('low', 'threshold') + trigger('silent', 'freshness') + trigger('named', 'threshold', 'decider: desk'),
  )
  const plan = soundPlan(text)
  const [one, two] = plan.series
  const by = (id: string, series = one!) => deciderOf(triggerOf(plan, id)!.trigger, series)
  expect([by('low'), by('low', two), by('silent'), by('named', two)]).toEqual(['desk', 'dora', 'desk', 'desk'])
})

test('a KPI that lists its series takes no others; one that only names dimensions takes any', () => {
  const listed = soundPlan(
    planText(
      `cadence: monthly\ndimensions: [org]\n${bands}\nseries: [{ dimensions: { org: RJ1 } }]`,
      trigger('low', 'threshold'),
    ),
  )
  expect(findSeries(listed, 'flow', { org: 'RJ1' })?.key).toBe('flow#org=RJ1')
  expect(findSeries(listed, 'flow', { org: 'RJ2' })).toBeUndefined()
  const open = soundPlan(planText(`cadence: monthly\ndimensions: [site, org]\n${bands}`, trigger('low', 'threshold')))
  expect(open.series).toEqual([])
  expect(findSeries(open, 'flow', { site: '1', org: 'RJ2' })).toMatchObject({
    key: 'flow#org=RJ2,site=1',
    owner: 'dora',
  })
  expect(findSeries(open, 'flow', { org: 'RJ2' })).toBeUndefined()
  expect(findSeries(open, 'flow', { site: '1', org: 'a#b' })).toBeUndefined()
  expect(seriesByKey(open, 'flow#org=RJ2,site=1')?.name).toBe('Flow, RJ2, 1')
})

test('names of JavaScript are nobody and nothing', () => {
  const plan = single('monthly')
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect([personOf(plan, name), kpiOf(plan, name), seriesByKey(plan, name), mayPost(plan, name, 'flow')]).toEqual([
      undefined,
      undefined,
      undefined,
      false,
    ])
  }
})

test('a series key reads back as its KPI and dimensions', () => {
  const dimensions = { site: '2', org: 'RJ1' }
  expect(seriesKey('flow', dimensions)).toBe('flow#org=RJ1,site=2')
  expect(parseSeriesKey('flow#org=RJ1,site=2')).toEqual({ kpi: 'flow', dimensions })
  expect(parseSeriesKey(seriesKey('flow'))).toEqual({ kpi: 'flow', dimensions: {} })
})
