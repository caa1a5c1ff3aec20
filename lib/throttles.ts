import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { Table } from 'aws-cdk-lib/aws-dynamodb'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct, IConstruct } from 'constructs'
import { ALARM_PERIOD, type Alarms } from './alarms.ts'

/** An alarm may add up ten metrics. */
const METRICS_AN_ALARM = 10

/** A throttle or two is ordinary, since every caller tries again; this many in five minutes means that work piles up. */
const MANY = 20

/** Rings when functions or tables turn work away. Everything is tried again, so nothing is lost yet; it is late. */
export function watchThrottles(scope: Construct, alarms: Alarms): void {
  const all = scope.node.findAll()
  const functions = all
    .filter(isOfThisStack(LambdaFunction))
    .map((fn) => fn.metricThrottles({ period: ALARM_PERIOD, statistic: Stats.SUM }))
  for (let start = 0, part = 1; start < functions.length; start += METRICS_AN_ALARM, part += 1) {
    alarms.watch(`function-throttles-${part}`, {
      metric: sum(functions.slice(start, start + METRICS_AN_ALARM)),
      above: MANY,
      meaning: 'Lambda turned calls of functions away: the account runs out of concurrency.',
      section: 'function-throttles',
    })
  }
  const tables = all
    .filter(isOfThisStack(Table))
    .flatMap((table) => ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => tableMetric(table, name)))
  alarms.watch('table-throttles', {
    metric: sum(tables),
    above: MANY,
    meaning: 'DynamoDB turned requests of tables away.',
    section: 'table-throttles',
  })
}

const isOfThisStack =
  <T extends IConstruct>(type: abstract new (...args: never[]) => T) =>
  (construct: IConstruct): construct is T =>
    construct instanceof type

function tableMetric(table: Table, metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: table.tableName },
    period: ALARM_PERIOD,
    statistic: Stats.SUM,
  })
}

function sum(metrics: Metric[] | readonly ReturnType<LambdaFunction['metricThrottles']>[]): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]))
  return new MathExpression({ expression: 'SUM(METRICS())', usingMetrics, period: ALARM_PERIOD })
}
