import { APIGatewayClient, GetApiKeyCommand, GetApiKeysCommand } from '@aws-sdk/client-api-gateway'
import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import { CloudWatchClient, GetMetricDataCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PlainServices } from '../../local/services/all.ts'
import { plainServices } from '../../local/services/all.ts'
import { decodeChunks } from '../../local/services/aws-chunked.ts'
import type { Iam } from '../../local/services/iam.ts'
import type { S3 } from '../../local/services/s3.ts'
import { Sts } from '../../local/services/sts.ts'
import { sdk } from './services-sdk.ts'
import { TestWorld } from './services-world.ts'

let world: TestWorld
let plain: PlainServices
const typed = (type: string) => plain.part.types!.find((one) => one.type === type)!

beforeEach(() => {
  world = new TestWorld()
  plain = plainServices()
  world.add(...plain.part.services!)
})

describe('S3 through the SDK', () => {
  let client: S3Client
  beforeEach(async () => {
    await typed('AWS::S3::Bucket').create({ logicalId: 'Archive', type: 'AWS::S3::Bucket', properties: {} }, world)
    client = new S3Client(sdk(world.service<S3>('s3'), world))
  })
  const at = (Key: string) => ({ Bucket: 'throughline-archive', Key })

  it('gives back what was put, with its type and metadata, under a key with every kind of character', async () => {
    const key = 'a b/ü+&=%.json'
    await client.send(
      new PutObjectCommand({ ...at(key), Body: '{"x":1}', ContentType: 'application/json', Metadata: { why: 'test' } }),
    )
    const found = await client.send(new GetObjectCommand(at(key)))
    expect(await found.Body!.transformToString()).toBe('{"x":1}')
    expect([found.ContentType, found.Metadata]).toEqual(['application/json', { why: 'test' }])
    expect((await client.send(new HeadObjectCommand(at(key)))).ContentLength).toBe(7)
    await client.send(new DeleteObjectCommand(at(key)))
    await expect(client.send(new GetObjectCommand(at(key)))).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  it('says that nothing is there only to a caller who may list the bucket', async () => {
    const policy = (PolicyDocument: unknown) =>
      typed('AWS::IAM::Policy').create(
        { logicalId: 'Policy', type: 'AWS::IAM::Policy', properties: { PolicyDocument, Roles: ['ReaderRole'] } },
        world,
      )
    const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::throughline-archive' }
    const absent = () => reader.send(new GetObjectCommand(at('absent.json')))
    const reader = new S3Client(sdk(world.service<S3>('s3'), world, 'Reader'))
    world.service<Iam>('iam').assume('Reader', 'arn:aws:iam::123456789012:role/ReaderRole')
    await client.send(new PutObjectCommand({ ...at('there.json'), Body: '1' }))
    const there = await reader.send(new GetObjectCommand(at('there.json')))
    expect(await there.Body!.transformToString()).toBe('1')
    const objects = { Effect: 'Allow', Action: ['s3:GetObject', 's3:List?'], Resource: [`${list.Resource}/*`] }
    await policy({ Statement: [objects, { ...list, Condition: { StringLike: { 's3:prefix': 'a*' } } }] })
    await expect(absent()).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } })
    await policy({ Statement: [list] })
    await expect(absent()).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect((async () => policy({ Statement: [{ ...list, Effect: 'Deny' }] }))()).rejects.toThrow(/Policy.*Effect/)
  })

  it('lists by prefix and delimiter in pages', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c/1', 'd'])
      await client.send(new PutObjectCommand({ ...at(key), Body: key }))
    const seen: string[] = []
    let token: string | undefined
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: 'throughline-archive',
          Delimiter: '/',
          MaxKeys: 2,
          ContinuationToken: token,
        }),
      )
      seen.push(
        ...(page.Contents ?? []).map((one) => one.Key!),
        ...(page.CommonPrefixes ?? []).map((one) => one.Prefix!),
      )
      token = page.NextContinuationToken
    } while (token)
    expect(seen).toEqual(['b', 'a/', 'd', 'c/'].sort((x, y) => seen.indexOf(x) - seen.indexOf(y)))
    expect(seen.sort()).toEqual(['a/', 'b', 'c/', 'd'])
  })

  it('writes only once when asked to', async () => {
    await client.send(new PutObjectCommand({ ...at('once'), Body: '1', IfNoneMatch: '*' }))
    await expect(
      client.send(new PutObjectCommand({ ...at('once'), Body: '2', IfNoneMatch: '*' })),
    ).rejects.toMatchObject({
      name: 'PreconditionFailed',
    })
  })

  it('names a bucket that does not exist', async () => {
    await expect(client.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    })
  })

  it('takes the bytes out of the chunked encoding and refuses a body that is cut off', () => {
    const whole = Buffer.from('5\r\nhello\r\n6;chunk-signature=x\r\n world\r\n0\r\nx-amz-checksum-crc32:abc=\r\n\r\n')
    expect(decodeChunks(whole).toString()).toBe('hello world')
    expect(() => decodeChunks(whole.subarray(0, 12))).toThrow(/aws-chunked/)
  })
})

