import type { APIGatewayProxyEvent, Context } from 'aws-lambda'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { handler as advanceDecision } from '../../lambdas/advance-decision.ts'
import { handler as answerAsk } from '../../lambdas/answer-ask.ts'
import { handler as applyPlan } from '../../lambdas/apply-plan.ts'
import { readAsks } from '../../lambdas/aws/asks.ts'
import { readDecision } from '../../lambdas/aws/decisions.ts'
import { readPlace } from '../../lambdas/aws/places.ts'
import { handler as deliverSlot } from '../../lambdas/deliver-slot.ts'
import { handler as evaluateDue } from '../../lambdas/evaluate-due.ts'
import { handler as evaluateKpi } from '../../lambdas/evaluate-kpi.ts'
import { handler as ingest } from '../../lambdas/ingest.ts'
import { handler as runWorkflows } from '../../lambdas/run-workflows.ts'
import { handler as sendMail } from '../../lambdas/send-mail.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'
import { TableStream, tableItems } from './stream-records.ts'

withTables()
const aws = withFakeAws()
for (const name of ['info', 'warn', 'log'] as const) vi.spyOn(console, name).mockReturnValue()

/** The clock of the story; the SDK keeps its own timers. */
const at = (instant: string) => vi.setSystemTime(new Date(instant))
const context = { awsRequestId: 'r-1' } as Context
const measurements = new TableStream('measurements')
const ledger = new TableStream('ledger')

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  at('2016-03-01T09:00:00Z')
  expect(await applyPlan({ plan: smallPlan(), appliedBy: 'arn:someone' }, context)).toMatchObject({
    ok: true,
    applied: true,
  })
})

async function post(period: string, org: string, numerator: number) {
  const event = {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kpi: 'four-hour', period, dimensions: { org }, numerator, denominator: 100 }),
    requestContext: { identity: { apiKeyId: 'key-1' } },
  } as unknown as APIGatewayProxyEvent
  expect((await ingest(event, context)).statusCode).toBe(200)
  expect(await evaluateKpi(await measurements.next())).toEqual({ batchItemFailures: [] })
}

async function follow() {
  const event = await ledger.next()
  expect(await runWorkflows(event)).toEqual({ batchItemFailures: [] })
}

async function mailSlot() {
  await deliverSlot()
  const Records = aws.queued.map((order, index) => ({ messageId: String(index), body: JSON.stringify(order) }))
  expect(await sendMail({ Records } as never)).toEqual({ batchItemFailures: [] })
}

async function open(token: string, form?: Record<string, string>) {
  const event = {
    httpMethod: form ? 'POST' : 'GET',
    pathParameters: { token },
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form ? new URLSearchParams(form).toString() : null,
    requestContext: {},
  } as unknown as APIGatewayProxyEvent
  return answerAsk(event, context)
}

const step = (act: string, decision: string) => advanceDecision({ act, decision })
const tokenOf = (mail: string) => /\/a\/([A-Za-z0-9_-]{22})/.exec(mail.replaceAll('=\r\n', ''))![1]!

