import { type Duration, Stack } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'

/** Environment of a function that counts (lambdas/aws/log.ts): metrics of several deployments in one account stay apart. */
export function countingEnvironment(scope: Construct): Record<string, string> {
  return { DEPLOYMENT_NAME: Stack.of(scope).stackName }
}

/** A metric that functions of this deployment count in their log lines. */
export function counted(scope: Construct, metricName: string, period: Duration, statistic: string): Metric {
  return new Metric({
    namespace: 'Throughline',
    metricName,
    dimensionsMap: { Deployment: Stack.of(scope).stackName },
    period,
    statistic,
  })
}
