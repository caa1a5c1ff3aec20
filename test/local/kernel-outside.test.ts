import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { GetFunctionCommand, InvokeCommand, LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Runner, startRunner } from '../../local/runner.ts'
import { lambdaResource, tableResource, writeAssembly } from './assembly-builder.ts'

const START = Date.parse('2026-01-01T00:00:00Z')
const MINUTE = 60_000

const template = {
  Parameters: { Greeting: { Type: 'String', Default: 'hello' } },
  Resources: {
    Worker: lambdaResource('worker', { TABLE: { Ref: 'Things' }, GREETING: { Ref: 'Greeting' } }),
    Consumer: lambdaResource('consumer', { SEEN: { Ref: 'Seen' } }),
    Follower: lambdaResource('follower', { SEEN: { Ref: 'Seen' } }),
    Work: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 },
      },
    },
    Dead: { Type: 'AWS::SQS::Queue', Properties: {} },
    Failed: { Type: 'AWS::S3::Bucket', Properties: {} },
    Consuming: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Consumer' },
        EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
        BatchSize: 5,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    Following: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Follower' },
        EventSourceArn: { 'Fn::GetAtt': ['Things', 'StreamArn'] },
        StartingPosition: 'TRIM_HORIZON',
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } },
      },
    },
    Things: tableResource({ sortKey: true, stream: true }),
    Seen: tableResource(),
  },
  Outputs: { Queue: { Value: { Ref: 'Work' } } },
}

let runner: Runner
let settings: { region: string; endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } }

beforeAll(async () => {
  const cdkOut = writeAssembly(template, ['worker', 'consumer', 'follower'])
  runner = await startRunner({ cdkOut, start: START, port: 0 })
  settings = { region: 'eu-west-2', endpoint: runner.origin, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } }
})
afterAll(() => runner?.close())

async function times(pk: string): Promise<number> {
  const input = { TableName: 'throughline-Seen', Key: { pk: { S: pk } }, ConsistentRead: true }
  const { Item } = JSON.parse((await runner.dynamoDb.engine.send('GetItem', JSON.stringify(input))).body) as {
    Item?: { times: { N: string } }
  }
  return Number(Item?.times.N ?? 0)
}

describe('from outside, with the SDK against the port', () => {
  test('a function is invoked and answers, and an unknown one is refused by its name', async () => {
    const lambda = new LambdaClient(settings)
    const answer = await lambda.send(
      new InvokeCommand({ FunctionName: 'throughline-Worker', Payload: '{"do":"look"}' }),
    )
    expect(JSON.parse(Buffer.from(answer.Payload!).toString())).toMatchObject({ now: START })
    await expect(lambda.send(new InvokeCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    const failed = await lambda.send(
      new InvokeCommand({ FunctionName: 'throughline-Worker', Payload: '{"do":"throw"}' }),
    )
    expect(failed.FunctionError).toBe('Unhandled')
  })

  test('functions and mappings are described', async () => {
    const lambda = new LambdaClient(settings)
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'throughline-Worker' }))
    expect(Configuration?.Environment?.Variables).toMatchObject({ GREETING: 'hello' })
    const { EventSourceMappings } = await lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: 'throughline-Consumer' }),
    )
    expect(EventSourceMappings).toMatchObject([{ BatchSize: 5, EventSourceArn: expect.stringContaining(':sqs:') }])
  })

  test('many callers at once are all answered', async () => {
    const table = new DynamoDBClient(settings)
    const get = () => table.send(new GetItemCommand({ TableName: 'throughline-Seen', Key: { pk: { S: 'none' } } }))
    expect(await Promise.all(Array.from({ length: 20 }, get))).toHaveLength(20)
  })

  test('a path that nothing answers for is refused', async () => {
    expect((await fetch(`${runner.origin}/nowhere`)).status).toBeGreaterThanOrEqual(400)
  })
})

describe('a queue and its consumer', () => {
  const send = (name: string, failures = 0) =>
    new SQSClient(settings).send(
      new SendMessageCommand({
        QueueUrl: runner.created.stack.outputs.Queue,
        MessageBody: JSON.stringify({ name, failures }),
      }),
    )

  test('a message is consumed once', async () => {
    await send('fine')
    await runner.run(runner.world.now() + 5 * MINUTE)
    expect(await times('fine')).toBe(1)
  })

  test('one that fails twice comes back after its visibility timeout; its companions are not repeated', async () => {
    await Promise.all([send('twice', 2), send('companion')])
    await runner.run(runner.world.now() + 30_000)
    expect([await times('twice'), await times('companion')]).toEqual([0, 1])
    await runner.run(runner.world.now() + 5 * MINUTE)
    expect([await times('twice'), await times('companion')]).toEqual([1, 1])
  })

  test('one that always fails ends in the dead letters', async () => {
    await send('never', 99)
    await runner.run(runner.world.now() + 10 * MINUTE)
    expect(await times('never')).toBe(0)
    expect(runner.log.lines().filter((line) => line.includes('throughline-Dead'))).not.toHaveLength(0)
  })
})

test('a stream batch that cannot be delivered goes to the failure bucket, whole', async () => {
  const write = runner.world.invoke('Worker', { do: 'put', pk: 'p', sk: 'poison' })
  await runner.run(runner.world.now() + 10 * MINUTE)
  await write
  const s3 = runner.log
    .lines()
    .map((line) => JSON.parse(line))
    .find((line) => line.call === 's3:PutObject')
  expect(s3).toMatchObject({ from: 'event-source-mapping', status: 200 })
  expect(runner.counts.get('stream-discarded:Follower')).toBe(1)
})

test('real time is a speed of the same clock, and requests are answered meanwhile', async () => {
  const before = runner.world.now()
  let rang = false
  runner.world.at(before + 30 * MINUTE, 'test', 'ring', () => {
    rang = true
  })
  runner.live(6000)
  const answer = await new LambdaClient(settings).send(
    new InvokeCommand({ FunctionName: 'throughline-Worker', Payload: '{"do":"look"}' }),
  )
  expect(answer.StatusCode).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 600))
  await runner.pause()
  expect(rang).toBe(true)
  expect(runner.world.now() - before).toBeGreaterThan(30 * MINUTE)
})

describe('a template that asks for what is not there', () => {
  test.each([
    ['an unknown type', { Resources: { Odd: { Type: 'AWS::Neptune::DBCluster' } } }, /Odd \(AWS::Neptune::DBCluster\)/],
    [
      'an unknown property',
      { Resources: { T: { ...tableResource(), Properties: { ...tableResource().Properties, Magic: 1 } } } },
      /T \(AWS::DynamoDB::Table\).*Magic/,
    ],
    [
      'another runtime',
      { Resources: { F: lambdaResource('worker', {}, { Runtime: 'python3.14' }) } },
      /F \(AWS::Lambda::Function\).*Runtime/,
    ],
    ['a parameter without value', { Parameters: { P: { Type: 'String' } }, Resources: {} }, /parameter P/],
    [
      'an asset deployment',
      { Resources: { D: { Type: 'Custom::CDKBucketDeployment' } } },
      /Custom::CDKBucketDeployment/,
    ],
  ])('%s is refused, named', async (_sentence, odd, message) => {
    const cdkOut = writeAssembly(odd, [])
    await expect(startRunner({ cdkOut, start: START })).rejects.toThrow(message)
  })
})
