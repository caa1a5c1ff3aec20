import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import { acknowledgeWildcard } from './acknowledge.ts'
import type { Alarms } from './alarms.ts'
import { DeadLetters } from './dead-letters.ts'
import { type Handler, handlerArn } from './handler.ts'

/** Functions that schedules call; named and not referenced, because one of them also puts the schedules. */
const CALLED = ['deliver-slot', 'evaluate-due', 'open-cycle', 'audit']

/**
 * What calls functions at their time.
 * 1. A group in which applying a plan puts its schedules; it is the stack's, so `cdk destroy` removes them all. Whatever
 *    else lies in it is deleted when a plan is applied, so schedules of the template have a group of their own.
 * 2. One role under which Scheduler calls the functions that have a time, and nothing else.
 * 3. Dead letters for calls that Scheduler could not make. (What a function then fails at goes to the failed calls.)
 */
export class Schedules extends Construct {
  readonly group: ScheduleGroup
  /** Group of the schedules that are part of the template. */
  readonly ownGroup: ScheduleGroup
  readonly role: Role
  readonly deadLetters: DeadLetters

  constructor(scope: Construct, id: string, props: { alarms: Alarms }) {
    super(scope, id)
    const stack = Stack.of(this)
    // CDK keeps groups by default. One left behind would go on calling functions that are gone, and its name would
    // stop the next deployment.
    const removalPolicy = RemovalPolicy.DESTROY
    this.group = new ScheduleGroup(this, 'Group', { scheduleGroupName: stack.stackName, removalPolicy })
    this.ownGroup = new ScheduleGroup(this, 'OwnGroup', { scheduleGroupName: ownGroupName(stack), removalPolicy })
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      alarms: props.alarms,
      alarm: 'schedules-dead-letters',
      meaning: 'Scheduler could not call a function: a mail slot, the look for silence or the audit did not run.',
      section: 'schedules-dead-letters',
    })
    this.role = new Role(this, 'Role', {
      description: 'Scheduler calls the functions that have a time.',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': stack.account,
            'aws:SourceArn': [groupArn(stack, stack.stackName), groupArn(stack, ownGroupName(stack))],
          },
        },
      }),
    })
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: CALLED.map((entry) => handlerArn(stack, entry)),
      }),
    )
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queue.queueArn] }),
    )
  }

  /** Environment of a function that puts schedules. */
  get environment(): Record<string, string> {
    const stack = Stack.of(this)
    return {
      SCHEDULE_GROUP: this.group.scheduleGroupName,
      SCHEDULE_ROLE_ARN: this.role.roleArn,
      SCHEDULE_DLQ_ARN: this.deadLetters.queue.queueArn,
      DELIVER_SLOT_ARN: handlerArn(stack, 'deliver-slot'),
      EVALUATE_DUE_ARN: handlerArn(stack, 'evaluate-due'),
      OPEN_CYCLE_ARN: handlerArn(stack, 'open-cycle'),
    }
  }

  /** Lets a function put, list and delete schedules of the group, and hand Scheduler the role for them. */
  grantPut(handler: Handler): void {
    const stack = Stack.of(this)
    const schedule = (name: string) =>
      stack.formatArn({ service: 'scheduler', resource: 'schedule', resourceName: `${stack.stackName}/${name}` })
    handler.allow(['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'], [schedule('*')])
    handler.allow(['scheduler:ListSchedules'], ['*'])
    acknowledgeWildcard(
      handler,
      '*',
      'scheduler:ListSchedules knows no resource; the group is an argument of the call.',
    )
    acknowledgeWildcard(
      handler,
      schedule('*'),
      'Schedules of this group are named after the zones and reviews of the plan.',
    )
    handler.allow(['iam:PassRole'], [this.role.roleArn], {
      StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
    })
  }
}

const ownGroupName = (stack: Stack) => `${stack.stackName}-own`

const groupArn = (stack: Stack, resourceName: string) =>
  stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName })
