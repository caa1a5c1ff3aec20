import { expect, test } from 'vitest'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { currentPlan } from '../../lambdas/aws/plan.ts'
import { listKpis } from '../../lambdas/reading/list-kpis.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'

withTables()
withFakeAws()

const base = smallPlan()
const [wide] = base.series
const planOf = (series: number) => ({
  ...base,
  series: [
    ...Array.from({ length: series }, (_, i) => ({
      ...wide!,
      key: `four-hour#org=O${i}`,
      dimensions: { org: `O${i}` },
    })),
    ...base.series.filter(({ kpi }) => kpi !== 'four-hour'),
  ],
})

test.each([
  [20, 'has a status of then: so many histories one page reads', true],
  [21, 'stands in the list of an instant without a status, and ends no page', false],
])('a KPI of %i series %s; now it has one', async (series, _, isLookedAt) => {
  await applyPlan(planOf(series), { appliedBy: 'arn', message: '', requestId: 'r' }, Date.now())
  const now = Date.now() + 1000
  const list = async (parameters: Record<string, string>) =>
    listKpis(await currentPlan(), { all: true }, parameters, now)
  const standing = { status: 'not-due', counts: { 'not-due': series } }
  expect((await list({})).kpis).toMatchObject([{ id: 'attendances' }, { id: 'four-hour', series, ...standing }])
  const then = await list({ as_of: new Date(now).toISOString() })
  // Looked at, it is one too many beside the other KPI and comes with the next page.
  const kpis = isLookedAt
    ? [...then.kpis, ...(await list({ as_of: new Date(now).toISOString(), cursor: then.next! })).kpis]
    : then.kpis
  expect(kpis).toMatchObject([
    { id: 'attendances', status: 'not-due' },
    { id: 'four-hour', series },
  ])
  expect(kpis[1]).toEqual(
    isLookedAt ? expect.objectContaining(standing) : expect.not.objectContaining({ status: expect.anything() }),
  )
  expect('counts' in kpis[1]!).toBe(isLookedAt)
  expect(then.next === undefined).toBe(!isLookedAt)
})
