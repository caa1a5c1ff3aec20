import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { type PlainServices, plainServices } from '../../local/services/all.ts'
import { shapeInput } from '../../local/services/event-input.ts'
import { checkPattern, matches } from '../../local/services/event-pattern.ts'
import type { Sqs } from '../../local/services/sqs.ts'
import { sdk } from './services-sdk.ts'
import { maker, noStack } from './services-template.ts'
import { TestWorld } from './services-world.ts'

describe('event patterns', () => {
  const event = {
    source: 'throughline',
    detail: { kpi: 'four-hour', value: 91.5, tags: ['a', 'b'], items: [{ id: 1 }, { id: 2 }], gone: null },
  }
  it.each([
    ['an exact value', { source: ['other', 'throughline'] }, true],
    ['one field of two wrong', { source: ['throughline'], detail: { kpi: ['x'] } }, false],
    ['a prefix', { detail: { kpi: [{ prefix: 'four' }] } }, true],
    ['a prefix that is not', { detail: { kpi: [{ prefix: 'hour' }] } }, false],
    ['a suffix', { detail: { kpi: [{ suffix: 'hour' }] } }, true],
    ['a wildcard', { detail: { kpi: [{ wildcard: 'f*-h*r' }] } }, true],
    ['a wildcard whose dot is a dot', { detail: { kpi: [{ wildcard: 'four.hour' }] } }, false],
    ['any case', { detail: { kpi: [{ 'equals-ignore-case': 'FOUR-HOUR' }] } }, true],
    ['a number in a range', { detail: { value: [{ numeric: ['>', 90, '<=', 91.5] }] } }, true],
    ['a number out of it', { detail: { value: [{ numeric: ['>=', 90, '<', 91.5] }] } }, false],
    ['a text that looks like a number', { detail: { kpi: [{ numeric: ['>', 0] }] } }, false],
    ['one of a list', { detail: { tags: ['b'] } }, true],
    ['a field of one object of a list', { detail: { items: { id: [2] } } }, true],
    ['a field that exists', { detail: { kpi: [{ exists: true }] } }, true],
    ['a field that does not', { detail: { nothing: [{ exists: false }] } }, true],
    ['a field that should not exist', { detail: { kpi: [{ exists: false }] } }, false],
    ['null', { detail: { gone: [null] } }, true],
    ['anything but', { detail: { kpi: [{ 'anything-but': ['x', 'y'] }] } }, true],
    ['anything but what it is', { detail: { kpi: [{ 'anything-but': 'four-hour' }] } }, false],
    ['anything but a prefix', { detail: { kpi: [{ 'anything-but': { prefix: 'four' } }] } }, false],
    ['anything but, of a field that is missing', { detail: { nothing: [{ 'anything-but': 'x' }] } }, false],
    ['either of two', { $or: [{ source: ['x'] }, { detail: { value: [91.5] } }] }, true],
  ])('%s', (_, pattern, expected) => {
    checkPattern(pattern)
    expect(matches(pattern, event)).toBe(expected)
  })

  it('an event matches the pattern made of its own values, and not when a value is changed', () => {
    const flat = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
      minKeys: 1,
    })
    fc.assert(
      fc.property(flat, (detail) => {
        const pattern = { detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, [value]])) }
        expect(matches(pattern, { detail })).toBe(true)
        const [name] = Object.keys(detail)
        expect(matches(pattern, { detail: { ...detail, [name!]: 'changed to something else' } })).toBe(false)
      }),
    )
  })

  it.each([
    [
      'an unknown condition',
      { detail: { x: [{ near: 1 }] } },
      /detail\.x: the local runner does not know the condition "near"/,
    ],
    ['an empty list', { detail: { x: [] } }, /empty list/],
    ['a bare value', { source: 'x' }, /a pattern is an object/],
  ])('refuses %s', (_, pattern, message) => {
    expect(() => checkPattern(pattern)).toThrow(message)
  })

  it.each([
    ['a whole input', { Input: '{"a":1}' }, { a: 1 }],
    ['a part', { InputPath: '$.detail.items[1]' }, { id: 2 }],
    [
      'a template with text in quotes',
      {
        InputTransformer: {
          InputPathsMap: { k: '$.detail.kpi', v: '$.detail.value' },
          InputTemplate: '{"say":"<k> is <v>","v":<v>,"k":<k>}',
        },
      },
      { say: 'four-hour is 91.5', v: 91.5, k: 'four-hour' },
    ],
    [
      'a template of bare text',
      { InputTransformer: { InputPathsMap: { k: '$.detail.kpi' }, InputTemplate: '"KPI <k>"' } },
      'KPI four-hour',
    ],
    [
      'a value with quotes stays JSON',
      { InputTransformer: { InputPathsMap: { k: '$.quote' }, InputTemplate: '{"k":"<k>"}' } },
      { k: 'say "hi"' },
    ],
  ])('shapes the input: %s', (_, target, expected) => {
    expect(shapeInput(target, { ...event, quote: 'say "hi"' })).toEqual(expected)
  })
})

