import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, it } from 'vitest'
import { plainServices } from '../../local/services/all.ts'
import { parseCron } from '../../local/services/aws-cron.ts'
import { nextOccurrence, parseSchedule } from '../../local/services/schedule-expression.ts'
import type { Scheduler } from '../../local/services/scheduler.ts'
import type { Sqs } from '../../local/services/sqs.ts'
import { sdk } from './services-sdk.ts'
import { maker } from './services-template.ts'
import { TestWorld } from './services-world.ts'

const from = (expression: string, after: string, zone = 'UTC', count = 3) => {
  const schedule = parseSchedule(expression)
  const found: string[] = []
  let at: number | undefined = Date.parse(after)
  for (let turn = 0; turn < count && at !== undefined; turn++) {
    at = nextOccurrence(schedule, zone, at, Date.parse(after))
    if (at !== undefined) found.push(new Date(at).toISOString().slice(0, 16))
  }
  return found
}

describe('schedule expressions', () => {
  it.each([
    [
      'working days at eight, across a weekend',
      'cron(0 8 ? * MON-FRI *)',
      '2026-03-05T09:00:00Z',
      'UTC',
      ['2026-03-06T08:00', '2026-03-09T08:00', '2026-03-10T08:00'],
    ],
    [
      'numbers of weekdays count from Sunday = 1',
      'cron(0 8 ? * 1 *)',
      '2026-03-02T00:00:00Z',
      'UTC',
      ['2026-03-08T08:00', '2026-03-15T08:00', '2026-03-22T08:00'],
    ],
    [
      'the last day of the month',
      'cron(30 17 L * ? *)',
      '2026-01-31T17:30:00Z',
      'UTC',
      ['2026-02-28T17:30', '2026-03-31T17:30', '2026-04-30T17:30'],
    ],
    [
      'the weekday nearest to the 1st, never in the month before',
      'cron(0 9 1W * ? *)',
      '2026-01-15T00:00:00Z',
      'UTC',
      ['2026-02-02T09:00', '2026-03-02T09:00', '2026-04-01T09:00'],
    ],
    [
      'the third Thursday',
      'cron(0 9 ? * THU#3 *)',
      '2026-03-01T00:00:00Z',
      'UTC',
      ['2026-03-19T09:00', '2026-04-16T09:00', '2026-05-21T09:00'],
    ],
    [
      'the last Friday',
      'cron(0 9 ? * 6L *)',
      '2026-03-01T00:00:00Z',
      'UTC',
      ['2026-03-27T09:00', '2026-04-24T09:00', '2026-05-29T09:00'],
    ],
    [
      'every quarter of an hour in two hours',
      'cron(0/15 8-9 * * ? *)',
      '2026-03-02T08:40:00Z',
      'UTC',
      ['2026-03-02T08:45', '2026-03-02T09:00', '2026-03-02T09:15'],
    ],
    [
      '29 February',
      'cron(0 0 29 2 ? *)',
      '2026-01-01T00:00:00Z',
      'UTC',
      ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00'],
    ],
    ['years run out', 'cron(0 0 1 1 ? 2026-2027)', '2026-01-01T00:00:00Z', 'UTC', ['2027-01-01T00:00']],
    [
      'the hour that spring removes is skipped',
      'cron(30 1 * * ? *)',
      '2026-03-27T12:00:00Z',
      'Europe/London',
      ['2026-03-28T01:30', '2026-03-30T00:30', '2026-03-31T00:30'],
    ],
    [
      'the hour that autumn repeats runs once, the first time',
      'cron(30 1 * * ? *)',
      '2026-10-24T12:00:00Z',
      'Europe/London',
      ['2026-10-25T00:30', '2026-10-26T01:30', '2026-10-27T01:30'],
    ],
    [
      'an hourly cron does not run twice in the repeated hour',
      'cron(0 * * * ? *)',
      '2026-10-24T22:30:00Z',
      'Europe/London',
      ['2026-10-24T23:00', '2026-10-25T00:00', '2026-10-25T02:00'],
    ],
    [
      'local noon keeps its place beyond a change of clocks',
      'cron(0 12 * * ? *)',
      '2026-03-28T12:00:00Z',
      'Europe/London',
      ['2026-03-29T11:00', '2026-03-30T11:00', '2026-03-31T11:00'],
    ],
    [
      'a zone of half hours',
      'cron(0 8 * * ? *)',
      '2026-03-02T00:00:00Z',
      'Asia/Kolkata',
      ['2026-03-02T02:30', '2026-03-03T02:30', '2026-03-04T02:30'],
    ],
    [
      'a rate counts from its beginning',
      'rate(90 minutes)',
      '2026-03-02T00:10:00Z',
      'UTC',
      ['2026-03-02T01:40', '2026-03-02T03:10', '2026-03-02T04:40'],
    ],
    ['once', 'at(2026-03-05T08:00:00)', '2026-03-02T00:00:00Z', 'America/New_York', ['2026-03-05T13:00']],
    ['once, at a time that does not exist', 'at(2026-03-08T02:30:00)', '2026-03-02T00:00:00Z', 'America/New_York', []],
  ])('%s', (_, expression, after, zone, expected) => {
    expect(from(expression, after, zone)).toEqual(expected)
  })

  it.each([
    ['five fields', 'cron(0 8 * * *)', /six fields/],
    ['two days', 'cron(0 8 1 * MON *)', /exactly one/],
    ['no "?"', 'cron(0 8 * * * *)', /exactly one/],
    ['an hour 24', 'cron(0 24 * * ? *)', /no value for hours/],
    ['a word', 'cron(0 8 ? * NOONE *)', /no value for day-of-week/],
    ['a step of nothing', 'cron(0/0 8 * * ? *)', /no value for minutes/],
    ['an empty rate', 'rate(0 days)', /no schedule/],
    ['an instant with a zone', 'at(2026-03-05T08:00:00Z)', /at\(\) takes a local time/],
    ['a day that does not exist', 'at(2026-02-30T08:00:00)', /./],
  ])('refuses %s', (_, expression, message) => {
    expect(() => parseSchedule(expression)).toThrow(message)
  })

  it('agrees with a search through every minute, in zones with and without summer time', () => {
    const list = (low: number, high: number) =>
      fc.uniqueArray(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: 4 })
    const days = fc.oneof(
      list(1, 31).map((all) => [all.join(','), '?'] as const),
      list(1, 7).map((all) => ['?', all.join(',')] as const),
      fc.constant(['L', '?'] as const),
    )
    const zones = fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe')
    const starts = fc.constantFrom(
      '2026-03-07T20:00:00Z',
      '2026-03-28T20:00:00Z',
      '2026-10-24T20:00:00Z',
      '2026-04-04T08:00:00Z',
      '2026-10-31T20:00:00Z',
    )
    fc.assert(
      fc.property(
        list(0, 59),
        list(0, 3),
        days,
        zones,
        starts,
        fc.nat(600),
        (minutes, hours, [day, weekday], zone, start, later) => {
          const text = `${minutes.join(',')} ${hours.join(',')} ${day} * ${weekday} *`
          const after = Date.parse(start) + later * 60_000
          const found = nextOccurrence({ kind: 'cron', cron: parseCron(text) }, zone, after, 0)
          const brute = search(text, zone, after, 2 * 1440)
          // The search looks at two days; what lies beyond is not its business.
          if (brute !== undefined) expect(found).toBe(brute)
          else expect(found ?? Number.POSITIVE_INFINITY).toBeGreaterThan(after + 2 * 1440 * 60_000)
        },
      ),
      { numRuns: 40 },
    )
  })
})

/** Looks at each minute: the first whose local time the cron names and whose local time has not been before. */
function search(text: string, zone: string, after: number, minutes: number): number | undefined {
  const { minutes: m, hours: h, days } = parseCron(text)
  const seen = new Set<string>()
  for (let at = after - 180 * 60_000; at <= after + minutes * 60_000; at += 60_000) {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const wall = local.toPlainDateTime().toString()
    const again = seen.has(wall)
    seen.add(wall)
    if (at <= after || again || !m.includes(local.minute) || !h.includes(local.hour)) continue
    if (days(local.year, local.month).includes(local.day)) return at
  }
  return undefined
}

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
