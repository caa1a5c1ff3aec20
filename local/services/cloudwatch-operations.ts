import * as z from 'zod'
import { AwsError } from '../world.ts'
import type { AlarmRule } from './alarm.ts'
import type { Alarm, CloudWatch } from './cloudwatch.ts'
import { knowsStatistic, type MetricName } from './metric-store.ts'
import { type Operations, operation } from './operations.ts'

const Dimensions = z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([])

const Datum = z.strictObject({
  MetricName: z.string(),
  Dimensions,
  Timestamp: z.number().optional(),
  Value: z.number().optional(),
  Values: z.array(z.number()).optional(),
  Counts: z.array(z.number()).optional(),
  Unit: z.string().optional(),
  StorageResolution: z.number().optional(),
})

const Query = z.strictObject({
  Id: z.string(),
  Label: z.string().optional(),
  ReturnData: z.boolean().default(true),
  MetricStat: z.strictObject({
    Metric: z.strictObject({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
    Period: z.int().min(60),
    Stat: z.string(),
    Unit: z.string().optional(),
  }),
})

const MetricData = z.strictObject({
  MetricDataQueries: z.array(Query),
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z.enum(['TimestampAscending', 'TimestampDescending']).default('TimestampDescending'),
  MaxDatapoints: z.int().optional(),
  NextToken: z.string().optional(),
})

const Describe = z.strictObject({
  AlarmNames: z.array(z.string()).optional(),
  AlarmNamePrefix: z.string().default(''),
  AlarmTypes: z.array(z.string()).optional(),
  StateValue: z.string().optional(),
  MaxRecords: z.int().optional(),
  NextToken: z.string().optional(),
})

/** Dimensions of the API and of templates as a record. */
export function dimensionsOf(pairs: { Name: string; Value: string }[]): Record<string, string> {
  return Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]))
}

/** PutMetricData, GetMetricData without expressions, DescribeAlarms. */
export function cloudWatchOperations(cloudWatch: CloudWatch): Operations {
  return {
    PutMetricData: operation(z.strictObject({ Namespace: z.string(), MetricData: z.array(Datum) }), (input, world) => {
      if (input.Namespace.startsWith('AWS/')) {
        throw new AwsError(
          'InvalidParameterValue',
          `The value AWS/ for parameter Namespace is invalid: got ${input.Namespace}.`,
        )
      }
      for (const datum of input.MetricData) {
        const name = {
          namespace: input.Namespace,
          metric: datum.MetricName,
          dimensions: dimensionsOf(datum.Dimensions),
        }
        const at = datum.Timestamp === undefined ? undefined : datum.Timestamp * 1000
        const values = datum.Values ?? (datum.Value === undefined ? [] : [datum.Value])
        values.forEach((value, index) => {
          cloudWatch.record(name, value, world, { at, count: datum.Counts?.[index] })
        })
      }
    }),
    GetMetricData: operation(MetricData, (input) => ({
      MetricDataResults: input.MetricDataQueries.filter((query) => query.ReturnData).map((query) =>
        result(cloudWatch, query, input),
      ),
      Messages: [],
    })),
    DescribeAlarms: operation(Describe, (input) => ({
      MetricAlarms: [...cloudWatch.alarms.values()]
        .filter(({ rule }) => input.AlarmNames?.includes(rule.name) ?? rule.name.startsWith(input.AlarmNamePrefix))
        .filter(({ state }) => input.StateValue === undefined || state === input.StateValue)
        .map(described),
      CompositeAlarms: [],
    })),
  }
}

function result(
  cloudWatch: CloudWatch,
  { Id, Label, MetricStat }: z.infer<typeof Query>,
  input: z.infer<typeof MetricData>,
) {
  const { Metric, Period, Stat } = MetricStat
  if (!knowsStatistic(Stat))
    throw new AwsError('ValidationError', `${Id}: the local runner does not know the statistic ${Stat}.`)
  const name: MetricName = {
    namespace: Metric.Namespace,
    metric: Metric.MetricName,
    dimensions: dimensionsOf(Metric.Dimensions),
  }
  const points: { at: number; value: number }[] = []
  for (let at = Math.floor(input.StartTime / Period) * Period; at < input.EndTime; at += Period) {
    const value = cloudWatch.metrics.statistic(name, Stat, at * 1000, (at + Period) * 1000)
    if (value !== undefined) points.push({ at, value })
  }
  if (input.ScanBy === 'TimestampDescending') points.reverse()
  return {
    Id,
    Label: Label ?? Metric.MetricName,
    Timestamps: points.map(({ at }) => at),
    Values: points.map(({ value }) => value),
    StatusCode: 'Complete',
  }
}

function described({ rule, state, reason, changedAt }: Alarm): object {
  return {
    AlarmName: rule.name,
    AlarmArn: rule.arn,
    AlarmDescription: rule.description,
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: changedAt / 1000,
    ...(rule.metrics.length === 1 ? plainMetric(rule.metrics[0]) : {}),
    Period: rule.period / 1000,
    EvaluationPeriods: rule.evaluationPeriods,
    DatapointsToAlarm: rule.datapointsToAlarm,
    Threshold: rule.threshold,
    ComparisonOperator: rule.comparison,
    TreatMissingData: rule.missing,
    ActionsEnabled: rule.actionsEnabled,
    AlarmActions: rule.actions.ALARM,
    OKActions: rule.actions.OK,
  }
}

function plainMetric(one: AlarmRule['metrics'][number] | undefined): object {
  return {
    Namespace: one?.name.namespace,
    MetricName: one?.name.metric,
    Dimensions: Object.entries(one?.name.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
    Statistic: one?.statistic,
  }
}