describe('CloudFormation, STS and keys through the SDK', () => {
  it('describes the stack the runner declared, with its outputs', async () => {
    const client = new CloudFormationClient(sdk(plain.cloudFormation, world))
    const resources = { Plan: { type: 'AWS::DynamoDB::Table', physicalId: 'throughline-Plan' } }
    plain.cloudFormation.declare({
      name: 'throughline',
      outputs: { BaseUrl: 'https://x.example.org/a?b&c' },
      resources,
      createdAt: world.now(),
    })
    const [stack] = (await client.send(new DescribeStacksCommand({ StackName: 'throughline' }))).Stacks!
    expect(stack).toMatchObject({
      StackName: 'throughline',
      StackStatus: 'CREATE_COMPLETE',
      CreationTime: new Date(world.now()),
      Outputs: [{ OutputKey: 'BaseUrl', OutputValue: 'https://x.example.org/a?b&c' }],
    })
    const listed = await client.send(new ListStackResourcesCommand({ StackName: 'throughline' }))
    expect(listed.StackResourceSummaries![0]).toMatchObject({
      LogicalResourceId: 'Plan',
      PhysicalResourceId: 'throughline-Plan',
    })
    await expect(client.send(new DescribeStacksCommand({ StackName: 'other' }))).rejects.toThrow(
      'Stack with id other does not exist',
    )
  })

  it('says who calls', async () => {
    const client = new STSClient(sdk(new Sts(), world))
    expect(await client.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/local',
    })
  })

  it('gives the value of an API key only when asked for it', async () => {
    const type = 'AWS::ApiGateway::ApiKey'
    const { ref } = await typed(type).create(
      { logicalId: 'Key', type, properties: { Description: 'Source ward' } },
      world,
    )
    const client = new APIGatewayClient(sdk(plain.apiGateway, world))
    expect((await client.send(new GetApiKeyCommand({ apiKey: ref }))).value).toBeUndefined()
    const { value } = await client.send(new GetApiKeyCommand({ apiKey: ref, includeValue: true }))
    expect(value).toMatch(/^[0-9a-f]{40}$/)
    expect((await client.send(new GetApiKeysCommand({ includeValues: true }))).items).toMatchObject([
      { id: ref, value, description: 'Source ward' },
    ])
    await expect(client.send(new GetApiKeyCommand({ apiKey: 'none' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
  })
})

describe('CloudWatch through the SDK', () => {
  it('sums what was put, by period', async () => {
    const client = new CloudWatchClient(sdk(plain.cloudWatch, world))
    const put = (Value: number) =>
      client.send(new PutMetricDataCommand({ Namespace: 'Throughline', MetricData: [{ MetricName: 'Late', Value }] }))
    await put(2)
    await put(3)
    await world.run(world.now() + 3_600_000)
    await put(5)
    const start = new Date(Date.parse('2026-03-02T08:00:00Z'))
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        StartTime: start,
        EndTime: new Date(start.getTime() + 7_200_000),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          {
            Id: 'late',
            MetricStat: { Metric: { Namespace: 'Throughline', MetricName: 'Late' }, Period: 3600, Stat: 'Sum' },
          },
        ],
      }),
    )
    expect(MetricDataResults).toMatchObject([
      { Id: 'late', Values: [5, 5], Timestamps: [start, new Date(start.getTime() + 3_600_000)] },
    ])
  })

  it('takes a large put that the SDK compresses', async () => {
    const client = new CloudWatchClient(sdk(plain.cloudWatch, world))
    const MetricData = Array.from({ length: 500 }, (_, index) => ({
      MetricName: `Metric number ${index}`,
      Value: index,
    }))
    await client.send(new PutMetricDataCommand({ Namespace: 'Throughline', MetricData }))
    const name = { namespace: 'Throughline', metric: 'Metric number 499', dimensions: {} }
    expect(plain.cloudWatch.metrics.statistic(name, 'Sum', 0, world.now() + 1)).toBe(499)
  })
})
