import { Duration, Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import type { Settings } from './settings.ts'

/** When an alarm rings and where it is explained. */
export interface Watch {
  metric: IMetric
  /** What has happened when it rings, one sentence. */
  meaning: string
  /** Section of the runbook: the heading in lower case with hyphens. */
  section: string
  /** Rings above this. @default 0 */
  above?: number
  /** Periods in a row. @default 1 */
  periods?: number
}

/** The period of every counted metric: long enough to be cheap, short enough that a person hears within minutes. */
export const ALARM_PERIOD = Duration.minutes(5)

/**
 * Tells a person that something is wrong.
 * 1. A topic mails the operations address (which has to confirm the subscription once).
 * 2. Every alarm sends both its ringing and its end there, and its description links the runbook's section.
 * Silence is no alarm: a metric without data means that nothing happened.
 */
export class Alarms extends Construct {
  readonly topic: Topic
  readonly #runbook: string

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id)
    this.#runbook = settings.runbook
    this.topic = new Topic(this, 'Topic', { enforceSSL: true })
    this.topic.addSubscription(new EmailSubscription(settings.alarmAddress))
    acknowledge(
      this.topic,
      'Serverless-SNSRedrivePolicy',
      'The subscriber is a mailbox, which SNS tries again; every alarm also stays visible in CloudWatch.',
    )
    // A topic with a policy of its own loses the default one, which let this account's alarms publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    )
  }

  /** Adds an alarm named `<stackName>-<id>`. */
  watch(id: string, watch: Watch): Alarm {
    const alarm = new Alarm(this, id, {
      alarmName: `${Stack.of(this).stackName}-${id}`,
      alarmDescription: `${watch.meaning} What to do: ${this.#runbook}#${watch.section}`,
      metric: watch.metric,
      threshold: watch.above ?? 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: watch.periods ?? 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    const tell = new SnsAction(this.topic)
    alarm.addAlarmAction(tell)
    return alarm
  }
}
