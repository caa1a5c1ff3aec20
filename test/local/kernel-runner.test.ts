import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Runner, startRunner } from '../../local/runner.ts'
import { lambdaResource, tableResource, writeAssembly } from './assembly-builder.ts'

const START = Date.parse('2026-01-01T00:00:00Z')
const HOUR = 3_600_000

const template = {
  Resources: {
    Worker: lambdaResource('worker', { TABLE: { Ref: 'Things' } }),
    Follower: lambdaResource('follower', { SEEN: { Ref: 'Seen' } }),
    Following: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Follower' },
        EventSourceArn: { 'Fn::GetAtt': ['Things', 'StreamArn'] },
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 10,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 2,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        FilterCriteria: {
          Filters: [
            { Pattern: JSON.stringify({ dynamodb: { Keys: { pk: { S: [{ 'anything-but': ['unseen'] }] } } } }) },
          ],
        },
      },
    },
    Things: tableResource({ sortKey: true, stream: true, ttl: true }),
    Seen: tableResource(),
  },
}

let cdkOut: string
let runner: Runner

const start = (more: object = {}) => startRunner({ cdkOut, start: START, environment: { EXTRA: 'yes' }, ...more })

/** Invokes as a caller from outside would, and drives the clock until it is answered. */
async function order(event: unknown, one = runner): Promise<{ error?: string; value: never }> {
  let settled = false
  const promise = one.world.invoke('Worker', event).finally(() => {
    settled = true
  })
  await one.world.kernel.drive(one.world.now() + 10 * HOUR, () => settled)
  const { payload, functionError } = await promise
  return { error: functionError, value: JSON.parse(payload) as never }
}

async function seen(one = runner): Promise<Record<string, { times: number; by: string; made: number }>> {
  const answer = await one.dynamoDb.engine.send('Scan', JSON.stringify({ TableName: 'throughline-Seen' }))
  const { Items } = JSON.parse(answer.body) as {
    Items: { pk: { S: string }; times: { N: string }; by: { S: string }; made: { N: string } }[]
  }
  return Object.fromEntries(
    Items.map((item) => [item.pk.S, { times: Number(item.times.N), by: item.by.S, made: Number(item.made.N) }]),
  )
}

beforeAll(async () => {
  cdkOut = writeAssembly(template, ['worker', 'follower'])
  runner = await start()
})

afterAll(() => runner?.close())

describe('a function in its worker', () => {
  test('sees the virtual clock, its own environment and seeded randomness', async () => {
    const { value } = await order({ do: 'look' })
    expect(value).toMatchObject({
      date: '2026-01-01T00:00:00.000Z',
      now: START,
      isDate: true,
      region: 'eu-west-2',
      extra: 'yes',
      path: null,
    })
    expect(String((value as { text: string }).text)).toContain('Jan 01 2026')
  })

  test('draws the same numbers in another run of the same seed and others under another seed', async () => {
    const look = async (seed: string) => {
      const other = await start({ seed })
      const { value } = await order({ do: 'look' }, other)
      await other.close()
      const { random, uuid, webUuid, bytes, web } = value as Record<string, unknown>
      return { random, uuid, webUuid, bytes, web }
    }
    const first = await look('a')
    expect(await look('a')).toEqual(first)
    expect((await look('b')).uuid).not.toBe(first.uuid)
  })

  test('sleeps in virtual time', async () => {
    const before = runner.world.now()
    const wall = performance.now()
    const { value } = await order({ do: 'sleep', ms: 20_000 })
    expect(value).toBe(before + 20_000)
    expect(performance.now() - wall).toBeLessThan(5_000)
  })

  test('is ended by Lambda when it takes longer than its timeout', async () => {
    const { error, value } = await order({ do: 'sleep', ms: 31_000 })
    expect(error).toBe('Unhandled')
    expect(value).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('Task timed out after 30.00 seconds'),
    })
  })

  test.each([
    ['throws: its error in Lambda’s shape', { do: 'throw' }, { errorType: 'RangeError', errorMessage: 'as told' }],
    ['exits the process', { do: 'exit' }, { errorType: 'Runtime.ExitError' }],
    ['never answers: ended by its timeout', { do: 'quit' }, { errorType: 'Sandbox.Timedout' }],
  ])('%s', async (_sentence, event, expected) => {
    const { error, value } = await order(event)
    expect(error).toBe('Unhandled')
    expect(value).toMatchObject(expected)
    expect((await order({ do: 'look' })).error).toBeUndefined()
  })

  test('cannot reach the network', async () => {
    expect((await order({ do: 'fetch' })).value).toContain('fetch is not connected')
  })

  test('calls another function through the gateway', async () => {
    const { value } = await order({ do: 'call', function: 'throughline-Worker' })
    expect(value).toMatchObject({ extra: 'yes' })
  })
})

describe('the table and its stream', () => {
  test('an item written is read, and the follower sees it once', async () => {
    expect((await order({ do: 'put', pk: 'p', sk: 'one' })).value).toBe('put')
    expect((await order({ do: 'query', pk: 'p' })).value).toHaveLength(1)
    await runner.settle()
    const { times, made } = (await seen())['INSERT one']!
    expect(times).toBe(1)
    expect(made).toBe(Math.floor(runner.world.now() / 1000))
  })

  test('a write that changes nothing makes no record; the filter keeps others back', async () => {
    await order({ do: 'transact', pk: 'same', sk: 'same', token: 'token-1' })
    await order({ do: 'put', pk: 'unseen', sk: 'unseen' })
    await runner.settle()
    expect(Object.keys(await seen())).not.toContain('INSERT unseen')
    expect((await seen())['INSERT same']?.times).toBe(1)
  })

  test('a transaction token is good for ten virtual minutes and no longer', async () => {
    const repeat = () => order({ do: 'transact', pk: 'tok', sk: 'tok', token: 'token-2' })
    expect((await repeat()).value).toBe('written')
    expect((await repeat()).value).toBe('written')
    await runner.run(runner.world.now() + 11 * 60_000)
    expect((await repeat()).value).toMatchObject({ errorType: 'TransactionCanceledException' })
  })

  test('one poisoned record is bisected out, the others come through', async () => {
    await order({ do: 'put', pk: 'q', sk: 'before' })
    await order({ do: 'put', pk: 'q', sk: 'poison' })
    await order({ do: 'put', pk: 'q', sk: 'after' })
    await runner.run(runner.world.now() + HOUR)
    const all = await seen()
    expect(all['INSERT before']?.times).toBeGreaterThanOrEqual(1)
    expect(all['INSERT after']?.times).toBeGreaterThanOrEqual(1)
    expect(runner.counts.get('stream-discarded:Follower')).toBe(1)
  })

  test('an item past its time to live is removed within two days, in DynamoDB’s own name', async () => {
    const ttl = Math.floor(runner.world.now() / 1000) + 3600
    await order({ do: 'put', pk: 'old', sk: 'mortal', ttl })
    await runner.run(runner.world.now() + 48 * HOUR)
    expect((await seen())['REMOVE mortal']).toMatchObject({ times: 1, by: 'dynamodb.amazonaws.com' })
    expect((await order({ do: 'query', pk: 'old' })).value).toEqual([])
  })

  test('capacity and invocations are counted', () => {
    expect(runner.counts.get('capacity:throughline-Things:write')).toBeGreaterThan(0)
    expect(runner.counts.get('capacity:throughline-Things:read')).toBeGreaterThan(0)
    expect(runner.counts.get('invocations:Follower')).toBeGreaterThan(0)
  })
})
