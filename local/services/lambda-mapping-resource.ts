import * as z from 'zod'
import type { QueueSource, ResourceType, Service, World } from '../world.ts'
import type { DynamoDb } from './dynamodb.ts'
import type { Lambda } from './lambda.ts'
import { compileFilters } from './lambda-filter.ts'
import { QueueMapping } from './lambda-queues.ts'
import type { SourceMapping } from './lambda-source.ts'
import { StreamMapping } from './lambda-streams.ts'
import { boolean, ignored, number, resourceType } from './resource.ts'

const MappingProperties = z.strictObject({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: boolean.default(true),
  BatchSize: number.optional(),
  MaximumBatchingWindowInSeconds: number.default(0),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
  BisectBatchOnFunctionError: boolean.default(false),
  MaximumRetryAttempts: number.default(-1),
  MaximumRecordAgeInSeconds: number.default(-1),
  ParallelizationFactor: number.default(1),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })).default([]) }).optional(),
  ScalingConfig: z.strictObject({ MaximumConcurrency: number.optional() }).optional(),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() }).optional(),
  MetricsConfig: ignored,
  Tags: ignored,
})

type Properties = z.infer<typeof MappingProperties>

/** Lambda begins to poll a queue with five pollers. */
const QUEUE_POLLERS = 5

/** `AWS::Lambda::EventSourceMapping` on DynamoDB streams and SQS queues. */
export function mappingType(lambda: Lambda): ResourceType {
  return resourceType('AWS::Lambda::EventSourceMapping', MappingProperties, (properties, resource, world) => {
    const uuid = world.uuid('mapping')
    if (!properties.Enabled) return { ref: uuid, attributes: { Id: uuid } }
    const service = properties.EventSourceArn.split(':')[2]
    if (service === 'dynamodb') lambda.mappings.push(onStream(lambda, properties, uuid, world))
    else if (service === 'sqs') lambda.mappings.push(onQueue(lambda, properties, uuid, world))
    else
      throw new Error(
        `${resource.logicalId}: no event source mapping for ${properties.EventSourceArn}; DynamoDB streams and SQS queues are known.`,
      )
    return { ref: uuid, attributes: { Id: uuid, EventSourceMappingArn: mappingArn(uuid, world) } }
  })
}

function mappingArn(uuid: string, world: World): string {
  return `arn:aws:lambda:${world.region}:${world.accountId}:event-source-mapping:${uuid}`
}

function onStream(lambda: Lambda, properties: Properties, uuid: string, world: World): SourceMapping {
  const spec = lambda.functions.find(properties.FunctionName)
  const age = properties.MaximumRecordAgeInSeconds
  const mapping = new StreamMapping(
    {
      uuid,
      functionArn: spec.arn,
      functionId: spec.logicalId,
      streamArn: properties.EventSourceArn,
      batchSize: properties.BatchSize ?? 100,
      windowMs: properties.MaximumBatchingWindowInSeconds * 1000,
      lanes: properties.ParallelizationFactor,
      bisect: properties.BisectBatchOnFunctionError,
      reportsFailures: properties.FunctionResponseTypes.length > 0,
      maxRetries: properties.MaximumRetryAttempts,
      maxAgeMs: age === -1 ? Number.POSITIVE_INFINITY : age * 1000,
      onFailure: properties.DestinationConfig?.OnFailure?.Destination,
      accepts: compileFilters(properties.FilterCriteria?.Filters),
      delivered: (ageMs) => {
        for (const watcher of lambda.watchers) watcher.streamed?.(spec, ageMs)
      },
      discarded: (records, kept) => {
        for (const watcher of lambda.watchers) watcher.discarded?.(uuid, records, kept)
      },
    },
    world,
  )
  const streams = world.service<DynamoDb>('dynamodb').streams
  streams.subscribe(properties.EventSourceArn, (record, partition) => mapping.push(record, partition))
  return mapping
}

function onQueue(lambda: Lambda, properties: Properties, uuid: string, world: World): SourceMapping {
  const spec = lambda.functions.find(properties.FunctionName)
  return new QueueMapping(
    {
      uuid,
      functionArn: spec.arn,
      functionId: spec.logicalId,
      queueArn: properties.EventSourceArn,
      batchSize: properties.BatchSize ?? 10,
      windowMs: properties.MaximumBatchingWindowInSeconds * 1000,
      concurrency: properties.ScalingConfig?.MaximumConcurrency ?? QUEUE_POLLERS,
      reportsFailures: properties.FunctionResponseTypes.length > 0,
      accepts: compileFilters(properties.FilterCriteria?.Filters),
    },
    world.service<Service & QueueSource>('sqs'),
    world,
  )
}
