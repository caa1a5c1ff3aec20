import { Duration, Stack } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import { acknowledgeWildcard } from './acknowledge.ts'
import { DeadLetters } from './dead-letters.ts'
import { Handler, type Shared } from './handler.ts'
import { grantPlan, grantTable, type Records } from './records.ts'

/** SES puts an account under review at 5 % bounces; a person hears before that. */
const BOUNCE_RATE = 0.04

/**
 * How SES treats our mail, and what it tells us back.
 * 1. The configuration set requires TLS and publishes hard facts only: bounces and complaints, no opens, no clicks.
 * 2. Both go over a topic to record-feedback, which marks the person unreachable, so that asks go to the deputy.
 * The sender's identity is not made here: most organisations have verified their domain already, and one that is made
 * twice fails the deployment. `throughline doctor` says whether it is verified.
 */
export class Outbox extends Construct {
  readonly configurationSet: ConfigurationSet
  readonly deadLetters: DeadLetters

  constructor(scope: Construct, id: string, props: { shared: Shared; records: Records }) {
    super(scope, id)
    const { shared, records } = props
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: Stack.of(this).stackName,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      // The alarm watches the account's rates, which SES publishes anyway; rates of the set by itself would cost.
      reputationMetrics: false,
      sendingEnabled: true,
    })
    const topic = new Topic(this, 'Feedback', { enforceSSL: true })
    new ConfigurationSetEventDestination(this, 'FeedbackEvents', {
      configurationSet: this.configurationSet,
      destination: EventDestination.snsTopic(topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    })
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      alarms: shared.alarms,
      alarm: 'feedback-dead-letters',
      meaning: 'A bounce or complaint did not reach record-feedback.',
      section: 'feedback-dead-letters',
    })
    const recordFeedback = new Handler(this, 'RecordFeedback', {
      shared,
      entry: 'record-feedback',
      description: 'Marks people unreachable whose mail bounced or who complained.',
      asynchronous: true,
      environment: { PLAN_TABLE: records.plan.tableName, LEDGER_TABLE: records.ledger.tableName },
    })
    grantPlan(recordFeedback, records)
    grantTable(recordFeedback, records.ledger, 'UpdateItem')
    topic.addSubscription(new LambdaSubscription(recordFeedback.fn, { deadLetterQueue: this.deadLetters.queue }))
    shared.alarms.watch('mails-bounce', {
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: 'Reputation.BounceRate',
        period: Duration.hours(1),
        statistic: Stats.MAXIMUM,
      }),
      above: BOUNCE_RATE,
      meaning: 'More than 4 % of the mails of this account and region bounce; from 5 % SES may stop all sending.',
      section: 'mails-bounce',
    })
  }

  /**
   * Lets a function send from this address under this configuration set. The identity is left open, because in SES's
   * sandbox the recipients' identities are checked as well; the address it sends from is what the condition fixes.
   */
  grantSend(handler: Handler, address: string): void {
    const stack = Stack.of(this)
    const of = (resource: string, resourceName: string) => stack.formatArn({ service: 'ses', resource, resourceName })
    acknowledgeWildcard(
      handler,
      of('identity', '*'),
      'In the sandbox SES checks the identities of recipients too; the From is fixed by a condition.',
    )
    handler.allow(
      ['ses:SendRawEmail'],
      [of('identity', '*'), of('configuration-set', this.configurationSet.configurationSetName)],
      { StringEquals: { 'ses:FromAddress': address } },
    )
  }
}
