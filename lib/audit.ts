import { Duration } from 'aws-cdk-lib'
import { Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import { counted, countingEnvironment } from './counted.ts'
import type { Decisions } from './decisions.ts'
import { Handler, type Shared } from './handler.ts'
import type { Post } from './post.ts'
import { grantInLine, grantPlan, grantTable, type Records } from './records.ts'
import type { Reviews } from './reviews.ts'
import type { Schedules } from './schedules.ts'

/**
 * Looks every hour for what should have happened and did not.
 * 1. Mails two hours past their slot are queued again; decisions an hour past their deadline are woken or restarted.
 * 2. What applying a plan did not get to the end of is finished: asks of people who left, decisions about what it dropped.
 * 3. Both are counted, and both counts ring: repairing is no reason to keep quiet about it.
 * The schedule is part of the template, so that it runs from the first minute, whether or not a plan was applied.
 */
export class Audit extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      shared: Shared
      records: Records
      post: Post
      decisions: Decisions
      reviews: Reviews
      schedules: Schedules
    },
  ) {
    super(scope, id)
    const { shared, records, post, decisions, reviews, schedules } = props
    const audit = new Handler(this, 'Audit', {
      shared,
      entry: 'audit',
      description: 'Looks every hour for mails, decisions and review cycles that are stuck, and gets them going.',
      timeout: Duration.minutes(5),
      // After a plan of thousands of people it holds that plan and the one before.
      memory: 1024,
      asynchronous: true,
      environment: {
        PLAN_TABLE: records.plan.tableName,
        LEDGER_TABLE: records.ledger.tableName,
        MAIL_QUEUE_URL: post.queue.queueUrl,
        DECISION_MACHINE_ARN: decisions.machineArn,
        REVIEW_MACHINE_ARN: reviews.machineArn,
        ...schedules.environment,
        ...countingEnvironment(this),
      },
    })
    grantPlan(audit, records)
    grantTable(audit, records.plan, 'BatchGetItem', 'PutItem')
    grantInLine(audit, records)
    post.grantQueue(audit)
    decisions.grantServe(audit)
    reviews.grantServe(audit)
    schedules.grantPut(audit)
    const schedule = new CfnSchedule(this, 'Hourly', {
      groupName: schedules.ownGroup.scheduleGroupName,
      description: 'Looks for what is stuck.',
      scheduleExpression: 'rate(1 hour)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: audit.fn.functionArn,
        roleArn: schedules.role.roleArn,
        input: '{}',
        deadLetterConfig: { arn: schedules.deadLetters.queue.queueArn },
        // The next hour asks the same question again.
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
      },
    })
    // Scheduler looks at the role's permissions when the schedule is made.
    schedule.node.addDependency(schedules.role)
    // The group's name is text in the template, no reference, so nothing else says that the group comes first.
    schedule.node.addDependency(schedules.ownGroup)
    this.#watch(shared)
  }

  #watch({ alarms }: Shared): void {
    const hourly = (metricName: string) => counted(this, metricName, Duration.hours(1), Stats.MAXIMUM)
    alarms.watch('overdue-mails', {
      metric: hourly('OverdueMails'),
      meaning: 'Mails were not sent within two hours of their slot; the audit queued them again.',
      section: 'overdue-mails',
    })
    alarms.watch('stuck-workflows', {
      metric: hourly('StuckWorkflows'),
      meaning:
        'Decisions or review cycles passed a deadline and nothing happened for an hour; the audit woke or restarted them.',
      section: 'stuck-workflows',
    })
  }
}
