import type { Context } from 'aws-lambda'
import { beforeAll, expect, test, vi } from 'vitest'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { recordAnswer } from '../../lambdas/answering/record-answer.ts'
import { handler as applyPlan } from '../../lambdas/apply-plan.ts'
import { readDecision } from '../../lambdas/aws/decisions.ts'
import { transact } from '../../lambdas/aws/dynamo.ts'
import { readSlots } from '../../lambdas/aws/measurements.ts'
import { takePlace } from '../../lambdas/aws/places.ts'
import { currentPlan } from '../../lambdas/aws/plan.ts'
import { advance } from '../../lambdas/decisions/advance.ts'
import { evaluateSeries } from '../../lambdas/evaluation/evaluate-series.ts'
import { measureDecisions } from '../../lambdas/measuring/measure-decisions.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { asked } from './opened.ts'
import { SMALL_YAML } from './small-plan.ts'
import { tableItems } from './stream-records.ts'

withTables()
withFakeAws()
for (const name of ['info', 'warn', 'log'] as const) vi.spyOn(console, name).mockReturnValue()

const LATENCY = `
  - id: days-to-decide
    name: Days from question to decision
    unit: days
    decimals: 1
    direction: down
    cadence: monthly
    aggregation: ratio
    measures: { what: decision-latency }
    owner: maria
    priority: flow
    target: 3
    bands: { amber: 1, red: 2 }
    triggers:
      - id: slow
        kind: threshold
        level: red
        m: 1
        n: 1
        question: Decisions take too long. What do we change?
        options: [{ id: fewer, label: Ask fewer people }, { id: wait, label: Wait a month }]
        fallback: { option: wait, note: Nobody decided. }
`
const parsed = parsePlan(`${SMALL_YAML.trimEnd()}${LATENCY}`, 'measured.yaml')
if (!parsed.ok) throw new Error(parsed.findings.map(({ line, message }) => `${line} ${message}`).join('\n'))
const plan = resolvePlan(parsed.plan)
const SLOT = { series: 'days-to-decide', period: '2016-05' }
const JUNE = parseInstant('2016-06-02T05:00:00Z')

/** Opens a decision and has it chosen on the spot some days later. */
async function decided(opened: string, days: number): Promise<string> {
  const from = parseInstant(opened)
  const { decision, ask } = await asked(plan, from)
  const input = { action: 'decide', option: 'staff', text: '', epoch: 1, by: ask.person, via: 'link' } as const
  const at = from + days * 86_400_000
  expect((await recordAnswer(plan, ask, input, at))?.refused).toBeUndefined()
  return decision.id
}
const figures = async () => {
  const stored = (await readSlots([SLOT])).get(`${SLOT.series} ${SLOT.period}`)
  return stored?.revisions.map(({ numerator, denominator, source }) => [numerator, denominator, source])
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(parseInstant('2016-05-01T10:00:00Z'))
  expect(await applyPlan({ plan, appliedBy: 'arn' }, { awsRequestId: 'r' } as Context)).toMatchObject({ ok: true })
}, 60_000)

test('written when the period has ended, once however often it is looked at, and restated by what comes late', async () => {
  await decided('2016-05-03T10:00:00Z', 4)
  await decided('2016-05-05T10:00:00Z', 8)
  vi.setSystemTime(JUNE)
  expect(await measureDecisions(plan, JUNE)).toBe(1)
  expect(await measureDecisions(plan, JUNE + 3_600_000)).toBe(0)
  expect(await figures()).toEqual([[12, 2, 'throughline']])
  await decided('2016-05-10T10:00:00Z', 12)
  expect(await measureDecisions(plan, JUNE + 7_200_000)).toBe(1)
  expect(await figures()).toEqual([
    [12, 2, 'throughline'],
    [24, 3, 'throughline'],
  ])
})

test('what has ended is still counted: it lies in the index under the instant of its end', async () => {
  const id = await decided('2016-05-11T10:00:00Z', 2)
  // A second decision follows, which takes its place.
  expect(await transact([takePlace((await readDecision(id))!)])).toEqual([])
  const current = await currentPlan()
  let next = await advance(current, 'take-effect', id, parseInstant('2016-05-13T10:00:00Z'))
  while (next.stage === 'effect') next = await advance(current, 'check', id, parseInstant(next.until!))
  expect(next).toMatchObject({ state: 'closed', stage: 'done' })
  expect((await tableItems('ledger')).get(`DECISION#${id} META`)).toHaveProperty('dueKind', 'ended')
  expect(await measureDecisions(plan, JUNE + 8_000_000)).toBe(1)
  expect((await figures())?.at(-1)).toEqual([26, 4, 'throughline'])
})

test('its trigger asks as any other does', async () => {
  const due = parseInstant('2016-06-20T05:00:00Z')
  expect(await evaluateSeries(await currentPlan(), 'days-to-decide', [], due)).toBe('told')
  const [opened] = [...(await tableItems('ledger')).values()].filter((item) => item.kpi === 'days-to-decide')
  expect(opened).toMatchObject({
    state: 'open',
    decider: 'maria',
    question: 'Decisions take too long. What do we change?',
    signalAt: '2016-05-31T23:00:00Z',
  })
  expect(formatInstant(due) > String(opened!.signalAt)).toBe(true)
})
