/** The states a series keeps every fifty slots are what corrections are folded again from: a stale one would bring old figures back. */
import { beforeAll, expect, test, vi } from 'vitest'
import { foldSeries } from '../../domain/fold.ts'
import { parsePeriod } from '../../domain/period.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { readHead } from '../../lambdas/aws/checkpoints.ts'
import { dynamo } from '../../lambdas/aws/dynamo.ts'
import { currentPlan } from '../../lambdas/aws/plan.ts'
import { evaluateSeries } from '../../lambdas/evaluation/evaluate-series.ts'
import { loadSeries } from '../../lambdas/evaluation/load.ts'
import { recordObservations } from '../../lambdas/ingesting/record-observations.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'
import { tableItems } from './stream-records.ts'

withTables()
withFakeAws()
const now = Date.parse('2018-01-15T10:00:00Z')
const base = smallPlan()
const days = { ...base.kpis[1]!, id: 'days', cadence: 'daily' as const, triggers: [] }
const plan = {
  ...base,
  kpis: [{ ...base.kpis[0]!, lock: { count: 9999, unit: 'd' as const } }, days],
  series: base.series
    .filter((one) => one.kpi === 'four-hour')
    .concat({ ...base.series.at(-1)!, key: 'days', kpi: 'days' }),
  sources: [{ id: 'warehouse', name: 'warehouse', kpis: ['four-hour', 'days'] }],
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(now)
  await applyPlan(plan, { appliedBy: 'test', message: '', requestId: 'r' }, Date.parse('2010-01-01T00:00:00Z'))
})

const record = async (observations: object[]) => {
  const results = await recordObservations({ plan, source: 'warehouse', now }, observations)
  expect(results.filter((one) => one.status !== 'recorded')).toEqual([])
}

/** Before any slot of any series. */
const BEGINNING = -10_000

/** What is kept of a series, beside what a fold from its beginning would keep. */
async function keptOf(key: string) {
  const items = [...(await tableItems('measurements')).values()]
  const stored = items.filter((item) => item.pk === `SERIES#${key}` && 'state' in item)
  const { input } = (await loadSeries(await currentPlan(), key, [BEGINNING], now))!
  const afresh = foldSeries({ ...input, base: undefined, now })
  return {
    stored: stored.map((item) => JSON.parse(String(item.state))).sort((a, b) => a.through - b.through),
    afresh: JSON.parse(JSON.stringify(afresh.kept)),
  }
}

test('a correction that leaves the newest checkpoint as it was still renews the older states', async () => {
  const month = (index: number) => `${2010 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  const at = (index: number, numerator: number) => ({
    kpi: 'four-hour',
    period: month(index),
    dimensions: { org: 'A1' },
    numerator,
    denominator: 100,
  })
  await record(Array.from({ length: 96 }, (_, index) => at(index, 96)))
  await evaluateSeries(await currentPlan(), 'four-hour#org=A1', [], now)
  const head = await readHead('four-hour#org=A1')
  // Longer ago than a state remembers, and no breach before or after: the head is the same, and the states between are not.
  await record([at(12, 97)])
  await evaluateSeries(await currentPlan(), 'four-hour#org=A1', [parsePeriod('monthly', month(12))], now)
  expect((await readHead('four-hour#org=A1'))!.checkpoint).toEqual(head!.checkpoint)
  const kept = await keptOf('four-hour#org=A1')
  expect(kept.stored.map((state) => state.through)).toEqual([499, 549])
  expect(kept.stored).toEqual(kept.afresh)
})

test('more states than one transaction takes are all renewed', async () => {
  await record([
    { kpi: 'days', period: '2002-01-01', value: 5 },
    { kpi: 'days', period: '2017-12-31', value: 6 },
  ])
  await evaluateSeries(await currentPlan(), 'days', [], now)
  await record([{ kpi: 'days', period: '2001-12-30', value: 7 }])
  await evaluateSeries(await currentPlan(), 'days', [parsePeriod('daily', '2001-12-30')], now)
  const kept = await keptOf('days')
  expect(kept.stored.length).toBeGreaterThan(100)
  expect(kept.stored).toEqual(kept.afresh)
})

test('one more slot reads the head and one page, a correction one state more, after sixteen years of days', async () => {
  const send = vi.spyOn(dynamo, 'send')
  const readsOf = async (observation: { period: string; value: number }) => {
    await record([{ kpi: 'days', ...observation }])
    const current = await currentPlan()
    send.mockClear()
    await evaluateSeries(current, 'days', [parsePeriod('daily', observation.period)], now)
    const answers = await Promise.all(
      send.mock.results.map(({ value }) => value as Promise<{ Items?: { sk: string }[] }>),
    )
    return send.mock.calls.flatMap(([command], i) => {
      const name = command.constructor.name
      return /^(Get|Query)/.test(name) ? [[name, answers[i]!.Items?.map(({ sk }) => sk.replace(/-.*/, '')).join()]] : []
    })
  }
  expect(await readsOf({ period: '2018-01-14', value: 6 })).toEqual([
    ['GetCommand', undefined],
    ['QueryCommand', 'OBS#2018'],
  ])
  // The newest state before it, and what came since.
  expect(await readsOf({ period: '2017-12-30', value: 6 })).toEqual([
    ['GetCommand', undefined],
    ['QueryCommand', 'FOLD#2017'],
    ['QueryCommand', 'OBS#2017,OBS#2017,OBS#2018'],
  ])
})

test('a month in which the plan was applied nine times reads each version once, however many series are folded', async () => {
  await record([{ kpi: 'four-hour', period: '2017-11', dimensions: { org: 'B2' }, numerator: 96, denominator: 100 }])
  await evaluateSeries(await currentPlan(), 'four-hour#org=B2', [parsePeriod('monthly', '2017-11')], now)
  for (let version = 2; version <= 9; version += 1) {
    const kpis = plan.kpis.map((kpi) => ({ ...kpi, name: `${kpi.id} ${version}` }))
    const request = { appliedBy: 'test', message: '', requestId: `r${version}` }
    await applyPlan({ ...plan, kpis }, request, now + version * 60_000)
  }
  const send = vi.spyOn(dynamo, 'send')
  const textsRead = async () => {
    send.mockClear()
    await evaluateSeries(await currentPlan(), 'four-hour#org=B2', [parsePeriod('monthly', '2017-11')], now + 3_600_000)
    const tables = send.mock.calls.map(([command]) => (command.input as { TableName?: string }).TableName)
    return tables.filter((table, i) => table === 'plan' && send.mock.calls[i]![0].constructor.name === 'QueryCommand')
      .length
  }
  expect(await textsRead()).toBeGreaterThan(0)
  expect(await textsRead()).toBe(0)
})
