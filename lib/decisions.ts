import { Duration, Stack } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { decisionCourse } from './decision-course.ts'
import { Handler, type Shared } from './handler.ts'
import { grantPlan, grantTable, type Records } from './records.ts'
import { machineArn, Workflow } from './workflow.ts'

/** End of the machine's name. */
const MACHINE = 'Decision'

/**
 * What gives each decision its visible course and its clock: the machine of lib/decision-course.ts and advance-decision,
 * which does its transitions. The machine holds no facts: it asks, waits, and asks again.
 */
export class Decisions extends Construct {
  readonly #workflow: Workflow

  constructor(scope: Construct, id: string, props: { shared: Shared; records: Records }) {
    super(scope, id)
    const { shared, records } = props
    const own = machineArn(Stack.of(this), MACHINE)
    const advance = new Handler(this, 'AdvanceDecision', {
      shared,
      entry: 'advance-decision',
      description: 'Takes a decision one step on; called by its state machine.',
      timeout: Duration.seconds(30),
      environment: {
        PLAN_TABLE: records.plan.tableName,
        LEDGER_TABLE: records.ledger.tableName,
        MEASUREMENTS_TABLE: records.measurements.tableName,
      },
    })
    grantPlan(advance, records)
    grantTable(advance, records.measurements, 'GetItem', 'Query')
    grantTable(advance, records.ledger, 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem')
    this.#workflow = new Workflow(this, 'Course', {
      shared,
      name: MACHINE,
      definition: decisionCourse({
        ledgerTable: records.ledger.tableName,
        advance: advance.fn.functionArn,
        machine: own,
        partition: Stack.of(this).partition,
      }),
    })
    this.#workflow.allow(['lambda:InvokeFunction'], [advance.fn.functionArn])
    this.#workflow.allow(['dynamodb:UpdateItem'], [records.ledger.tableArn])
    this.#workflow.allow(['states:StartExecution'], [own])
  }

  get machineArn(): string {
    return this.#workflow.machine.stateMachineArn
  }

  /** Lets a function start and wake executions. */
  grantServe(handler: Handler): void {
    handler.allow(['states:StartExecution', 'states:SendTaskSuccess'], [this.machineArn])
  }
}
