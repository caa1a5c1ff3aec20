import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { senderOf } from '../domain/sender.ts'
import { acknowledge } from './acknowledge.ts'
import type { Api } from './api.ts'
import { countingEnvironment } from './counted.ts'
import { DeadLetters } from './dead-letters.ts'
import { Handler, type Shared } from './handler.ts'
import type { Outbox } from './outbox.ts'
import { grantDue, grantPacks, grantPlan, grantTable, type Records } from './records.ts'

/** Mails of one call, sent one after the other. */
const BATCH = 5

/** A mail needs under a second; the rest is room for a slow SES. */
const SEND_TIMEOUT = Duration.seconds(60)

/** AWS asks for six times the function's timeout; it is also longer than a claim's lease of five minutes, so a second try finds the mail free. */
const VISIBILITY = Duration.seconds(6 * 60)

/** The least SQS allows. Two senders at a few mails a second stay under the rate of an account fresh out of the sandbox. */
const SENDERS = 2

/** Six tries over half an hour; then a person has to look. The audit queues the mail again meanwhile, since the Ledger still has it. */
const TRIES = 6

/**
 * How mail goes out: one for each person and slot.
 * 1. At the slot, by a schedule made when the plan is applied, deliver-slot queues `{person, slot}` for mails due.
 * 2. send-mail claims the mail, plans it from all that waits for the person, freezes the list, sends, and marks it sent.
 * 3. What fails six times goes to the dead letters.
 */
export class Post extends Construct {
  readonly queue: Queue
  readonly deadLetters: DeadLetters

  constructor(
    scope: Construct,
    id: string,
    props: { shared: Shared; records: Records; api: Api; outbox: Outbox; environment: Record<string, string> },
  ) {
    super(scope, id)
    const { shared, records } = props
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      alarms: shared.alarms,
      alarm: 'mail-dead-letters',
      meaning: 'A mail could not be sent in six tries.',
      section: 'mail-dead-letters',
    })
    this.queue = new Queue(this, 'Queue', {
      visibilityTimeout: VISIBILITY,
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: TRIES },
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.#deliverSlot(shared, records)
    this.#sendMail(props)
  }

  /** Lets a function queue mails. */
  grantQueue(handler: Handler): void {
    handler.allow(['sqs:SendMessage'], [this.queue.queueArn])
  }

  #deliverSlot(shared: Shared, records: Records): void {
    const deliverSlot = new Handler(this, 'DeliverSlot', {
      shared,
      entry: 'deliver-slot',
      description: 'Queues the mails that are due at a slot.',
      timeout: Duration.minutes(2),
      asynchronous: true,
      environment: { LEDGER_TABLE: records.ledger.tableName, MAIL_QUEUE_URL: this.queue.queueUrl },
    })
    grantDue(deliverSlot, records.ledger)
    this.grantQueue(deliverSlot)
  }

  #sendMail(props: {
    shared: Shared
    records: Records
    api: Api
    outbox: Outbox
    environment: Record<string, string>
  }): void {
    const { shared, records, api, outbox } = props
    const { mail, sender } = shared.settings
    const sendMail = new Handler(this, 'SendMail', {
      shared,
      entry: 'send-mail',
      description: 'Claims, plans, freezes and sends the mail of one person and slot.',
      timeout: SEND_TIMEOUT,
      environment: {
        PLAN_TABLE: records.plan.tableName,
        LEDGER_TABLE: records.ledger.tableName,
        ARCHIVE_BUCKET: records.archive.bucketName,
        LINK_BASE_URL: api.baseUrl,
        MAIL_SENDER: sender,
        MAIL_MODE: mail.mode,
        ...(mail.allowlist.length > 0 ? { MAIL_ALLOWLIST: mail.allowlist.join(',') } : {}),
        ...(mail.redirectTo ? { MAIL_REDIRECT_TO: mail.redirectTo } : {}),
        ...countingEnvironment(this),
        CONFIGURATION_SET: outbox.configurationSet.configurationSetName,
        ...props.environment,
      },
    })
    grantPlan(sendMail, records)
    grantPacks(sendMail, records)
    grantTable(sendMail, records.ledger, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem')
    outbox.grantSend(sendMail, senderOf(sender).address)
    acknowledge(
      sendMail,
      'Serverless-LambdaEventSourceMappingDestination',
      'The queue has dead letters of its own; a mapping of a queue takes no destination.',
    )
    sendMail.fn.addEventSource(
      new SqsEventSource(this.queue, { batchSize: BATCH, maxConcurrency: SENDERS, reportBatchItemFailures: true }),
    )
  }
}
