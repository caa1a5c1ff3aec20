import type { World } from '../world.ts'
import type { AlarmRule, AlarmState } from './alarm.ts'
import type { Alarm } from './cloudwatch.ts'

/** The JSON that CloudWatch publishes when an alarm changes its state. */
export function alarmMessage({ rule, state, reason, changedAt }: Alarm, former: AlarmState, world: World): object {
  return {
    AlarmName: rule.name,
    AlarmDescription: rule.description ?? null,
    AWSAccountId: world.accountId,
    NewStateValue: state,
    NewStateReason: reason,
    StateChangeTime: new Date(changedAt).toISOString().replace('Z', '+0000'),
    Region: world.region,
    AlarmArn: rule.arn,
    OldStateValue: former,
    OKActions: rule.actions.OK,
    AlarmActions: rule.actions.ALARM,
    InsufficientDataActions: rule.actions.INSUFFICIENT_DATA,
    Trigger: {
      ...(rule.metrics.length === 1 ? metric(rule.metrics[0]) : { Metrics: rule.metrics.map(metric) }),
      Period: rule.period / 1000,
      EvaluationPeriods: rule.evaluationPeriods,
      DatapointsToAlarm: rule.datapointsToAlarm,
      ComparisonOperator: rule.comparison,
      Threshold: rule.threshold,
      TreatMissingData: rule.missing,
    },
  }
}

function metric(one: AlarmRule['metrics'][number] | undefined): object {
  return {
    MetricName: one?.name.metric,
    Namespace: one?.name.namespace,
    StatisticType: 'Statistic',
    Statistic: one?.statistic.toUpperCase(),
    Dimensions: Object.entries(one?.name.dimensions ?? {}).map(([name, value]) => ({ name, value })),
  }
}
