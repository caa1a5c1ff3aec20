import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import type { CloudWatch } from './cloudwatch.ts'
import { dimensionsOf } from './cloudwatch-operations.ts'
import { knowsStatistic } from './metric-store.ts'
import { arn, boolean, generatedName, ignored, number, resourceType } from './resource.ts'

const AlarmProperties = z.strictObject({
  AlarmName: z.string().optional(),
  AlarmDescription: z.string().optional(),
  ActionsEnabled: boolean.default(true),
  AlarmActions: z.array(z.string()).default([]),
  OKActions: z.array(z.string()).default([]),
  InsufficientDataActions: z.array(z.string()).default([]),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
  Statistic: z.string().optional(),
  ExtendedStatistic: z.string().optional(),
  Period: number,
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

/** `AWS::CloudWatch::Alarm` on one metric; metric math is refused. */
export function cloudWatchTypes(cloudWatch: CloudWatch): ResourceType[] {
  return [
    resourceType('AWS::CloudWatch::Alarm', AlarmProperties, (properties, resource, world) => {
      const name = properties.AlarmName ?? generatedName(resource)
      const statistic = properties.Statistic ?? properties.ExtendedStatistic ?? 'Average'
      if (!knowsStatistic(statistic)) throw new Error(`${resource.logicalId}: the local runner does not know the statistic ${statistic}`)
      const alarmArn = arn(world, 'cloudwatch', `alarm:${name}`)
      cloudWatch.watch(
        {
          name,
          arn: alarmArn,
          description: properties.AlarmDescription,
          metric: { namespace: properties.Namespace, metric: properties.MetricName, dimensions: dimensionsOf(properties.Dimensions) },
          statistic,
          period: properties.Period * 1000,
          evaluationPeriods: properties.EvaluationPeriods,
          datapointsToAlarm: properties.DatapointsToAlarm ?? properties.EvaluationPeriods,
          threshold: properties.Threshold,
          comparison: properties.ComparisonOperator,
          missing: properties.TreatMissingData,
          actionsEnabled: properties.ActionsEnabled,
          actions: { ALARM: properties.AlarmActions, OK: properties.OKActions, INSUFFICIENT_DATA: properties.InsufficientDataActions },
        },
        world,
      )
      return { ref: name, attributes: { Arn: alarmArn } }
    }),
  ]
}
