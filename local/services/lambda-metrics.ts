import type { World } from '../world.ts'
import type { CloudWatch } from './cloudwatch.ts'
import type { Lambda } from './lambda.ts'
import { recordInvocation } from './produced-metrics.ts'

/** What functions do, as CloudWatch's `AWS/Lambda` metrics of AWS's names; and metrics that functions write into their logs. */
export function produceLambdaMetrics(lambda: Lambda, cloudWatch: CloudWatch, world: World): void {
  const record = (functionName: string, metric: string, value: number) =>
    cloudWatch.record({ namespace: 'AWS/Lambda', metric, dimensions: { FunctionName: functionName } }, value, world)
  lambda.watch({
    invoked: (spec, { failed, durationMs }) => {
      recordInvocation(cloudWatch, spec.name, failed, world)
      record(spec.name, 'Duration', durationMs)
    },
    logged: (_spec, text) => cloudWatch.ingestLog(text, world),
    dropped: (spec) => record(spec.name, 'AsyncEventsDropped', 1),
    streamed: (spec, ageMs) => record(spec.name, 'IteratorAge', ageMs),
    discarded: (mapping, records, kept) => {
      const metric = kept ? 'OnFailureDestinationDeliveredEventCount' : 'DroppedEventCount'
      const dimensions = { EventSourceMappingUUID: mapping }
      cloudWatch.record({ namespace: 'AWS/Lambda', metric, dimensions }, records, world)
    },
  })
}
