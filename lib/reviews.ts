import { Duration, Stack } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { Handler, type Shared } from './handler.ts'
import { grantKeepPacks, grantPlan, grantTable, type Records } from './records.ts'
import { reviewCourse } from './review-course.ts'
import { Workflow } from './workflow.ts'

/**
 * What gives reviews their cycles.
 * 1. open-cycle asks once a day, at the review's local time, what is due, and opens it. Applying a plan makes the schedules.
 * 2. The machine of lib/review-course.ts and advance-cycle, which does its acts, take each cycle from the first ask to the
 *    pack. The machine holds no facts: it asks, waits, and asks again.
 */
export class Reviews extends Construct {
  readonly #workflow: Workflow

  constructor(scope: Construct, id: string, props: { shared: Shared; records: Records }) {
    super(scope, id)
    const { shared, records } = props
    const environment = {
      PLAN_TABLE: records.plan.tableName,
      LEDGER_TABLE: records.ledger.tableName,
    }
    const open = new Handler(this, 'OpenCycle', {
      shared,
      entry: 'open-cycle',
      description: 'Opens the cycle of a review that is due.',
      asynchronous: true,
      environment,
    })
    grantPlan(open, records)
    grantTable(open, records.ledger, 'GetItem', 'PutItem')
    const advance = new Handler(this, 'AdvanceCycle', {
      shared,
      entry: 'advance-cycle',
      description: 'Takes a review cycle one step on; called by its state machine.',
      // A hundred items are read and asked about in one call; a close writes every item that stayed silent.
      timeout: Duration.minutes(5),
      memory: 1024,
      environment: {
        ...environment,
        MEASUREMENTS_TABLE: records.measurements.tableName,
        ARCHIVE_BUCKET: records.archive.bucketName,
      },
    })
    grantPlan(advance, records)
    grantTable(advance, records.measurements, 'BatchGetItem')
    grantTable(advance, records.ledger, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem')
    grantKeepPacks(advance, records)
    this.#workflow = new Workflow(this, 'Course', {
      shared,
      name: 'ReviewCycle',
      definition: reviewCourse({
        ledgerTable: records.ledger.tableName,
        advance: advance.fn.functionArn,
        partition: Stack.of(this).partition,
      }),
    })
    this.#workflow.allow(['lambda:InvokeFunction'], [advance.fn.functionArn])
    this.#workflow.allow(['dynamodb:UpdateItem'], [records.ledger.tableArn])
  }

  get machineArn(): string {
    return this.#workflow.machine.stateMachineArn
  }

  /** Lets a function start and wake executions. */
  grantServe(handler: Handler): void {
    handler.allow(['states:StartExecution', 'states:SendTaskSuccess'], [this.machineArn])
  }
}
