import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import { arn, boolean, generatedName, ignored, number, resourceType } from './resource.ts'
import type { Sqs } from './sqs.ts'
import { queueUrl } from './sqs-operations.ts'

const Redrive = z.strictObject({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: number.pipe(z.int().min(1).max(1000)),
})

const QueueProperties = z.strictObject({
  QueueName: z.string().optional(),
  DelaySeconds: number.default(0),
  VisibilityTimeout: number.default(30),
  MessageRetentionPeriod: number.default(345_600),
  MaximumMessageSize: number.default(1_048_576),
  ReceiveMessageWaitTimeSeconds: number.default(0),
  FifoQueue: boolean.default(false),
  ContentBasedDeduplication: boolean.default(false),
  RedrivePolicy: z.preprocess((value) => (typeof value === 'string' ? JSON.parse(value) : value), Redrive.optional()),
  RedriveAllowPolicy: ignored,
  KmsMasterKeyId: ignored,
  KmsDataKeyReusePeriodSeconds: ignored,
  SqsManagedSseEnabled: ignored,
  Tags: ignored,
})

/** `AWS::SQS::Queue`: Ref is the queue's URL. */
export function sqsTypes(sqs: Sqs): ResourceType[] {
  return [
    resourceType('AWS::SQS::Queue', QueueProperties, (properties, resource, world) => {
      const name = properties.QueueName ?? `${generatedName(resource)}${properties.FifoQueue ? '.fifo' : ''}`
      const redrive = properties.RedrivePolicy
      const queue = sqs.create(
        name,
        {
          delay: properties.DelaySeconds * 1000,
          visibility: properties.VisibilityTimeout * 1000,
          retention: properties.MessageRetentionPeriod * 1000,
          maxSize: properties.MaximumMessageSize,
          receiveWait: properties.ReceiveMessageWaitTimeSeconds * 1000,
          fifo: properties.FifoQueue,
          contentBasedDeduplication: properties.ContentBasedDeduplication,
          redrive: redrive && { deadLetterArn: redrive.deadLetterTargetArn, maxReceives: redrive.maxReceiveCount },
        },
        world,
      )
      const url = queueUrl(queue, world)
      return { ref: url, attributes: { Arn: arn(world, 'sqs', name), QueueName: name, QueueUrl: url } }
    }),
  ]
}
