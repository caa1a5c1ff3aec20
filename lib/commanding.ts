import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { Handler, type Shared } from './handler.ts'
import { grantDue, grantPlan, grantTable, type Records } from './records.ts'

/**
 * How decisions are acted upon from the command line: it calls command-decision with the operator's own AWS credentials,
 * so that who may invoke this function is said in IAM, apart from who may apply a plan. What follows is driven by the Ledger's
 * stream, exactly as after an answer by link.
 */
export class Commanding extends Construct {
  readonly commandDecision: Handler

  constructor(scope: Construct, id: string, props: { shared: Shared; records: Records }) {
    super(scope, id)
    const { records } = props
    this.commandDecision = new Handler(this, 'CommandDecision', {
      shared: props.shared,
      entry: 'command-decision',
      description: 'Lists and shows decisions, and takes what somebody does with one by command.',
      timeout: Duration.seconds(28),
      memory: 1024,
      environment: {
        PLAN_TABLE: records.plan.tableName,
        LEDGER_TABLE: records.ledger.tableName,
        MEASUREMENTS_TABLE: records.measurements.tableName,
      },
    })
    grantPlan(this.commandDecision, records)
    grantDue(this.commandDecision, records.ledger)
    grantDue(this.commandDecision, records.measurements)
    grantTable(this.commandDecision, records.measurements, 'BatchGetItem')
    grantTable(
      this.commandDecision,
      records.ledger,
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
    )
  }
}
