import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import type { AlarmRule } from './alarm.ts'
import type { CloudWatch } from './cloudwatch.ts'
import { dimensionsOf } from './cloudwatch-operations.ts'
import { knowsStatistic } from './metric-store.ts'
import { arn, boolean, generatedName, ignored, number, resourceType } from './resource.ts'

const Dimensions = z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([])

const Statistic = z.string().refine(knowsStatistic, { error: 'the local runner does not know this statistic' })

/** A metric of an expression, or the expression; the sum of all metrics is the only one the runner computes. */
const MathQuery = z.strictObject({
  Id: z.string(),
  Label: ignored,
  Period: number.optional(),
  ReturnData: boolean.optional(),
  Expression: z
    .literal('SUM(METRICS())', { error: 'the local runner knows the expression SUM(METRICS()) only' })
    .optional(),
  MetricStat: z
    .strictObject({
      Metric: z.strictObject({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
      Period: number,
      Stat: Statistic,
      Unit: ignored,
    })
    .optional(),
})

const AlarmProperties = z.strictObject({
  AlarmName: z.string().optional(),
  AlarmDescription: z.string().optional(),
  ActionsEnabled: boolean.default(true),
  AlarmActions: z.array(z.string()).default([]),
  OKActions: z.array(z.string()).default([]),
  InsufficientDataActions: z.array(z.string()).default([]),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Metrics: z.array(MathQuery).optional(),
  Dimensions,
  Statistic: Statistic.optional(),
  ExtendedStatistic: Statistic.optional(),
  Period: number.optional(),
  EvaluationPeriods: number,
  DatapointsToAlarm: number.optional(),
  Threshold: number,
  ComparisonOperator: z.enum([
    'GreaterThanThreshold',
    'GreaterThanOrEqualToThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  TreatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).default('missing'),
  Unit: ignored,
  Tags: ignored,
})
type AlarmProperties = z.infer<typeof AlarmProperties>

/** `AWS::CloudWatch::Alarm` on one metric or the sum of several. */
export function cloudWatchTypes(cloudWatch: CloudWatch): ResourceType[] {
  return [
    resourceType('AWS::CloudWatch::Alarm', AlarmProperties, (properties, resource, world) => {
      const name = properties.AlarmName ?? generatedName(resource)
      const alarmArn = arn(world, 'cloudwatch', `alarm:${name}`)
      const { metrics, period } = measured(properties, resource.logicalId)
      cloudWatch.watch(
        {
          name,
          arn: alarmArn,
          description: properties.AlarmDescription,
          metrics,
          period: period * 1000,
          evaluationPeriods: properties.EvaluationPeriods,
          datapointsToAlarm: properties.DatapointsToAlarm ?? properties.EvaluationPeriods,
          threshold: properties.Threshold,
          comparison: properties.ComparisonOperator,
          missing: properties.TreatMissingData,
          actionsEnabled: properties.ActionsEnabled,
          actions: {
            ALARM: properties.AlarmActions,
            OK: properties.OKActions,
            INSUFFICIENT_DATA: properties.InsufficientDataActions,
          },
        },
        world,
      )
      return { ref: name, attributes: { Arn: alarmArn } }
    }),
  ]
}

function measured(properties: AlarmProperties, logicalId: string): { metrics: AlarmRule['metrics']; period: number } {
  const { Namespace, MetricName, Period, Metrics } = properties
  if (Namespace && MetricName && Period) {
    const statistic = properties.Statistic ?? properties.ExtendedStatistic ?? 'Average'
    const name = { namespace: Namespace, metric: MetricName, dimensions: dimensionsOf(properties.Dimensions) }
    return { metrics: [{ name, statistic }], period: Period }
  }
  const stats = (Metrics ?? []).flatMap(({ MetricStat }) => MetricStat ?? [])
  const [first] = stats
  if (!first || (stats.length > 1 && !Metrics?.some(({ Expression }) => Expression))) {
    throw new Error(`${logicalId}: an alarm needs Namespace, MetricName and Period, or Metrics with SUM(METRICS())`)
  }
  const metrics = stats.map(({ Metric, Stat }) => ({
    name: { namespace: Metric.Namespace, metric: Metric.MetricName, dimensions: dimensionsOf(Metric.Dimensions) },
    statistic: Stat,
  }))
  return { metrics, period: first.Period }
}
