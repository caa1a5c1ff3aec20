import { Duration } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { type IEventSourceDlq, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { acknowledgeWildcard } from './acknowledge.ts'
import { ALARM_PERIOD, type Alarms } from './alarms.ts'
import type { Handler } from './handler.ts'

export interface StreamProps {
  table: Table
  handler: Handler
  /** Where batches go that could not be processed, with their records. */
  archive: Bucket
  alarms: Alarms
  /** `Measurements` or `Ledger`: begins the names of the alarms, in lower case. */
  name: string
  /** What wakes the function; everything else never reaches it. Filters see keys and images of a record. */
  patterns: Record<string, unknown>[]
  batchSize: number
  /** How long to gather records for one call. @default none */
  window?: Duration
}

/** Ten minutes behind is more than any retry of a healthy batch takes. */
const BEHIND_MS = 10 * 60_000

/**
 * Wakes a function with the changes of a table, in order per key, at least once.
 *
 * A function that names the record at fault is called again from there on; with one that dies the batch is halved. What
 * fails five more times is put into the archive with its contents: the record at fault, and maybe those after it in its
 * batch. So one bad record holds up its shard for minutes and not for a day. Twelve hours is half of what the stream
 * keeps: what is older has to be looked at by a person. Records wait from the beginning of the stream
 * (TRIM_HORIZON), so nothing written before the mapping existed is lost.
 */
export function wakeBy(props: StreamProps): void {
  const { handler, alarms, name } = props
  const source = new DynamoEventSource(props.table, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: props.patterns.map((pattern) => ({ pattern: JSON.stringify(pattern) })),
    batchSize: props.batchSize,
    maxBatchingWindow: props.window,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 5,
    maxRecordAge: Duration.hours(12),
    onFailure: archived(props.archive),
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  })
  handler.fn.addEventSource(source)
  acknowledgeWildcard(handler, '*', 'dynamodb:ListStreams, which Lambda calls to follow a stream, knows no resource.')
  acknowledgeWildcard(
    handler,
    props.archive.arnForObjects('aws/lambda/*'),
    'Lambda names the object of a failed batch itself, under this prefix.',
  )
  const counted = (metricName: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { EventSourceMappingUUID: source.eventSourceMappingId },
      period: ALARM_PERIOD,
      statistic: Stats.SUM,
    })
  alarms.watch(`${name.toLowerCase()}-failed-batches`, {
    metric: counted('OnFailureDestinationDeliveredEventCount'),
    meaning: `Changes of ${name} could not be processed and lie in the archive bucket under aws/lambda/.`,
    section: `${name.toLowerCase()}-failed-batches`,
  })
  alarms.watch(`${name.toLowerCase()}-dropped`, {
    // Counts what was given up and did not reach the archive either.
    metric: counted('DroppedEventCount'),
    meaning: `Changes of ${name} could not be processed, and could not be put into the archive.`,
    section: `${name.toLowerCase()}-failed-batches`,
  })
  alarms.watch(`${name.toLowerCase()}-behind`, {
    metric: handler.fn.metric('IteratorAge', { period: ALARM_PERIOD, statistic: Stats.MAXIMUM }),
    above: BEHIND_MS,
    meaning: `Changes of ${name} wait longer than ten minutes for ${handler.node.id}.`,
    section: `${name.toLowerCase()}-behind`,
  })
}

/** The archive as destination of failures. Only what Lambda needs: CDK's own destination would let the function read and delete too. */
function archived(bucket: Bucket): IEventSourceDlq {
  return {
    bind: (_mapping, target) => {
      target.addToRolePolicy(
        new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects('aws/lambda/*')] }),
      )
      target.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }))
      return { destination: bucket.bucketArn }
    },
  }
}
