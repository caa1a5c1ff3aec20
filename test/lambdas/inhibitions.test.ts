import { beforeAll, expect, test, vi } from 'vitest'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { readHead } from '../../lambdas/aws/checkpoints.ts'
import { readDecision } from '../../lambdas/aws/decisions.ts'
import { historyOf } from '../../lambdas/aws/history.ts'
import { readPlace } from '../../lambdas/aws/places.ts'
import { currentPlan } from '../../lambdas/aws/plan.ts'
import { handler as command } from '../../lambdas/command-decision.ts'
import { handler as evaluateDue } from '../../lambdas/evaluate-due.ts'
import { evaluateSeries } from '../../lambdas/evaluation/evaluate-series.ts'
import { recordObservations } from '../../lambdas/ingesting/record-observations.ts'
import { showKpi } from '../../lambdas/reading/show-kpi.ts'
import { readKnown } from '../../lambdas/reviewing/facts.ts'
import { withTables } from '../aws/tables.ts'
import { soundPlan, trigger } from '../domain/a-series.ts'
import { withFakeAws } from './fake-aws.ts'

/** What keeps a trigger from asking that its own series does not show, read from the tables as the functions do. */

withTables()
withFakeAws()
vi.spyOn(console, 'info').mockReturnValue()

const kpi = (id: string, extra: string) => `
  - id: ${id}
    name: ${id}
    unit: pts
    direction: up
    cadence: monthly
    aggregation: last
    owner: dora
    target: 100
    bands: { amber: 5, red: 10 }
    ${extra}
    triggers:${trigger(`${id}-low`, 'threshold')}`
const silenced = kpi('silenced', '').replace(
  /\n {4}triggers:/,
  '\n    silences: [{ until: 2016-04-30, reason: The plant is rebuilt }]\n    triggers:',
)
const regions = ['n', 's', 'w', 'e'].map((region) => `{ dimensions: { region: ${region} } }`).join(', ')
const plan: ResolvedPlan = soundPlan(`
organisation: { name: Trust, timezone: Europe/London, desk: desk }
calendars: [{ id: uk }]
people:
  - { id: desk, name: Desk, email: desk@example.org }
  - { id: dora, name: Dora, email: dora@example.org, manager: desk }
sources: [{ id: feed, kpis: [driver, coarse, outcome, total, part, silenced, told, after, before] }]
kpis:${kpi('driver', 'leads: [outcome]')}${kpi('coarse', 'leads: [part]')}${kpi('outcome', '')}${kpi('total', '')}${kpi('part', `partOf: total\n    dimensions: [region]\n    series: [${regions}]`)}${silenced}${kpi('told', '')}${kpi('after', '')}${kpi('before', 'leads: [after]')}
`)

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await applyPlan(plan, { appliedBy: 'test', message: '', requestId: 'r' }, Date.parse('2016-01-01T00:00:00Z'))
})

const late = (month: number) => Date.UTC(2016, month, 20)

/** A month's value, posted and folded on the 20th of the next. */
async function month(series: string, number: number, value: number, now = late(number)) {
  await post(series, number, value, now)
  await look(series, now)
}

async function post(series: string, number: number, value: number, now = late(number)) {
  const [id, region] = series.split('#region=')
  const observation = {
    kpi: id!,
    period: `2016-${String(number).padStart(2, '0')}`,
    ...(region ? { dimensions: { region } } : {}),
    value,
    asOf: new Date(now - 1000).toISOString(),
    status: 'final' as const,
  }
  const [result] = await recordObservations({ plan, source: 'feed', now }, [observation])
  expect(result).toMatchObject({ status: 'recorded' })
}
const look = async (series: string, now: number) => evaluateSeries(await currentPlan(), series, [], now)
const asked = async (series: string) => (await readPlace(`${series.split('#')[0]}-low`, series)) !== undefined
const why = async (series: string) => {
  const { checkpoint } = (await readHead(series))!
  return checkpoint.head.triggers[`${series.split('#')[0]}-low`]!.inhibited?.why
}

test('an outcome waits for the open decision about what drives it, and is asked when that is gone and it still fires', async () => {
  await month('driver', 1, 80)
  await month('outcome', 1, 80)
  expect([await asked('driver'), await asked('outcome'), await why('outcome')]).toEqual([true, false, 'driver'])
  const { checkpoint } = (await readHead('outcome'))!
  expect(checkpoint.wakeAt).toBe(Date.UTC(2016, 1, 21))
  // Reviews and readers of the API are told the same.
  const { decision: by } = (await readPlace('driver-low', 'driver'))!
  const item = {
    item: 'kpi:outcome',
    kind: 'kpi',
    id: 'outcome',
    name: 'outcome',
    owner: 'dora',
    unowned: false,
  } as const
  const known = await readKnown(await currentPlan(), [item], late(1))
  expect(known.reading('outcome')).toMatchObject({
    status: 'off-track',
    unasked: { why: 'driver', status: 'off-track', instead: { kpi: 'driver', decider: 'dora' } },
  })
  const answer = await showKpi(await currentPlan(), { all: true }, 'outcome', {}, late(1))
  expect(answer.series[0]!.unasked).toEqual({ why: 'driver', by })
  await month('driver', 2, 100)
  expect(await asked('driver')).toBe(false)
  await look('outcome', late(2))
  expect([await asked('outcome'), await why('outcome')]).toEqual([true, undefined])
})

test('parts of a whole that is asked about ask on their own until most of them fire', async () => {
  // A driver without their dimension does not answer for them.
  await month('coarse', 1, 80)
  await month('total', 1, 80)
  for (const region of ['n', 's']) await month(`part#region=${region}`, 1, 80)
  expect([await asked('part#region=n'), await asked('part#region=s')]).toEqual([true, true])
  await month('part#region=w', 1, 80)
  expect([await asked('part#region=w'), await why('part#region=w')]).toEqual([false, 'whole'])
  await month('part#region=e', 1, 100)
  expect(await why('part#region=e')).toBeUndefined()
})

