import * as sqsSdk from '@aws-sdk/client-sqs'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { Queue } from '../../local/services/queue.ts'
import { Sqs } from '../../local/services/sqs.ts'
import { sqsTypes } from '../../local/services/sqs-resources.ts'
import { sdk } from './services-sdk.ts'
import { TestWorld } from './services-world.ts'

let world: TestWorld
let sqs: Sqs
let client: sqsSdk.SQSClient
let url: string

beforeEach(async () => {
  world = new TestWorld()
  sqs = new Sqs()
  world.add(sqs)
  const [queue] = sqsTypes(sqs)
  const dead = await queue!.create({ logicalId: 'Dead', type: queue!.type, properties: {} }, world)
  const properties = {
    VisibilityTimeout: 60,
    RedrivePolicy: { deadLetterTargetArn: dead.attributes!['Arn'], maxReceiveCount: 2 },
  }
  url = (await queue!.create({ logicalId: 'Post', type: queue!.type, properties }, world)).ref
  client = new sqsSdk.SQSClient(sdk(sqs, world))
})

const receive = (input: Partial<sqsSdk.ReceiveMessageCommandInput> = {}) =>
  client.send(new sqsSdk.ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, ...input }))
const send = (body: string, input: Partial<sqsSdk.SendMessageCommandInput> = {}) =>
  client.send(new sqsSdk.SendMessageCommand({ QueueUrl: url, MessageBody: body, ...input }))

describe('SQS through the SDK', () => {
  it('hides a received message for the visibility timeout and shows it again afterwards', async () => {
    await send('hello')
    expect((await receive({ MessageSystemAttributeNames: ['All'] })).Messages?.[0]).toMatchObject({
      Body: 'hello',
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(world.now()) },
    })
    await world.run(world.now() + 59_999)
    expect((await receive()).Messages).toBeUndefined()
    await world.run(world.now() + 1)
    expect((await receive()).Messages).toHaveLength(1)
  })

  it('moves a message to the dead letters when it has been received too often', async () => {
    await send('poison')
    for (let turn = 0; turn < 2; turn++) {
      expect((await receive()).Messages).toHaveLength(1)
      await world.run(world.now() + 60_000)
    }
    expect((await receive()).Messages).toBeUndefined()
    expect(sqs.find('throughline-Dead').counts(world.now()).visible).toBe(1)
    expect(sqs.find('throughline-Post').counts(world.now()).visible).toBe(0)
  })

  it('deletes only by the handle of the latest receive', async () => {
    await send('once')
    const first = (await receive()).Messages![0]!.ReceiptHandle!
    await world.run(world.now() + 60_000)
    await receive()
    await client.send(new sqsSdk.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first }))
    await world.run(world.now() + 60_000)
    expect(sqs.find(url).counts(world.now()).visible).toBe(1)
  })

  it('delays a message and wakes a listener when the delay is over', async () => {
    const seen: number[] = []
    sqs.onVisible('arn:aws:sqs:eu-west-2:123456789012:throughline-Post', () => seen.push(world.now()))
    const start = world.now()
    await send('later', { DelaySeconds: 10 })
    expect((await receive()).Messages).toBeUndefined()
    await world.run(start + 20_000)
    expect(seen).toEqual([start + 10_000])
  })

  it('ends a long poll as soon as a message arrives', async () => {
    const start = world.now()
    world.at(start + 5_000, 'test', 'send', () => send('now'))
    const polled = receive({ WaitTimeSeconds: 20 }).then((answer) => [world.now() - start, answer.Messages?.length])
    await world.run(start + 30_000)
    expect(await polled).toEqual([5_000, 1])
  })

  it.each([
    [
      'an unknown queue',
      () => client.send(new sqsSdk.GetQueueUrlCommand({ QueueName: 'nobody' })),
      'QueueDoesNotExist',
    ],
    [
      'an empty batch',
      () => client.send(new sqsSdk.SendMessageBatchCommand({ QueueUrl: url, Entries: [] })),
      'EmptyBatchRequest',
    ],
    ['a batch that names an entry twice', () => batch(['a', 'a']), 'BatchEntryIdsNotDistinct'],
    ['a batch of eleven', () => batch('abcdefghijk'.split('')), 'TooManyEntriesInBatchRequest'],
  ])('refuses %s under the name the SDK knows', async (_, act, name) => {
    await expect(act()).rejects.toMatchObject({ name })
  })
  const batch = (ids: string[]) =>
    client.send(
      new sqsSdk.SendMessageBatchCommand({ QueueUrl: url, Entries: ids.map((Id) => ({ Id, MessageBody: Id })) }),
    )

  it('answers a batch entry by entry', async () => {
    const answer = await client.send(
      new sqsSdk.SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'small', MessageBody: 'x' },
          { Id: 'large', MessageBody: 'x'.repeat(1_048_577) },
        ],
      }),
    )
    expect(answer.Successful?.map((one) => one.Id)).toEqual(['small'])
    expect(answer.Failed?.map((one) => one.Id)).toEqual(['large'])
  })

  it('refuses a property it does not know, by resource, type and name', () => {
    const [queue] = sqsTypes(sqs)
    const odd = { logicalId: 'Odd', type: queue!.type, properties: { Colour: 'red' } }
    expect(() => queue!.create(odd, world)).toThrow(/Odd \(AWS::SQS::Queue\): Colour: not supported/)
  })
})

