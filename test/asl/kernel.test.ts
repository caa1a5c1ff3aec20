import { describe, expect, test } from 'vitest'
import { EventLog } from '../../local/kernel/event-log.ts'
import { LocalWorld } from '../../local/kernel/local-world.ts'
import { States, statesPart } from '../../local/services/states.ts'
import type { AwsRequest } from '../../local/world.ts'
import { task, waitingTask } from './documented/row.ts'

const start = Date.UTC(2026, 2, 2, 8)

/** The real kernel and gateway with Step Functions and a table that takes everything. */
function scene(seed: string, faults = {}) {
  const log = new EventLog()
  const world = new LocalWorld({
    seed,
    start,
    region: 'eu-west-2',
    accountId: '123456789012',
    faults,
    log,
    origin: () => '',
    asset: () => '',
  })
  const tokens: string[] = []
  const states = new States()
  const part = statesPart(states)
  world.gateway.register(states)
  world.gateway.register({
    names: ['dynamodb'],
    handle: async (request: AwsRequest) => {
      const token = (JSON.parse(request.body.toString()) as { Key?: { pk?: { S?: string } } }).Key?.pk?.S
      if (token) tokens.push(token)
      return { status: 200, headers: {}, body: '{}' }
    },
  })
  const write = task({ Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem', Arguments: {}, Next: 'C' })
  const retried = {
    ...waitingTask({ TimeoutSeconds: 3600, Next: 'B' }),
    Retry: [{ ErrorEquals: ['States.TaskFailed'], JitterStrategy: 'FULL', MaxAttempts: 9 }],
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }],
  }
  const branches = [1, 2, 3].map((n) => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: n, End: true } } }))
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: {
      A: retried,
      B: { ...write, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 9 }] },
      C: { Type: 'Parallel', Branches: branches, End: true },
    },
  }
  const [type] = part.types!
  const { ref } = type!.create(
    { logicalId: 'Decision', type: type!.type, properties: { DefinitionString: JSON.stringify(definition) } },
    world,
  ) as { ref: string }
  return { world, states, tokens, ref, log }
}

/** Ten executions, every other one answered after a minute, the rest left to their timeout. */
async function tell(seed: string, faults = {}) {
  const { world, states, tokens, ref } = scene(seed, faults)
  const records = Array.from({ length: 10 }, (_, n) => states.start(ref, `run-${n}`, `{"n":${n}}`, world))
  await world.kernel.drive(start + 60_000)
  for (const token of tokens.slice(0, 5)) states.waitingTask(token).succeed('answered')
  await world.kernel.drive(Number.POSITIVE_INFINITY)
  const histories = records.map(({ name, execution }) => [name, execution.status, execution.history.events])
  return { text: JSON.stringify([histories, tokens]), records, world }
}

describe('on the kernel', () => {
  test('timeouts, answers and waits happen at their instants', async () => {
    const { records, world } = await tell('a')
    expect(records.map(({ execution }) => execution.status)).toEqual(records.map(() => 'SUCCEEDED'))
    const took = records
      .map(({ execution }) => ((execution.stoppedAt ?? 0) - execution.startedAt) / 1000)
      .sort((a, b) => a - b)
    expect(took).toEqual([63, 63, 63, 63, 63, 3603, 3603, 3603, 3603, 3603])
    // A, B, C and three Waits in each.
    expect(world.counts.get('transitions')).toBe(60)
  })

  test('two runs of one seed are equal byte by byte, with throttling too', async () => {
    const faults = { throttle: 0.3 }
    expect((await tell('b', faults)).text).toBe((await tell('b', faults)).text)
    expect((await tell('b', faults)).text).not.toBe((await tell('c', faults)).text)
  })
})
