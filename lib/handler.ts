import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import type { Alarms } from './alarms.ts'
import { bundleOf } from './bundles.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { Settings } from './settings.ts'

/** What every function of the deployment shares. */
export interface Shared {
  settings: Settings
  alarms: Alarms
  /** Where asynchronous calls end that failed three times. */
  failedCalls: DeadLetters
}

export interface HandlerProps {
  shared: Shared
  /** File in lambdas/ without its ending; also the end of the function's name. */
  entry: string
  description: string
  /** @default 30 seconds */
  timeout?: Duration
  /** In MB. @default 512: a cold start is mostly CPU, which grows with memory */
  memory?: number
  environment: Record<string, string>
  /** Called by Scheduler or SNS, which do not wait: what fails three times goes to the failed calls. @default false */
  asynchronous?: boolean
}

/**
 * One function: code of lambdas/<entry>.ts, a role of its own with nothing in it, a log group.
 *
 * - The name is fixed (`<stackName>-<entry>`), so that a function can be named where a reference would be a circle
 *   (evaluate-due puts the schedule that calls it), and operators find it.
 * - The role may write to this log group and cannot create one: a late call after `cdk destroy` leaves nothing behind
 *   that would stop the next deployment.
 * - Logs are text in which our lines are JSON. In Lambda's JSON format each line becomes a string inside another
 *   object, and CloudWatch no longer finds the metrics that audit counts in its lines.
 * - No alarm: whoever calls a function tries again, and what is given up rings where it ends (decision record 0011).
 * - No tracing: a trace ends at every stream and queue, so it would show single functions only. What happened to a
 *   decision is its history in the Ledger; the ids in the log lines lead there.
 */
export class Handler extends Construct {
  readonly fn: LambdaFunction

  constructor(scope: Construct, id: string, props: HandlerProps) {
    super(scope, id)
    const stack = Stack.of(this)
    const functionName = handlerName(stack, props.entry)
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: props.shared.settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    logGroup.grantWrite(role)
    this.fn = new LambdaFunction(this, 'Function', {
      functionName,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: stack.bundlingRequired ? Code.fromAsset(bundleOf(props.entry)) : Code.fromInline('// bundling is off'),
      memorySize: props.memory ?? 512,
      timeout: props.timeout ?? Duration.seconds(30),
      environment: props.environment,
      role,
      logGroup,
      loggingFormat: LoggingFormat.TEXT,
      ...(props.asynchronous
        ? { onFailure: new SqsDestination(props.shared.failedCalls.queue), retryAttempts: 2 }
        : {}),
    })
    acknowledge(
      this,
      'Serverless-LambdaTracing',
      'A trace ends at every stream and queue; the history in the Ledger is the trail.',
    )
    acknowledge(
      this,
      'Serverless-LambdaDLQ',
      props.asynchronous
        ? 'Failed calls go to a destination, which gets the error too.'
        : 'Whoever calls this function waits for its answer and tries again or tells a person.',
    )
  }

  /** Lets the function call exactly these actions on exactly these resources. */
  allow(actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
    this.fn.addToRolePolicy(new PolicyStatement({ effect: Effect.ALLOW, actions, resources, conditions }))
  }
}

/** Name of a function of this stack. */
export function handlerName(stack: Stack, entry: string): string {
  return `${stack.stackName}-${entry}`
}

/** ARN of a function of this stack, spelled and not referenced, where a reference would be a circle. */
export function handlerArn(stack: Stack, entry: string): string {
  return stack.formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: handlerName(stack, entry),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
}
