import { Duration, Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'
import type { Decisions } from './decisions.ts'
import { Handler, type Shared } from './handler.ts'
import type { Post } from './post.ts'
import type { Records } from './records.ts'
import type { Reviews } from './reviews.ts'
import { wakeBy } from './stream.ts'

/**
 * What follows from a change of the Ledger; whoever changes it calls nothing else.
 * 1. A new decision or review cycle starts its machine; an answer wakes it.
 * 2. Each line of history becomes an event on the bus, where anything else may hang (source `throughline`).
 * 3. An urgent mail is queued at once.
 */
export class Consequences extends Construct {
  readonly bus: EventBus

  constructor(
    scope: Construct,
    id: string,
    props: { shared: Shared; records: Records; decisions: Decisions; reviews: Reviews; post: Post },
  ) {
    super(scope, id)
    const { shared, records, decisions, reviews, post } = props
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: Stack.of(this).stackName,
      description: 'Every change of a decision, an item or a review, as it is written into its history.',
    })
    const runWorkflows = new Handler(this, 'RunWorkflows', {
      shared,
      entry: 'run-workflows',
      description: 'Starts and wakes machines, publishes history, queues urgent mails.',
      timeout: Duration.minutes(1),
      environment: {
        DECISION_MACHINE_ARN: decisions.machineArn,
        REVIEW_MACHINE_ARN: reviews.machineArn,
        BUS_NAME: this.bus.eventBusName,
        MAIL_QUEUE_URL: post.queue.queueUrl,
      },
    })
    decisions.grantServe(runWorkflows)
    reviews.grantServe(runWorkflows)
    post.grantQueue(runWorkflows)
    runWorkflows.allow(['events:PutEvents'], [this.bus.eventBusArn])
    wakeBy({
      name: 'Ledger',
      table: records.ledger,
      handler: runWorkflows,
      archive: records.archive,
      alarms: shared.alarms,
      patterns: [
        // A decision and its history share a partition; nothing else is in it.
        { dynamodb: { Keys: { pk: { S: [{ prefix: 'DECISION#' }] } } } },
        { dynamodb: { Keys: { pk: { S: [{ prefix: 'CYCLE#' }] }, sk: { S: ['META'] } } } },
        {
          dynamodb: {
            Keys: { pk: { S: [{ prefix: 'CYCLE#' }, { prefix: 'ITEM#' }] }, sk: { S: [{ prefix: 'HISTORY#' }] } },
          },
        },
        {
          dynamodb: {
            Keys: { sk: { S: [{ prefix: 'MAIL#' }] } },
            NewImage: { urgent: { BOOL: [true] }, state: { S: ['planned'] } },
          },
        },
      ],
      batchSize: 50,
    })
  }
}
