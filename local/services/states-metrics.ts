import type { ExecutionStatus } from '../asl/execution.ts'
import type { World } from '../world.ts'
import type { CloudWatch } from './cloudwatch.ts'
import { recordExecution } from './produced-metrics.ts'
import type { States } from './states.ts'

const ENDINGS = { SUCCEEDED: 'Succeeded', FAILED: 'Failed', TIMED_OUT: 'TimedOut', ABORTED: 'Aborted' } as const

const endingOf = (status: ExecutionStatus) => (status === 'RUNNING' ? undefined : ENDINGS[status])

/** How executions end, as CloudWatch's `AWS/States` metrics of AWS's names. */
export function produceStatesMetrics(states: States, cloudWatch: CloudWatch, world: World): void {
  states.watch((machineArn, status) => {
    const ending = endingOf(status)
    if (ending) recordExecution(cloudWatch, machineArn, ending, world)
  })
}
