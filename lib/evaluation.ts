import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { Handler, type Shared } from './handler.ts'
import { grantDue, grantPlan, grantTable, type Records } from './records.ts'
import type { Schedules } from './schedules.ts'
import { wakeBy } from './stream.ts'

/** A large import gathers for this long, so that a series is folded once for many of its slots. Nobody acts within seconds. */
const GATHER = Duration.seconds(5)

/**
 * Where numbers become decisions.
 * 1. Each observation stored wakes evaluate-kpi, which folds its series and writes checkpoint and decision in one transaction.
 * 2. Once a day, before the mail slot, evaluate-due folds the series whose silence is news. Applying a plan makes its schedule.
 */
export class Evaluation extends Construct {
  constructor(scope: Construct, id: string, props: { shared: Shared; records: Records; schedules: Schedules }) {
    super(scope, id)
    const { shared, records, schedules } = props
    const tables = {
      PLAN_TABLE: records.plan.tableName,
      MEASUREMENTS_TABLE: records.measurements.tableName,
      LEDGER_TABLE: records.ledger.tableName,
    }
    const evaluateKpi = new Handler(this, 'EvaluateKpi', {
      shared,
      entry: 'evaluate-kpi',
      description: 'Folds the series of new observations and opens decisions.',
      timeout: Duration.minutes(2),
      memory: 1024,
      environment: tables,
    })
    const evaluateDue = new Handler(this, 'EvaluateDue', {
      shared,
      entry: 'evaluate-due',
      description: 'Folds the series whose silence is news; puts schedules right after a crashed apply.',
      timeout: Duration.minutes(10),
      memory: 1024,
      asynchronous: true,
      environment: { ...tables, ...schedules.environment },
    })
    for (const handler of [evaluateKpi, evaluateDue]) {
      grantPlan(handler, records)
      grantTable(handler, records.measurements, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'ConditionCheckItem')
      grantTable(handler, records.ledger, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem')
    }
    grantDue(evaluateDue, records.measurements)
    // What the plan has Throughline measure itself: decisions under way and ended, written as observations.
    grantDue(evaluateDue, records.ledger)
    // Which version's schedules are in place is remembered beside the plan.
    grantTable(evaluateDue, records.plan, 'PutItem')
    schedules.grantPut(evaluateDue)
    wakeBy({
      name: 'Measurements',
      table: records.measurements,
      handler: evaluateKpi,
      archive: records.archive,
      alarms: shared.alarms,
      // Only observations: the fold's own checkpoints lie in the same partition and must not wake it.
      patterns: [{ dynamodb: { Keys: { sk: { S: [{ prefix: 'OBS#' }] } } } }],
      batchSize: 100,
      window: GATHER,
    })
  }
}