describe('a breach becomes an answered decision', () => {
  let decision = ''
  let token = ''

  test('applying put the schedules of the plan', () => {
    // The calls of beforeAll were cleared; the same plan again puts them again and changes no version.
    return applyPlan({ plan: smallPlan(), appliedBy: 'arn:someone' }, context).then((answer) => {
      expect(answer).toMatchObject({ ok: true, version: 1, applied: false })
      const names = aws.calls
        .filter(({ operation }) => operation.startsWith('POST /schedules/'))
        .map((call) => call.operation.replace(/-[0-9a-f]{16}$/, ''))
      expect(names).toEqual([
        'POST /schedules/plan-deliver-Europe-London',
        'POST /schedules/plan-evaluate-Europe-London',
      ])
    })
  })

  test('a breach opens one decision, whose machine is started and whose history is published', async () => {
    at('2016-05-10T10:00:00Z')
    await post('2016-04', 'A1', 80)
    await follow()
    const [start] = aws.of('StartExecution')
    decision = start!.input.name
    expect(decision).toMatch(/^D-[0-9a-f]{16}$/)
    expect(JSON.parse(start!.input.input)).toEqual({ decision })
    expect(
      aws.of('PutEvents').flatMap(({ input }) => input.Entries.map((one: { DetailType: string }) => one.DetailType)),
    ).toEqual(['Decision opened'])
    expect(await readDecision(decision)).toMatchObject({
      decider: 'owen',
      state: 'open',
      severity: 'S2',
      series: 'four-hour#org=A1',
    })
    expect(await readPlace('four-hour-red', 'four-hour#org=A1')).toMatchObject({ decision })
  })

  test('opening the ask twice asks once', async () => {
    expect(await step('open', decision)).toMatchObject({ stage: 'decide', state: 'open' })
    expect(await step('open', decision)).toMatchObject({ stage: 'decide' })
    const { asks, decideBy } = (await readDecision(decision))!
    expect(asks).toHaveLength(1)
    expect((await readAsks(asks))[0]).toMatchObject({ person: 'owen', state: 'open', step: 'deliver', dueBy: decideBy })
  })

  test('the next slot sends one mail with a link; a second run sends nothing', async () => {
    at('2016-05-11T07:00:30Z')
    await mailSlot()
    expect(aws.mails).toHaveLength(1)
    expect(aws.mails[0]).toContain('owen@example.org')
    token = tokenOf(aws.mails[0]!)
    aws.calls = []
    await mailSlot()
    expect(aws.mails).toHaveLength(0)
  })

  test('no stored item and no log line holds the token', async () => {
    const stored = JSON.stringify([...(await tableItems('ledger')).values()])
    expect(stored).not.toContain(token)
    const logged = vi.mocked(console.info).mock.calls.flat().join('\n')
    expect(logged).not.toContain(token)
    expect(logged).not.toContain('example.org')
  })

  test('opening the link, as mail scanners do, changes nothing', async () => {
    const before = await tableItems('ledger')
    const page = await open(token)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Add staff at the front door')
    expect(page.headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    expect(await tableItems('ledger')).toEqual(before)
  })

  test('a forged link is unknown, whatever its form', async () => {
    // One token in 256 ends like this by itself.
    const other = token.endsWith('AA') ? 'BA' : 'AA'
    for (const forged of ['x', 'A'.repeat(22), `${token.slice(0, 20)}${other}`])
      expect((await open(forged)).statusCode).toBe(404)
  })

  test('an answer that cannot be is refused with a page, and nothing changes', async () => {
    const { asks } = (await readDecision(decision))!
    const form = { ask: asks[0]!.ask, epoch: '1', action: 'decide', option: 'staff' }
    expect((await open(token, { ...form, option: 'nonsense' })).statusCode).toBe(422)
    expect((await open(token, { ...form, effectFrom: '2015-01-01' })).statusCode).toBe(422)
    expect((await open(token, { ...form, epoch: '9' })).statusCode).toBe(409)
    expect((await open(token, { ...form, ask: 'A-0000000000000000' })).statusCode).toBe(400)
    expect((await readDecision(decision))!.state).toBe('open')
  })

  test('of twenty answers at once the first stands, all others are shown it', async () => {
    const { asks } = (await readDecision(decision))!
    const form = { ask: asks[0]!.ask, epoch: '1', action: 'decide', text: 'Because.' }
    const pages = await Promise.all(
      Array.from({ length: 20 }, (_, index) => open(token, { ...form, option: index % 2 ? 'staff' : 'wait' })),
    )
    expect(pages.map((page) => page.statusCode)).toEqual(Array(20).fill(200))
    const { choice, state, revision } = (await readDecision(decision))!
    expect([state, choice!.by, revision]).toEqual(['decided', 'owen', 3])
  })

  test('the answer wakes the stage that waits, with a reference only', async () => {
    await ledger.next()
    const { asks } = (await readDecision(decision))!
    expect((await readAsks(asks))[0]!.state).toBe('answered')
  })

  test('after the effect the decision closes and its place is free', async () => {
    expect(await step('settle', decision)).toMatchObject({ stage: 'await-effect-date', seconds: 1 })
    const effect = await step('take-effect', decision)
    expect(effect.stage).toBe('effect')
    at('2016-06-20T08:00:00Z')
    await post('2016-05', 'A1', 97)
    at('2016-07-20T08:00:00Z')
    await post('2016-06', 'A1', 97)
    expect(await step('check', decision)).toMatchObject({ stage: 'effect', until: effect.until })
    at(effect.until!)
    await post('2016-07', 'A1', 97)
    expect(await step('check', decision)).toMatchObject({ stage: 'done', state: 'closed' })
    expect((await readDecision(decision))!.checks).toMatchObject([{ result: 'effective' }])
    expect(await readPlace('four-hour-red', 'four-hour#org=A1')).toBeUndefined()
    expect((await tableItems('ledger')).get(`DECISION#${decision} META`)).toHaveProperty('dueKind', 'ended')
  })

  test('an expired link offers a fresh mail, which goes to the addressee', async () => {
    at('2016-08-22T08:30:00Z')
    expect((await open(token)).statusCode).toBe(410)
    await ledger.next()
    expect((await open(token, { action: 'renew' })).statusCode).toBe(200)
    await open(token, { action: 'renew' })
    await follow()
    expect(aws.queued).toEqual([{ person: 'owen', slot: expect.stringMatching(/^2016-08-22T08:00:00Z#link-/) }])
  })
})

describe('silence is news', () => {
  test('two months without data ask the steward where the figures are', async () => {
    at('2016-10-28T06:00:00Z')
    await evaluateDue()
    await ledger.next()
    const items = [...(await tableItems('ledger')).values()]
    const silent = items.filter((item) => item.trigger === 'four-hour-silent' && item.sk === 'META')
    expect(silent.map((item) => [item.series, item.decider, item.level]).sort()).toEqual([
      ['four-hour#org=A1', 'sam', 'stale'],
      ['four-hour#org=B2', 'sam', 'stale'],
    ])
    await evaluateDue()
    expect((await ledger.next()).Records).toEqual([])
  })
})
