import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts'
import type { Handler } from './handler.ts'

/** The sparse index of items that wait for an instant: pk `dueKind`, sk `dueAt`. */
export const DUE_INDEX = 'due'

/** One action of DynamoDB on a table. A transaction needs those of its clauses; it has none of its own. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'

/**
 * What the system remembers (docs/data-model.md): three tables and a bucket. They survive `cdk destroy`, can be
 * restored to any second of the last 35 days, and refuse to be deleted by hand.
 */
export class Records extends Construct {
  /** Immutable versions of the plan, and which is current. */
  readonly plan: Table
  /** Revisions of observations and the folds over them; its stream wakes evaluate-kpi. */
  readonly measurements: Table
  /** Decisions, asks, mails and their history: the only truth; its stream wakes run-workflows. */
  readonly ledger: Table
  /** What is too large for a table, and batches that could not be processed. */
  readonly archive: Bucket

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.plan = this.#table('Plan')
    this.measurements = this.#table('Measurements', { due: true })
    this.ledger = this.#table('Ledger', { due: true })
    this.archive = new Bucket(this, 'Archive', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: 'FailedBatches', prefix: 'aws/lambda/', expiration: Duration.days(180) },
        { id: 'FormerVersions', noncurrentVersionExpiration: Duration.days(90) },
        { id: 'BrokenUploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
    })
    acknowledge(
      this.archive,
      'AwsSolutions-S1',
      'Only functions of this stack reach the bucket; what they do is in their logs and in CloudTrail where it is on.',
    )
  }

  #table(id: string, options: { due?: boolean } = {}): Table {
    const table = new Table(this, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: options.due ? 'expiresAt' : undefined,
      stream: options.due ? StreamViewType.NEW_AND_OLD_IMAGES : undefined,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    if (options.due) {
      table.addGlobalSecondaryIndex({
        indexName: DUE_INDEX,
        partitionKey: { name: 'dueKind', type: AttributeType.STRING },
        sortKey: { name: 'dueAt', type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      })
    }
    return table
  }
}

/** Lets a function make exactly these calls on a table; test/stack/calls.ts says which calls its code makes. */
export function grantTable(handler: Handler, table: Table, ...actions: TableAction[]): void {
  handler.allow(
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  )
}

/** Lets a function ask what is due: a query of the index and nothing else. */
export function grantDue(handler: Handler, table: Table): void {
  handler.allow(['dynamodb:Query'], [`${table.tableArn}/index/${DUE_INDEX}`])
}

/** Lets a function bring what is under way in line with the plan: hand asks on, withdraw decisions. */
export function grantInLine(handler: Handler, records: Records): void {
  grantDue(handler, records.ledger)
  grantTable(handler, records.ledger, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem')
}

/**
 * Lets a function read what is kept of review cycles, and see that nothing is kept: to whom may not list the bucket, S3
 * answers 403 for a key that is not there.
 */
export function grantPacks(handler: Handler, records: Records): void {
  grantKept(handler, records, 's3:GetObject')
  handler.allow(['s3:ListBucket'], [records.archive.bucketArn])
}

/** Lets a function read what is kept of review cycles, and keep it. */
export function grantKeepPacks(handler: Handler, records: Records): void {
  grantPacks(handler, records)
  grantKept(handler, records, 's3:PutObject')
}

function grantKept(handler: Handler, records: Records, action: string): void {
  const kept = records.archive.arnForObjects('cycles/*')
  handler.allow([action], [kept])
  acknowledgeWildcard(handler, kept, 'What is kept of a cycle lies under its id, which only the run time knows.')
}

/** Lets a function read the plan that holds: the pointer, and the parts of a version. */
export function grantPlan(handler: Handler, records: Records): void {
  grantTable(handler, records.plan, 'GetItem', 'Query')
}