describe('a queue', () => {
  const settings = {
    delay: 0,
    visibility: 10,
    retention: 1e9,
    maxSize: 1e6,
    receiveWait: 0,
    fifo: false,
    contentBasedDeduplication: false,
  }

  it('never loses a message and never shows one twice at a time, whatever happens', () => {
    const step = fc.oneof(
      fc.constant({ act: 'send' as const, n: 0 }),
      fc.record({ act: fc.constant('receive' as const), n: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ act: fc.constant('delete' as const), n: fc.nat(5) }),
      fc.record({ act: fc.constant('wait' as const), n: fc.integer({ min: 1, max: 15 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new Queue('q', { ...settings, redrive: { deadLetterArn: 'dead', maxReceives: 3 } })
        const held = new Map<string, { handle: string; until: number }>()
        let [now, sent, deleted, dead] = [0, 0, 0, 0]
        for (const { act, n } of steps) {
          if (act === 'send') queue.send({ id: `m${sent++}`, body: 'x' }, now)
          if (act === 'wait') now += n
          if (act === 'receive') {
            const taken = queue.receive(
              n,
              now,
              (m) => `${m.id}#${m.receives}`,
              () => dead++,
            )
            for (const message of taken) {
              expect(held.get(message.id)?.until ?? 0).toBeLessThanOrEqual(now)
              held.set(message.id, { handle: message.handle!, until: message.visibleAt })
            }
          }
          const one = [...held.values()][n]
          if (act === 'delete' && one && queue.delete(one.handle)) deleted++
        }
        const { visible, inFlight, delayed } = queue.counts(now)
        expect(visible + inFlight + delayed + deleted + dead).toBe(sent)
      }),
    )
  })

  it('keeps the order of a FIFO group and takes a deduplication id once in five minutes', () => {
    const queue = new Queue('q.fifo', { ...settings, fifo: true })
    const send = (id: string, now: number) => queue.send({ id, body: id, group: 'g', deduplicationId: id[0] }, now)
    expect([send('a1', 0), send('a2', 299_999), send('b1', 1), send('a3', 300_000)]).toEqual(['a1', 'a1', 'b1', 'a3'])
    const take = (now: number) =>
      queue
        .receive(
          1,
          now,
          (m) => m.id,
          () => {},
        )
        .map((m) => m.id)
    expect([take(300_005), take(300_006)]).toEqual([['a1'], []])
    queue.delete('a1')
    expect(take(300_007)).toEqual(['b1'])
  })
})
