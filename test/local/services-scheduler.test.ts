import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler'
import { beforeEach, describe, expect, it } from 'vitest'
import { plainServices } from '../../local/services/all.ts'
import type { Scheduler } from '../../local/services/scheduler.ts'
import type { Sqs } from '../../local/services/sqs.ts'
import { sdk } from './services-sdk.ts'
import { maker } from './services-template.ts'
import { TestWorld } from './services-world.ts'

describe('EventBridge Scheduler through the SDK', () => {
  let world: TestWorld
  let client: SchedulerClient
  let queueArn: string
  let taken: () => { at: string; body: unknown }[]
  let make: ReturnType<typeof maker>

  beforeEach(async () => {
    world = new TestWorld()
    const plain = plainServices()
    world.add(...plain.part.services!)
    make = maker(plain.part.types!, world)
    queueArn = (await make('AWS::SQS::Queue', 'Due')).attributes!.Arn as string
    client = new SchedulerClient(sdk(world.service<Scheduler>('scheduler'), world))
    const sqs = world.service<Sqs>('sqs')
    taken = () => {
      const records = sqs.take(queueArn, 10)
      sqs.remove(
        queueArn,
        records.map((one) => one.receiptHandle),
      )
      return records.map((one) => ({
        at: new Date(Number(one.attributes.SentTimestamp)).toISOString().slice(0, 16),
        body: JSON.parse(one.body),
      }))
    }
  })
  const schedule = (more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput => ({
    Name: 'slot',
    ScheduleExpression: 'cron(0 8 ? * * *)',
    ScheduleExpressionTimezone: 'Europe/London',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: queueArn, RoleArn: 'arn:aws:iam::1:role/x', Input: '{"time":"<aws.scheduler.scheduled-time>"}' },
    ...more,
  })

  it('delivers at each occurrence, with its time filled in', async () => {
    await client.send(new CreateScheduleCommand(schedule()))
    await world.run('2026-03-04T12:00:00Z')
    expect(taken()).toEqual([
      { at: '2026-03-02T08:00', body: { time: '2026-03-02T08:00:00Z' } },
      { at: '2026-03-03T08:00', body: { time: '2026-03-03T08:00:00Z' } },
      { at: '2026-03-04T08:00', body: { time: '2026-03-04T08:00:00Z' } },
    ])
  })

  it('forgets the old times on update, everything on delete, and gives back what was said', async () => {
    await client.send(new CreateScheduleCommand(schedule({ ScheduleExpression: 'cron(0 9 ? * * *)' })))
    await client.send(
      new UpdateScheduleCommand(schedule({ ScheduleExpression: 'cron(0 10 ? * * *)', Description: 'later' })),
    )
    expect(await client.send(new GetScheduleCommand({ Name: 'slot' }))).toMatchObject({
      ScheduleExpression: 'cron(0 10 ? * * *)',
      Description: 'later',
      State: 'ENABLED',
      Target: { Arn: queueArn },
      CreationDate: new Date('2026-03-02T08:00:00Z'),
    })
    expect((await client.send(new ListSchedulesCommand({ NamePrefix: 's' }))).Schedules).toHaveLength(1)
    await world.run('2026-03-02T12:00:00Z')
    expect(taken().map(({ at }) => at)).toEqual(['2026-03-02T10:00'])
    await client.send(new DeleteScheduleCommand({ Name: 'slot' }))
    await world.run('2026-03-05T12:00:00Z')
    expect([taken(), world.pending]).toEqual([[], 0])
  })

  it.each([
    [
      'the same name twice',
      () =>
        client
          .send(new CreateScheduleCommand(schedule()))
          .then(() => client.send(new CreateScheduleCommand(schedule()))),
      'ConflictException',
    ],
    [
      'an unknown group',
      () => client.send(new CreateScheduleCommand(schedule({ GroupName: 'none' }))),
      'ResourceNotFoundException',
    ],
    ['an update of nothing', () => client.send(new UpdateScheduleCommand(schedule())), 'ResourceNotFoundException'],
    [
      'a cron of five fields',
      () => client.send(new CreateScheduleCommand(schedule({ ScheduleExpression: 'cron(0 8 * * *)' }))),
      'ValidationException',
    ],
    [
      'a zone that does not exist',
      () => client.send(new CreateScheduleCommand(schedule({ ScheduleExpressionTimezone: 'Europe/Utopia' }))),
      'ValidationException',
    ],
  ])('refuses %s', async (_, act, name) => {
    await expect(act()).rejects.toMatchObject({ name })
  })

  it('runs a rate at once and then at its intervals, and only between its dates', async () => {
    const EndDate = new Date('2026-03-02T10:00:00Z')
    await client.send(new CreateScheduleCommand(schedule({ ScheduleExpression: 'rate(1 hour)', EndDate })))
    await world.run('2026-03-02T12:00:00Z')
    expect(taken().map(({ at }) => at)).toEqual(['2026-03-02T08:00', '2026-03-02T09:00', '2026-03-02T10:00'])
  })

  it('deletes a one-time schedule after it ran, when told to', async () => {
    const once = schedule({ ScheduleExpression: 'at(2026-03-02T09:00:00)', ActionAfterCompletion: 'DELETE' })
    await client.send(new CreateScheduleCommand(once))
    await world.run('2026-03-02T08:59:59Z')
    expect(await client.send(new GetScheduleCommand({ Name: 'slot' }))).toMatchObject({ Name: 'slot' })
    await world.run('2026-03-02T10:00:00Z')
    await expect(client.send(new GetScheduleCommand({ Name: 'slot' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    expect(taken()).toHaveLength(1)
  })

  it('sends what no target takes to the dead letters, with the reason', async () => {
    const dead = (await make('AWS::SQS::Queue', 'Dead')).attributes!.Arn as string
    const Target = {
      Arn: 'arn:aws:lambda:eu-west-2:1:function:gone',
      RoleArn: 'x',
      DeadLetterConfig: { Arn: dead },
      Input: '{}',
    }
    await client.send(new CreateScheduleCommand(schedule({ ScheduleExpression: 'at(2026-03-02T09:00:00)', Target })))
    await world.run('2026-03-02T10:00:00Z')
    const [letter] = world.service<Sqs>('sqs').take(dead, 1)
    expect(letter!.messageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: 'ResourceNotFoundException' },
      TARGET_ARN: { StringValue: Target.Arn },
    })
  })

  it('delivers twice and late when the faults say so', async () => {
    world.faults.delivery = () => ({ duplicate: true, delayMs: 60_000 })
    await client.send(new CreateScheduleCommand(schedule({ ScheduleExpression: 'at(2026-03-02T09:00:00)' })))
    await world.run('2026-03-02T10:00:00Z')
    expect(taken().map(({ at }) => at)).toEqual(['2026-03-02T09:01', '2026-03-02T09:01'])
  })

  it('starts a function with an event of Scheduler when no input is given', async () => {
    const events: unknown[] = []
    world.functions.set('audit', (event) => void events.push(event))
    const Target = { Arn: 'arn:aws:lambda:eu-west-2:1:function:audit', RoleArn: 'x' }
    await make('AWS::Scheduler::ScheduleGroup', 'Group', { Name: 'g' })
    await make('AWS::Scheduler::Schedule', 'Audit', {
      ...schedule({ Name: undefined }),
      GroupName: 'g',
      ScheduleExpression: 'cron(0 * * * ? *)',
      Target,
    })
    await world.run('2026-03-02T09:30:00Z')
    expect(events).toMatchObject([
      { time: '2026-03-02T08:00:00Z' },
      { time: '2026-03-02T09:00:00Z', source: 'aws.scheduler', 'detail-type': 'Scheduled Event' },
    ])
  })
})
