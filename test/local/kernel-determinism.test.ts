import { Worker } from 'node:worker_threads'
import { beforeAll, describe, expect, test } from 'vitest'
import { SeededFaults } from '../../local/kernel/faults.ts'
import { RandomStreams } from '../../local/kernel/random.ts'
import { type Runner, type RunnerOptions, startRunner } from '../../local/runner.ts'
import { lambdaResource, tableResource, writeAssembly } from './assembly-builder.ts'

const START = Date.parse('2026-01-01T00:00:00Z')
const MINUTE = 60_000

const template = {
  Resources: {
    One: lambdaResource('worker', { TABLE: { Ref: 'Things' } }),
    Two: lambdaResource('worker', { TABLE: { Ref: 'Things' } }),
    Follower: lambdaResource('follower', { SEEN: { Ref: 'Seen' } }),
    Following: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Follower' },
        EventSourceArn: { 'Fn::GetAtt': ['Things', 'StreamArn'] },
        StartingPosition: 'TRIM_HORIZON',
        ParallelizationFactor: 2,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    Things: tableResource({ sortKey: true, stream: true }),
    Seen: tableResource(),
  },
}

let cdkOut: string
beforeAll(() => {
  cdkOut = writeAssembly(template, ['worker', 'follower'])
})

const start = (more: Partial<RunnerOptions> = {}) => startRunner({ cdkOut, start: START, ...more })

/** Parallel writers, asynchronous invocations, sleeps and a stream: plenty of races. */
async function scenario(
  more: Partial<RunnerOptions>,
): Promise<{ digest: string; runner: Runner; lines: readonly string[] }> {
  const runner = await start(more)
  for (let round = 0; round < 2; round += 1) {
    for (const name of ['One', 'Two']) {
      runner.world.at(START + round * MINUTE, 'test', `${name}${round}`, async () => {
        await Promise.all([
          runner.world.invoke(name, { do: 'many', pk: `${name}-${round}`, n: 6 }),
          runner.world.invoke(name, { do: 'put', pk: 'both', sk: `${round}` }),
        ])
        await runner.world.invoke(name, { do: 'look' }, { asynchronous: true })
      })
    }
  }
  await runner.run(START + 60 * MINUTE)
  return { digest: runner.log.digest(), runner, lines: runner.log.lines() }
}

/** Keeps a core busy in fits and starts, so that threads finish in another order. */
function burner(): Worker {
  const code =
    'for(;;){const end=Date.now()+Math.random()*6;while(Date.now()<end);Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0,Math.random()*20)}'
  return new Worker(code, { eval: true })
}

const FAULTS = {
  throttle: 0.05,
  conflict: 0.05,
  killBefore: 0.03,
  killAfter: 0.03,
  duplicate: 0.1,
  late: 0.1,
  lateMs: 5000,
  interleave: 0.5,
}

describe('two runs of one seed', () => {
  test('with every kind of fault, the second under the load of a burning thread, write byte-equal logs; another seed takes another course', async () => {
    const runs = []
    for (const [seed, load] of [['7'], ['7', burner()], ['8']] as [string, Worker?][]) {
      const run = await scenario({ seed, faults: FAULTS })
      await run.runner.close()
      await load?.terminate()
      runs.push(run)
    }
    const [first, second, other] = runs
    expect(second!.lines).toEqual(first!.lines)
    expect([second!.digest, first!.lines.length > 40]).toEqual([first!.digest, true])
    expect(other!.digest).not.toBe(first!.digest)
  })
})

async function invoke(runner: Runner, name: string, event: unknown) {
  let settled = false
  const promise = runner.world.invoke(name, event).finally(() => {
    settled = true
  })
  await runner.world.kernel.drive(runner.world.now() + 60 * MINUTE, () => settled)
  return promise
}

async function count(runner: Runner, pk: string): Promise<number> {
  const input = {
    TableName: 'throughline-Things',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  }
  return (JSON.parse((await runner.dynamoDb.engine.send('Query', JSON.stringify(input))).body) as { Count: number })
    .Count
}

