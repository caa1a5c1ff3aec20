import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { Handler, type Shared } from './handler.ts'
import { grantInLine, grantPacks, grantPlan, grantTable, type Records } from './records.ts'
import type { Schedules } from './schedules.ts'

/**
 * How a plan gets in: the command line calls apply-plan with the operator's own AWS credentials. It checks the plan
 * again, writes an immutable version, moves the pointer on condition, puts the schedules the plan needs, and brings what
 * is under way in line: asks of people who left, decisions about what was dropped.
 */
export class Applying extends Construct {
  readonly applyPlan: Handler

  constructor(scope: Construct, id: string, props: { shared: Shared; records: Records; schedules: Schedules }) {
    super(scope, id)
    const { records, schedules } = props
    this.applyPlan = new Handler(this, 'ApplyPlan', {
      shared: props.shared,
      entry: 'apply-plan',
      description: 'Makes a new version of the plan the current one and puts its schedules.',
      // A plan of some megabytes is parsed, gzipped and written in parts; schedules are put one by one.
      timeout: Duration.minutes(2),
      memory: 1024,
      environment: {
        PLAN_TABLE: records.plan.tableName,
        LEDGER_TABLE: records.ledger.tableName,
        ARCHIVE_BUCKET: records.archive.bucketName,
        ...schedules.environment,
      },
    })
    grantPlan(this.applyPlan, records)
    grantTable(this.applyPlan, records.plan, 'BatchGetItem', 'PutItem', 'UpdateItem')
    grantInLine(this.applyPlan, records)
    grantPacks(this.applyPlan, records)
    schedules.grantPut(this.applyPlan)
  }
}