describe('buses and alarms', () => {
  let world: TestWorld
  let plain: PlainServices
  let make: ReturnType<typeof maker>
  beforeEach(async () => {
    world = new TestWorld()
    plain = plainServices()
    world.add(...plain.part.services!)
    make = maker(plain.part.types!, world)
    await plain.part.ready?.(world, noStack)
  })

  it('gives an event to the targets of every rule that matches, and answers each entry for itself', async () => {
    const events: unknown[] = []
    world.functions.set('react', (event) => void events.push(event))
    await make('AWS::Events::EventBus', 'Bus', { Name: 'outcomes' })
    const Targets = [{ Id: 'T', Arn: 'arn:aws:lambda:eu-west-2:1:function:react' }]
    await make('AWS::Events::Rule', 'Rule', {
      EventBusName: 'outcomes',
      EventPattern: { 'detail-type': [{ prefix: 'Decision' }] },
      Targets,
    })
    const client = new EventBridgeClient(sdk(world.service('events'), world))
    const entry = {
      EventBusName: 'outcomes',
      Source: 'throughline',
      DetailType: 'Decision opened',
      Detail: '{"id":"d1"}',
    }
    const answer = await client.send(
      new PutEventsCommand({
        Entries: [
          entry,
          { ...entry, DetailType: 'Mail sent' },
          { ...entry, Detail: '{' },
          { ...entry, Source: undefined },
        ],
      }),
    )
    expect(answer.FailedEntryCount).toBe(2)
    expect(answer.Entries!.map((one) => one.ErrorCode)).toEqual([
      undefined,
      undefined,
      'MalformedDetail',
      'InvalidArgument',
    ])
    await world.run(world.now() + 1)
    expect(events).toMatchObject([
      {
        version: '0',
        source: 'throughline',
        'detail-type': 'Decision opened',
        account: '123456789012',
        time: '2026-03-02T08:00:00Z',
        detail: { id: 'd1' },
      },
    ])
  })

  it('rings while a dead letter lies there and says so by mail, once each way', async () => {
    const topic = (
      await make('AWS::SNS::Topic', 'Alarms', { Subscription: [{ Protocol: 'email', Endpoint: 'ops@example.org' }] })
    ).ref
    const dead = await make('AWS::SQS::Queue', 'Dead', { QueueName: 'dead', MessageRetentionPeriod: 1_209_600 })
    await make('AWS::CloudWatch::Alarm', 'Ring', {
      AlarmName: 'dead-letters',
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: 'dead' }],
      Statistic: 'Maximum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [topic],
      OKActions: [topic],
    })
    const alarms = new CloudWatchClient(sdk(plain.cloudWatch, world))
    const state = async () =>
      (await alarms.send(new DescribeAlarmsCommand({ AlarmNames: ['dead-letters'] }))).MetricAlarms![0]!.StateValue
    expect(await state()).toBe('INSUFFICIENT_DATA')
    await world.run('2026-03-02T09:00:00Z')
    expect(await state()).toBe('OK')
    expect(world.pending).toBe(0)
    await new SQSClient(sdk(world.service('sqs'), world)).send(
      new SendMessageCommand({ QueueUrl: dead.ref, MessageBody: 'lost' }),
    )
    await world.run('2026-03-02T09:01:00Z')
    expect(await state()).toBe('ALARM')
    await world.run('2026-03-05T09:00:00Z')
    expect([await state(), world.pending]).toEqual(['ALARM', 0])
    const sqs = world.service<Sqs>('sqs')
    sqs.remove(dead.attributes!.Arn as string, [sqs.take(dead.attributes!.Arn as string, 1)[0]!.receiptHandle])
    await world.run('2026-03-05T09:20:00Z')
    expect(await state()).toBe('OK')
    const mails = await plain.mailbox.messages({ to: 'ops@example.org' })
    expect(mails.map((mail) => [mail.subject, mail.via])).toEqual([
      ['OK: "dead-letters" in eu-west-2', 'sns'],
      ['ALARM: "dead-letters" in eu-west-2', 'sns'],
      // The first OK, a minute after the deployment, came before the subscription was confirmed.
    ])
    expect(JSON.parse(mails[1]!.text)).toMatchObject({
      NewStateValue: 'ALARM',
      Trigger: { MetricName: 'ApproximateNumberOfMessagesVisible' },
    })
  })

  it.each([
    ['two of three periods ring', [1, 0, 1], 2, 'ALARM'],
    ['one of three does not', [0, 0, 1], 2, 'OK'],
    ['silence is quiet', [], 1, 'OK'],
  ])('M of N: %s', async (_, values, DatapointsToAlarm, expected) => {
    await make('AWS::CloudWatch::Alarm', 'Ring', {
      AlarmName: 'ring',
      Metrics: [
        { Id: 'e1', Expression: 'SUM(METRICS())' },
        {
          Id: 'm0',
          ReturnData: false,
          MetricStat: { Metric: { Namespace: 'T', MetricName: 'A' }, Period: 60, Stat: 'Sum' },
        },
        {
          Id: 'm1',
          ReturnData: false,
          MetricStat: { Metric: { Namespace: 'T', MetricName: 'B' }, Period: 60, Stat: 'Sum' },
        },
      ],
      EvaluationPeriods: 3,
      DatapointsToAlarm,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    })
    await world.run('2026-03-02T08:30:00Z')
    for (const value of values) {
      plain.cloudWatch.record({ namespace: 'T', metric: value ? 'B' : 'A', dimensions: {} }, value, world)
      await world.run(world.now() + 60_000)
    }
    expect(plain.cloudWatch.alarms.get('ring')!.state).toBe(expected)
    await world.run('2026-03-02T09:00:00Z')
    expect([plain.cloudWatch.alarms.get('ring')!.state, world.pending]).toEqual(['OK', 0])
  })

  it('reads metrics that functions write into their logs', () => {
    const line = {
      _aws: { CloudWatchMetrics: [{ Namespace: 'T', Dimensions: [['Zone'], []], Metrics: [{ Name: 'Late' }] }] },
      Zone: 'x',
      Late: [2, 3],
    }
    plain.cloudWatch.ingestLog(JSON.stringify(line), world)
    plain.cloudWatch.ingestLog('a line that mentions "CloudWatchMetrics" only', world)
    const sum = (dimensions: Record<string, string>) =>
      plain.cloudWatch.metrics.statistic({ namespace: 'T', metric: 'Late', dimensions }, 'Sum', 0, world.now() + 1)
    expect([sum({ Zone: 'x' }), sum({}), sum({ Zone: 'y' })]).toEqual([5, 5, undefined])
  })
})