describe('a fault aimed at a call', () => {
  test.each([
    ['before: the function dies and nothing is written', 'before', 0],
    ['after: the function dies although it is written', 'after', 1],
  ] as const)('%s', async (_sentence, when, written) => {
    const runner = await start()
    runner.faults.once({ function: 'One', operation: 'PutItem', when })
    const result = await invoke(runner, 'One', { do: 'put', pk: 'x', sk: 'y' })
    expect(result.functionError).toBe('Unhandled')
    expect(JSON.parse(result.payload)).toMatchObject({ errorType: 'Runtime.ExitError' })
    expect(await count(runner, 'x')).toBe(written)
    expect(runner.counts.get(`fault:kill-${when}:One:PutItem`)).toBe(1)
    expect((await invoke(runner, 'One', { do: 'look' })).functionError).toBeUndefined()
    await runner.close()
  })

  test('strikes at the nth call only', async () => {
    const runner = await start()
    runner.faults.once({ operation: 'PutItem', when: 'before', nth: 3 })
    const outcomes: boolean[] = []
    for (let i = 0; i < 4; i += 1)
      outcomes.push((await invoke(runner, 'One', { do: 'put', pk: 'n', sk: `${i}` })).functionError === undefined)
    expect(outcomes).toEqual([true, true, false, true])
    await runner.close()
  })

  test('throttled: the SDK waits in virtual time and tries again', async () => {
    const runner = await start()
    runner.faults.once({ operation: 'PutItem', when: 'throttle' })
    expect((await invoke(runner, 'One', { do: 'put', pk: 't', sk: 't' })).payload).toBe('"put"')
    expect(runner.world.now()).toBeGreaterThan(START)
    expect(runner.counts.get('calls:dynamodb:PutItem')).toBe(2)
    await runner.close()
  })

  test('a conflict: a single write and a transaction are refused as DynamoDB refuses each', async () => {
    const runner = await start()
    const refused = async (operation: string, order: Record<string, string>) => {
      runner.faults.once({ operation, when: 'conflict' })
      return JSON.parse((await invoke(runner, 'One', { pk: 'c', sk: 'c', ...order })).payload)
    }
    expect(await refused('PutItem', { do: 'put' })).toMatchObject({
      errorType: 'TransactionConflictException',
      errorMessage: 'Transaction is ongoing for the item',
    })
    expect(await refused('TransactWriteItems', { do: 'transact' })).toMatchObject({
      errorType: 'TransactionCanceledException',
      errorMessage: expect.stringContaining('[TransactionConflict]'),
    })
    expect(await count(runner, 'c')).toBe(0)
    await runner.close()
  })

  test('drawn, a conflict meets writes and never a read', async () => {
    const drawn = new SeededFaults({ conflict: 1 }, new RandomStreams('1'), () => {})
    const operations = ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'GetItem', 'Query', 'BatchGetItem']
    expect(operations.filter((one) => drawn.ofCall('One', one, true).fault === 'conflict')).toEqual(
      operations.slice(0, 4),
    )
  })

  test('held: something else happens while the call is on its way', async () => {
    const runner = await start()
    const held: number[] = []
    runner.faults.once({
      function: 'One',
      operation: 'PutItem',
      when: 'hold',
      run: async () =>
        held.push(await runner.world.invoke('Two', { do: 'put', pk: 'h', sk: 'first' }).then(() => count(runner, 'h'))),
    })
    await invoke(runner, 'One', { do: 'put', pk: 'h', sk: 'second' })
    expect(held).toEqual([1])
    expect(await count(runner, 'h')).toBe(2)
    await runner.close()
  })

  test('an asynchronous invocation that dies is tried again after one and two minutes, then given up', async () => {
    const runner = await start()
    for (let i = 0; i < 3; i += 1) runner.faults.once({ function: 'One', when: 'before' })
    runner.world.soon('test', 'one', () =>
      runner.world.invoke('One', { do: 'put', pk: 'a', sk: 'a' }, { asynchronous: true }),
    )
    await runner.run(START + 10 * MINUTE)
    const starts = runner.log
      .lines()
      .map((line) => JSON.parse(line))
      .filter((line) => line.kind === 'invoke')
    expect(starts.map((line) => Date.parse(line.at) - START)).toEqual([0, MINUTE, 3 * MINUTE])
    expect(runner.counts.get('async-failed:throughline-One')).toBe(1)
    await runner.close()
  })
})
