import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { dueAtOf } from '../../domain/decision-deadlines.ts'
import { parseInstant } from '../../domain/instant.ts'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { bringInLine } from '../../lambdas/applying/follow-up.ts'
import { handler } from '../../lambdas/audit.ts'
import { changeCycle, readIndexedCycle } from '../../lambdas/aws/cycles.ts'
import { readDecision } from '../../lambdas/aws/decisions.ts'
import { dynamo, transact } from '../../lambdas/aws/dynamo.ts'
import { settleAsks } from '../../lambdas/decisions/settle.ts'
import { handler as deliverSlot } from '../../lambdas/deliver-slot.ts'
import { withTables } from '../aws/tables.ts'
import { reviewAsks } from './a-review.ts'
import { withFakeAws } from './fake-aws.ts'
import { opened } from './opened.ts'
import { smallPlan } from './small-plan.ts'

withTables()
const aws = withFakeAws()
for (const name of ['info', 'warn', 'log'] as const) vi.spyOn(console, name).mockReturnValue()
const plan = smallPlan()
const start = parseInstant('2016-06-07T09:00:00Z')
const calls: string[] = []
/** What became metrics since the last look. */
const counted = () => {
  const lines = vi.mocked(console.log).mock.calls.splice(0)
  return lines.map(([line]) => JSON.parse(line) as Record<string, unknown> & { _aws: { CloudWatchMetrics: object[] } })
}
const at = (instant: number) => vi.setSystemTime(instant)

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await applyPlan(plan, { appliedBy: 'test', message: '', requestId: 'r' }, start)
  await bringInLine(start, () => true)
  dynamo.middlewareStack.add(
    (next, context) => (args) => {
      calls.push(context.commandName!)
      return next(args)
    },
    { step: 'initialize', name: 'count' },
  )
})
afterEach(() => calls.splice(0))

const put = (id: string, attributes: Record<string, string>) =>
  dynamo.send(
    new UpdateCommand({
      TableName: 'ledger',
      Key: { pk: `DECISION#${id}`, sk: 'META' },
      UpdateExpression: `SET ${Object.keys(attributes)
        .map((name) => `${name} = :${name}`)
        .join(', ')}`,
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [`:${name}`, value]),
      ),
    }),
  )

describe('the audit', () => {
  test('puts schedules that are missing, once', async () => {
    at(start)
    await handler()
    const put = aws.calls.filter(({ operation }) => operation.startsWith('POST /schedules/'))
    expect(put.map(({ operation }) => operation.replace(/-[0-9a-f]{16}$/, ''))).toEqual([
      'POST /schedules/plan-deliver-Europe-London',
      'POST /schedules/plan-evaluate-Europe-London',
    ])
  })

  test('makes three calls when all is well, deliver-slot one', async () => {
    at(start)
    expect(await handler()).toEqual({ overdueMails: 0, stuckWorkflows: 0 })
    expect(calls).toEqual(['QueryCommand', 'BatchGetItemCommand'])
    await deliverSlot()
    expect(calls.slice(2)).toEqual(['QueryCommand'])
    expect(aws.calls.map(({ operation }) => operation)).toEqual(['GET /schedules'])
    // A metric that has data every hour costs as much as three alarms.
    expect(counted()).toEqual([])
  })

  test('starts the machine of a decision that nobody serves an hour later', async () => {
    const { id } = await opened(plan, start)
    at(start + 3_599_000)
    expect(await handler()).toMatchObject({ stuckWorkflows: 0 })
    at(start + 3_600_000)
    expect(await handler()).toMatchObject({ stuckWorkflows: 1 })
    expect(aws.of('StartExecution').map(({ input }) => input.name)).toEqual([id])
    const [line, ...others] = counted()
    expect([line!.StuckWorkflows, line!.OverdueMails, others]).toEqual([1, undefined, []])
    const Metrics = [{ Name: 'StuckWorkflows', Unit: 'Count' }]
    expect(line!._aws.CloudWatchMetrics).toEqual([{ Namespace: 'Throughline', Dimensions: [['Deployment']], Metrics }])
    await settleAsks(plan, id, start)
  })

  test('queues a mail again two hours after its slot', async () => {
    const slot = parseInstant('2016-06-08T07:00:00Z')
    at(slot + 7_199_000)
    expect(await handler()).toMatchObject({ overdueMails: 0 })
    at(slot + 7_200_000)
    expect(await handler()).toMatchObject({ overdueMails: 1 })
    expect(aws.queued).toEqual([{ person: 'owen', slot: '2016-06-08T07:00:00Z' }])
  })

  test('wakes a machine that still waits an hour past its deadline', async () => {
    const decision = await settleAsks(plan, (await opened(plan, start)).id, start)
    await put(decision.id, { claimedBy: decision.id, taskToken: 't' })
    at(parseInstant(dueAtOf(decision)!) + 3_600_000)
    await handler()
    expect(aws.of('SendTaskSuccess')).toHaveLength(1)
    expect((await readDecision(decision.id))!.claimedBy).toBe(decision.id)
  })

  test('starts the machine of a cycle that died while it asked an hour later, not after the close', async () => {
    const item = { review: 'weekly', date: '2016-06-07', item: 'kpi:four-hour' }
    const { cycle } = await reviewAsks(plan, item, start)
    const asking = { ...cycle, state: 'opening' as const, revision: 2 }
    expect(await transact([changeCycle(cycle, asking)])).toEqual([])
    at(start + 3_600_000)
    await handler()
    expect(aws.of('StartExecution').map(({ input }) => input.name)).toContain('weekly_2016-06-07')
    expect(await transact([changeCycle(asking, { ...asking, state: 'open', revision: 3 })])).toEqual([])
    expect((await readIndexedCycle(cycle.id))!.dueAt).toBe(cycle.closesAt)
  })

  test('takes the claim of a dead machine away and starts the next run', async () => {
    const decision = await settleAsks(plan, (await opened(plan, start)).id, start)
    await put(decision.id, { claimedBy: `${decision.id}-r3`, taskToken: 't' })
    aws.fault = ({ operation, input }) => {
      if (operation === 'SendTaskSuccess') return { status: 400, type: 'TaskTimedOut' }
      return input.name === `${decision.id}-r4` ? { status: 400, type: 'ExecutionAlreadyExists' } : undefined
    }
    at(parseInstant(dueAtOf(decision)!) + 3_600_000)
    await handler()
    const names = aws.of('StartExecution').map(({ input }) => input.name)
    expect(names.filter((name) => name.startsWith(decision.id))).toEqual([`${decision.id}-r4`, `${decision.id}-r5`])
    const after = (await readDecision(decision.id))!
    expect([after.claimedBy, after.taskToken]).toEqual([undefined, undefined])
  })
})
