import { describe, expect, it } from 'vitest'
import { CloudWatch } from '../../local/services/cloudwatch.ts'
import { cloudWatchTypes } from '../../local/services/cloudwatch-resources.ts'
import { States, statesPart } from '../../local/services/states.ts'
import { produceStatesMetrics } from '../../local/services/states-metrics.ts'
import { TestWorld } from './services-world.ts'

/** One machine of this definition and one alarm on one of its metrics. */
function watched(state: object, metric: string) {
  const world = new TestWorld()
  const [states, cloudWatch] = [new States(), new CloudWatch()]
  world.add(states, cloudWatch)
  produceStatesMetrics(states, cloudWatch, world)
  const definition = { QueryLanguage: 'JSONata', StartAt: 'Only', TimeoutSeconds: 600, States: { Only: state } }
  const [machines] = statesPart(states).types!
  const machine = { logicalId: 'M', type: machines!.type, properties: { DefinitionString: JSON.stringify(definition) } }
  const { ref } = machines!.create(machine, world) as { ref: string }
  const [alarms] = cloudWatchTypes(cloudWatch)
  const properties = {
    AlarmName: 'ring',
    Namespace: 'AWS/States',
    MetricName: metric,
    Dimensions: [{ Name: 'StateMachineArn', Value: ref }],
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  }
  alarms!.create({ logicalId: 'Ring', type: alarms!.type, properties }, world)
  return { world, states, ref, rang: () => world.lines.some((line) => line.kind === 'alarm' && line.to === 'ALARM') }
}

const fails = { Type: 'Fail', Error: 'Broken', Cause: 'a defect' }
const waits = { Type: 'Wait', Seconds: 3600, End: true }

describe('how executions end rings alarms', () => {
  it.each([
    ['a failure rings the alarm on failures', fails, 'ExecutionsFailed', true],
    ['a failure is no timeout', fails, 'ExecutionsTimedOut', false],
    ['a machine older than its limit rings the alarm on timeouts', waits, 'ExecutionsTimedOut', true],
    ['an end of its own rings nothing', { Type: 'Succeed' }, 'ExecutionsFailed', false],
  ])('%s', async (_, definition, metric, rings) => {
    const { world, states, ref, rang } = watched(definition, metric)
    await world.run('2026-03-02T09:00:00Z')
    states.start(ref, 'one', '{}', world)
    await world.run('2026-03-02T10:00:00Z')
    // Whatever rang has fallen quiet again, and nothing ticks on.
    expect([rang(), world.pending]).toEqual([rings, 0])
  })
})
