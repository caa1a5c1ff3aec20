import type { World } from '../world.ts'
import type { ApiGateway } from './api-gateway.ts'
import type { CloudWatch } from './cloudwatch.ts'
import type { Sqs } from './sqs.ts'

/** Metrics of AWS's own namespaces that the services in this folder produce, under the names and dimensions AWS gives them. */
export function produceMetrics(
  services: { apiGateway: ApiGateway; cloudWatch: CloudWatch; sqs: Sqs },
  world: World,
): void {
  const { apiGateway, cloudWatch, sqs } = services
  sqs.watch((queue, counts) => {
    const dimensions = { QueueName: queue }
    const level = (metric: string, value: number) =>
      cloudWatch.level({ namespace: 'AWS/SQS', metric, dimensions }, value, world)
    level('ApproximateNumberOfMessagesVisible', counts.visible)
    level('ApproximateNumberOfMessagesNotVisible', counts.inFlight)
  })
  apiGateway.watch(({ api, stage, status, latency }) => {
    const record = (metric: string, value: number) => {
      const both: Record<string, string>[] = [{ ApiName: api, Stage: stage }, { ApiName: api }]
      for (const dimensions of both) {
        cloudWatch.record({ namespace: 'AWS/ApiGateway', metric, dimensions }, value, world)
      }
    }
    record('Count', 1)
    record('4XXError', status >= 400 && status < 500 ? 1 : 0)
    record('5XXError', status >= 500 ? 1 : 0)
    record('Latency', latency)
  })
}

/** Says how an invocation ended, for `AWS/Lambda` Invocations and Errors of a function. */
export function recordInvocation(cloudWatch: CloudWatch, functionName: string, failed: boolean, world: World): void {
  const dimensions = { FunctionName: functionName }
  cloudWatch.record({ namespace: 'AWS/Lambda', metric: 'Invocations', dimensions }, 1, world)
  cloudWatch.record({ namespace: 'AWS/Lambda', metric: 'Errors', dimensions }, failed ? 1 : 0, world)
}

/** Says how an execution ended, for `AWS/States` ExecutionsFailed, ExecutionsTimedOut and their like. */
export function recordExecution(
  cloudWatch: CloudWatch,
  stateMachineArn: string,
  outcome: 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted',
  world: World,
): void {
  for (const ending of ['Succeeded', 'Failed', 'TimedOut', 'Aborted']) {
    const name = {
      namespace: 'AWS/States',
      metric: `Executions${ending}`,
      dimensions: { StateMachineArn: stateMachineArn },
    }
    cloudWatch.record(name, ending === outcome ? 1 : 0, world)
  }
}
