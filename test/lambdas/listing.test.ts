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
const plan = {
  ...base,
  series: [
    ...Array.from({ length: 61 }, (_, i) => ({ ...wide!, key: `four-hour#org=O${i}`, dimensions: { org: `O${i}` } })),
    ...base.series.filter(({ kpi }) => kpi !== 'four-hour'),
  ],
}

test('a KPI of 61 series stands in the list of an instant without a status; now it has one; neither ends the page', async () => {
  await applyPlan(plan, { appliedBy: 'arn', message: '', requestId: 'r' }, Date.now())
  const now = Date.now() + 1000
  const list = async (parameters: Record<string, string>) =>
    (await listKpis(await currentPlan(), { all: true }, parameters, now)).kpis
  const line = { id: 'four-hour', series: 61 }
  expect(await list({})).toMatchObject([
    { id: 'attendances' },
    { ...line, status: 'not-due', counts: { 'not-due': 61 } },
  ])
  const then = await list({ as_of: new Date(now).toISOString() })
  expect(then).toMatchObject([{ id: 'attendances', status: 'not-due' }, line])
  expect(then[1]).not.toHaveProperty('status')
  expect(then[1]).not.toHaveProperty('counts')
})
