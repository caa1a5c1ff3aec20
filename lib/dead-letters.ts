import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import { ALARM_PERIOD, type Alarms } from './alarms.ts'

export interface DeadLettersProps {
  alarms: Alarms
  /** Name of the alarm. */
  alarm: string
  /** What lies in this queue, one sentence. */
  meaning: string
  /** Section of the runbook. */
  section: string
}

/** A queue of what could not be delivered. It keeps two weeks, rings while anything lies in it, and outlives no stack: what it holds is a call, never a fact. */
export class DeadLetters extends Construct {
  readonly queue: Queue

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id)
    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    for (const id of ['Serverless-SQSRedrivePolicy', 'AwsSolutions-SQS3']) {
      acknowledge(this.queue, id, 'This is a queue of dead letters; a person takes them out, told by the alarm.')
    }
    props.alarms.watch(props.alarm, {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: ALARM_PERIOD, statistic: Stats.MAXIMUM }),
      meaning: props.meaning,
      section: props.section,
    })
  }
}
