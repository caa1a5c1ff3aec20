import * as z from 'zod'
import { AwsError, type World } from '../world.ts'
import { type Operations, operation } from './operations.ts'
import type { Queue } from './queue.ts'
import { md5, record, type Sqs } from './sqs.ts'

const attribute = z.looseObject({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
})

const Entry = z.strictObject({
  Id: z.string().default(''),
  MessageBody: z.string().min(1),
  DelaySeconds: z.int().min(0).max(900).optional(),
  MessageAttributes: z.record(z.string(), attribute).optional(),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
})
type Entry = z.infer<typeof Entry>

const onQueue = { QueueUrl: z.string() }

/** The operations of SQS over the queues of one runner. */
export function sqsOperations(sqs: Sqs): Operations {
  return { ...sending(sqs), ...receiving(sqs), ...describing(sqs) }
}

function sending(sqs: Sqs): Operations {
  const send = (url: string, entry: Entry, world: World, sender: string) => {
    const id = sqs.send(
      url,
      {
        body: entry.MessageBody,
        messageAttributes: entry.MessageAttributes,
        sender,
        delay: entry.DelaySeconds === undefined ? undefined : entry.DelaySeconds * 1000,
        group: entry.MessageGroupId,
        deduplicationId: entry.MessageDeduplicationId,
      },
      world,
    )
    return { MessageId: id, MD5OfMessageBody: md5(entry.MessageBody) }
  }
  return {
    SendMessage: operation(Entry.extend(onQueue), ({ QueueUrl, ...entry }, world, request) =>
      send(QueueUrl, entry, world, request.caller),
    ),
    SendMessageBatch: operation(z.strictObject({ ...onQueue, Entries: z.array(Entry) }), (input, world, request) => {
      checkBatch(input.Entries)
      const Successful: object[] = []
      const Failed: object[] = []
      for (const entry of input.Entries) {
        try {
          Successful.push({ Id: entry.Id, ...send(input.QueueUrl, entry, world, request.caller) })
        } catch (error) {
          if (!(error instanceof AwsError) || error.code === 'QueueDoesNotExist') throw error
          Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message })
        }
      }
      return { Successful, Failed }
    }),
  }
}

function checkBatch(entries: { Id?: string }[]): void {
  if (entries.length === 0) throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the batch.')
  if (entries.length > 10) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    )
  }
  if (new Set(entries.map((entry) => entry.Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more entries of the batch have the same Id.')
  }
}

const Receive = z.strictObject({
  ...onQueue,
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: z.int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.int().min(0).max(20).optional(),
  AttributeNames: z.array(z.string()).optional(),
  MessageSystemAttributeNames: z.array(z.string()).optional(),
  MessageAttributeNames: z.array(z.string()).optional(),
})

function receiving(sqs: Sqs): Operations {
  const remove = (queue: Queue, handle: string, world: World) => {
    queue.delete(handle)
    sqs.changed(queue, world)
  }
  return {
    ReceiveMessage: operation(Receive, (input, world) => receive(sqs, input, world)),
    DeleteMessage: operation(z.strictObject({ ...onQueue, ReceiptHandle: z.string() }), (input, world) =>
      remove(sqs.find(input.QueueUrl), input.ReceiptHandle, world),
    ),
    DeleteMessageBatch: operation(
      z.strictObject({ ...onQueue, Entries: z.array(z.strictObject({ Id: z.string(), ReceiptHandle: z.string() })) }),
      (input, world) => {
        checkBatch(input.Entries)
        for (const entry of input.Entries) remove(sqs.find(input.QueueUrl), entry.ReceiptHandle, world)
        return { Successful: input.Entries.map(({ Id }) => ({ Id })), Failed: [] }
      },
    ),
    ChangeMessageVisibility: operation(
      z.strictObject({ ...onQueue, ReceiptHandle: z.string(), VisibilityTimeout: z.int().min(0).max(43_200) }),
      (input, world) => {
        const queue = sqs.find(input.QueueUrl)
        if (!queue.changeVisibility(input.ReceiptHandle, input.VisibilityTimeout * 1000, world.now())) {
          throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.')
        }
        sqs.changed(queue, world)
      },
    ),
  }
}

async function receive(sqs: Sqs, input: z.infer<typeof Receive>, world: World) {
  const queue = sqs.find(input.QueueUrl)
  const visibility = input.VisibilityTimeout === undefined ? undefined : input.VisibilityTimeout * 1000
  const take = () => sqs.receive(queue, input.MaxNumberOfMessages, world, visibility)
  const wait = input.WaitTimeSeconds === undefined ? queue.settings.receiveWait : input.WaitTimeSeconds * 1000
  let taken = take()
  if (taken.length === 0 && wait > 0) {
    await sqs.untilVisible(queue, world.now() + wait, world)
    taken = take()
  }
  const wanted = new Set([...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])])
  return { Messages: taken.length === 0 ? undefined : taken.map((message) => described(record(message), wanted)) }
}

function described(message: ReturnType<typeof record>, wanted: Set<string>) {
  const attributes = Object.entries(message.attributes).filter(([name]) => wanted.has('All') || wanted.has(name))
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    Attributes: attributes.length === 0 ? undefined : Object.fromEntries(attributes),
    MessageAttributes: Object.keys(message.messageAttributes).length === 0 ? undefined : message.messageAttributes,
  }
}

function describing(sqs: Sqs): Operations {
  return {
    GetQueueUrl: operation(
      z.strictObject({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() }),
      (input, world) => ({
        QueueUrl: queueUrl(sqs.find(input.QueueName), world),
      }),
    ),
    ListQueues: operation(z.strictObject({ QueueNamePrefix: z.string().default('') }), (input, world) => ({
      QueueUrls: sqs
        .queueNames()
        .filter((name) => name.startsWith(input.QueueNamePrefix))
        .map((name) => queueUrl(sqs.find(name), world)),
    })),
    GetQueueAttributes: operation(
      z.strictObject({ ...onQueue, AttributeNames: z.array(z.string()).optional() }),
      (input, world) => {
        const all = attributesOf(sqs.find(input.QueueUrl), world)
        const wanted = input.AttributeNames ?? []
        return {
          Attributes: Object.fromEntries(
            Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name)),
          ),
        }
      },
    ),
    PurgeQueue: operation(z.strictObject(onQueue), (input, world) => {
      const queue = sqs.find(input.QueueUrl)
      queue.purge()
      sqs.changed(queue, world)
    }),
  }
}

/**
 * Address of a queue, on the host that functions know as their endpoint: the SDK warns at every call when the two differ.
 * Callers from outside send to their own endpoint (`useQueueUrlAsEndpoint: false`).
 */
export function queueUrl(queue: Queue, world: World): string {
  return `http://127.0.0.1/${world.accountId}/${queue.name}`
}

function attributesOf(queue: Queue, world: World): Record<string, string> {
  const { settings } = queue
  const counts = queue.counts(world.now())
  const redrive = settings.redrive && {
    deadLetterTargetArn: settings.redrive.deadLetterArn,
    maxReceiveCount: settings.redrive.maxReceives,
  }
  return {
    QueueArn: `arn:aws:sqs:${world.region}:${world.accountId}:${queue.name}`,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(settings.visibility / 1000),
    DelaySeconds: String(settings.delay / 1000),
    MessageRetentionPeriod: String(settings.retention / 1000),
    MaximumMessageSize: String(settings.maxSize),
    ...(redrive ? { RedrivePolicy: JSON.stringify(redrive) } : {}),
    ...(settings.fifo ? { FifoQueue: 'true' } : {}),
  }
}