test('a silence of the plan ends with its last day, and what is true then is asked', async () => {
  await month('silenced', 1, 80)
  expect([await asked('silenced'), await why('silenced')]).toEqual([false, 'silenced'])
  await look('silenced', Date.UTC(2016, 3, 30, 22))
  expect(await asked('silenced')).toBe(false)
  await look('silenced', Date.UTC(2016, 3, 30, 23))
  expect(await asked('silenced')).toBe(true)
  const { decision } = (await readPlace('silenced-low', 'silenced'))!
  const [line] = await historyOf(decision)
  expect(line!.why).toMatch(/; held back 2016-01 to 2016-03 by a silence \(The plant is rebuilt\)$/)
  // A silence is nobody's delay: how long the decision takes counts from its end.
  expect((await readDecision(decision))!.signalAt).toBe('2016-04-30T23:00:00Z')
})

test('where a KPI stands says of each series what is asked, or why nobody is', async () => {
  const standing = (id: string) => command({ act: 'standing', kpi: id })
  const { decision } = (await readPlace('outcome-low', 'outcome'))!
  expect(await standing('outcome')).toEqual({
    ok: true,
    kpi: 'outcome',
    series: [
      {
        series: 'outcome',
        status: 'stale',
        period: '2016-02',
        latest: { period: '2016-01', value: 80 },
        triggers: [
          {
            id: 'outcome-low',
            kind: 'threshold',
            state: 'firing',
            severity: 'S2',
            level: 'red',
            since: '2016-01',
            decision,
            held: { why: 'driver', by: expect.stringMatching(/^D-/), from: '2016-01', to: '2016-01' },
          },
        ],
      },
    ],
    left: 0,
  })
  const { series } = (await standing('part')) as { series: { series: string; triggers: object[] }[] }
  const west = series.find(({ series: key }) => key === 'part#region=w')!
  expect(series).toHaveLength(4)
  expect(west.triggers).toMatchObject([{ since: '2016-01', inhibited: { why: 'whole' } }])
  expect(await standing('uotcome')).toMatchObject({ ok: false, code: 'unknown-kpi' })
})

const wish = { act: 'silence', kpi: 'told', until: '2016-02-22', because: 'The feed is moved', stated: 'operator' }

test('so does a silence made by command; the same command again makes no second one', async () => {
  vi.setSystemTime(late(1))
  const made = await command(wish)
  expect(made).toMatchObject({
    ok: true,
    silence: { kpi: 'told', until: '2016-02-23T00:00:00Z', madeBy: 'operator' },
  })
  expect(await command(wish)).toEqual(made)
  await month('told', 1, 80)
  expect([await asked('told'), await why('told')]).toEqual([false, 'silenced'])
  const standing = (await command({ act: 'standing', kpi: 'told' })) as { series: { triggers: object[] }[] }
  expect(standing.series[0]!.triggers).toMatchObject([{ inhibited: { why: 'silenced', madeBy: 'operator' } }])
  const { series } = await showKpi(await currentPlan(), { all: true }, 'told', {}, late(1))
  expect(series[0]!.unasked).toEqual({ why: 'silenced', because: wish.because, until: '2016-02-23T00:00:00Z' })
  await look('told', Date.UTC(2016, 1, 23))
  expect(await asked('told')).toBe(true)
})

test('it is ended before its time once, by whoever says so, and kept', async () => {
  vi.setSystemTime(late(2))
  const made = await command({ ...wish, kpi: 'part', dimensions: { region: 'e' }, until: '2016-05-19' })
  const { id } = (made as { silence: { id: string } }).silence
  expect(await command({ act: 'end-silence', silence: id, stated: 'somebody' })).toMatchObject({ ok: true })
  expect(await command({ act: 'end-silence', silence: id, stated: 'somebody' })).toMatchObject({ code: 'silence-over' })
  const listed = (await command({ act: 'silences' })) as { silences: object[] }
  expect(listed.silences).toContainEqual(expect.objectContaining({ id, endedBy: 'somebody', over: true }))
})

test.each([
  ['an unknown KPI', { kpi: 'tol' }, 'There is no KPI "tol" in the plan; did you mean "told"?'],
  ['an unknown trigger', { trigger: 'told-lo' }, 'KPI "told" has no trigger "told-lo"; did you mean "told-low"?'],
  ['another dimension', { dimensions: { site: 'n' } }, 'KPI "told" has no dimension "site"; it has none.'],
  [
    'a day that does not exist',
    { until: '2016-02-30' },
    '"2016-02-30" is no day; write one that exists, like 2026-03-05.',
  ],
  ['a day that is over', { until: '2016-02-19' }, '2016-02-19 is over; name the last day of the silence.'],
  [
    'half a year',
    { until: '2016-08-19' },
    'A silence by command ends within 90 days; write a longer one into the plan ("silences:" of the KPI).',
  ],
])('a silence for %s is refused, with what to do', async (_, wrong, sentence) => {
  vi.setSystemTime(late(1))
  expect(await command({ ...wish, ...wrong })).toEqual({ ok: false, code: 'no-silence', sentences: [sentence] })
})

test('of what falls due on one morning a driver is looked at first, wherever it stands in the plan', async () => {
  for (const series of ['after', 'before']) await post(series, 1, 80)
  expect([await asked('before'), await asked('after')]).toEqual([false, false])
  vi.setSystemTime(late(1))
  await evaluateDue()
  expect([await asked('before'), await asked('after'), await why('after')]).toEqual([true, false, 'driver'])
})
