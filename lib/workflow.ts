import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts'
import { ALARM_PERIOD } from './alarms.ts'
import type { Shared } from './handler.ts'

export interface WorkflowProps {
  shared: Shared
  /** End of the machine's name. A machine replaced under another name ends its executions, so it never changes. */
  name: string
  /** The course in Amazon States Language; values may refer to resources. */
  definition: object
}

/**
 * A state machine of the standard kind: its course as plain data, logs without data, and an alarm when an execution
 * ends in any way but its own.
 *
 * - Logs say which state was entered when. They leave out data, because arguments of a waiting state hold its task
 *   token, and whoever has the token can answer for a person.
 * - Executions that already run keep the definition they began with; states and variables may be added freely.
 */
export class Workflow extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id)
    const stack = Stack.of(this)
    const stateMachineName = machineName(stack, props.name)
    const logs = new LogGroup(this, 'Logs', {
      // Under this prefix the account's policy for log delivery need not grow with every machine.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      retention: props.shared.settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(stack.toJsonString(props.definition)),
      logs: { destination: logs, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: false,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    for (const id of ['Serverless-StepFunctionStateMachineXray', 'AwsSolutions-SF2']) {
      acknowledge(this.machine, id, 'The history of an execution shows every state and its times for ninety days.')
    }
    acknowledgeWildcard(this.machine, '*', 'Delivery of logs is set up by calls that know no resource.')
    this.#watch(props)
  }

  /** Lets the machine's states call exactly these actions on exactly these resources. */
  allow(actions: string[], resources: string[]): void {
    this.machine.addToRolePolicy(new PolicyStatement({ actions, resources }))
  }

  #watch({ shared, name }: WorkflowProps): void {
    const options = { period: ALARM_PERIOD, statistic: Stats.SUM }
    const section = name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
    shared.alarms.watch(`${section}-executions-failed`, {
      metric: this.machine.metricFailed(options),
      meaning: `An execution of ${name} failed: its retries were used up.`,
      section: `${section}-executions-failed`,
    })
  }
}

const machineName = (stack: Stack, name: string) => `${stack.stackName}-${name}`

/** ARN of a machine of this stack, spelled and not referenced: a machine that starts its successor names itself. */
export function machineArn(stack: Stack, name: string): string {
  return stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: machineName(stack, name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
}
