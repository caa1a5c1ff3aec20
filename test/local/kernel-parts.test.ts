import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DueItem, DueWork } from '../../local/kernel/due-work.ts'
import { operationName } from '../../local/kernel/operation-name.ts'
import { RandomStreams, randomUuid, seededRandom } from '../../local/kernel/random.ts'
import { TransactionTokens } from '../../local/services/dynamodb-tokens.ts'
import { compileFilters } from '../../local/services/lambda-filter.ts'
import { batchFailures } from '../../local/services/lambda-source.ts'
import { sorted } from '../../local/services/sorted-json.ts'
import type { AwsRequest } from '../../local/world.ts'

const item = fc.record({
  instant: fc.nat(5),
  kind: fc.constantFrom('a', 'b'),
  id: fc.constantFrom('x', 'y'),
  tie: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('due work', () => {
  test('comes out by instant, kind, id and tie, whatever the order it went in; cancelled items never', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(item, fc.boolean()), { maxLength: 60 }), (entries) => {
        const due = new DueWork()
        const items: DueItem[] = entries.map(([one]) => ({ ...one, action: () => {}, cancelled: false }))
        for (const one of items) due.push(one)
        entries.forEach(([, cancelled], i) => {
          items[i]!.cancelled = cancelled
        })
        const out: DueItem[] = []
        for (let next = due.pop(); next; next = due.pop()) out.push(next)
        const key = (one: DueItem) => [one.instant, one.kind, one.id, one.tie] as const
        const expected = items.filter((one) => !one.cancelled).map(key)
        expected.sort((a, b) => a[0] - b[0] || a[1].localeCompare(b[1]) || a[2].localeCompare(b[2]) || a[3] - b[3])
        expect(out.map(key)).toEqual(expected)
      }),
    )
  })
})

describe('seeded randomness', () => {
  test('is uniform enough, and one stream does not shift another', () => {
    const random = seededRandom('x')
    const buckets = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < 10_000; i += 1) buckets[Math.floor(random() * 10)]! += 1
    for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150)
    const streams = new RandomStreams('s')
    const alone = new RandomStreams('s')
    streams.stream('other')()
    expect(streams.stream('mine')()).toBe(alone.stream('mine')())
  })

  test('makes valid UUIDs of version 4', () => {
    const random = seededRandom('u')
    for (let i = 0; i < 200; i += 1)
      expect(randomUuid(random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('filters of event source mappings', () => {
  const record = {
    dynamodb: {
      Keys: { pk: { S: 'series#1' } },
      NewImage: { kind: { S: 'observation' }, n: { N: '3' }, tags: ['a', 'b'] },
    },
  }
  test.each([
    ['an exact value', { dynamodb: { NewImage: { kind: { S: ['observation'] } } } }, true],
    ['another value', { dynamodb: { NewImage: { kind: { S: ['checkpoint'] } } } }, false],
    ['one of several', { dynamodb: { NewImage: { kind: { S: ['x', 'observation'] } } } }, true],
    ['a prefix', { dynamodb: { Keys: { pk: { S: [{ prefix: 'series#' }] } } } }, true],
    ['a wrong prefix', { dynamodb: { Keys: { pk: { S: [{ prefix: 'plan#' }] } } } }, false],
    ['exists: true of what is there', { dynamodb: { NewImage: { kind: { S: [{ exists: true }] } } } }, true],
    ['exists: false of what is not there', { dynamodb: { OldImage: { kind: { S: [{ exists: false }] } } } }, true],
    ['exists: false of what is there', { dynamodb: { NewImage: { kind: { S: [{ exists: false }] } } } }, false],
    ['anything-but another value', { dynamodb: { Keys: { pk: { S: [{ 'anything-but': ['other'] }] } } } }, true],
    ['anything-but this value', { dynamodb: { Keys: { pk: { S: [{ 'anything-but': 'series#1' }] } } } }, false],
    [
      'anything-but a prefix',
      { dynamodb: { Keys: { pk: { S: [{ 'anything-but': { prefix: 'series#' } }] } } } },
      false,
    ],
    ['anything-but on an absent field', { dynamodb: { OldImage: { x: { S: [{ 'anything-but': 'a' }] } } } }, false],
    ['an element of a list', { dynamodb: { NewImage: { tags: ['b'] } } }, true],
    [
      'two fields, one of them wrong',
      { dynamodb: { Keys: { pk: { S: ['series#1'] } }, NewImage: { kind: { S: ['x'] } } } },
      false,
    ],
    [
      '$or of a wrong and a right one',
      { $or: [{ dynamodb: { Keys: { pk: { S: ['no'] } } } }, { dynamodb: { Keys: { pk: { S: ['series#1'] } } } }] },
      true,
    ],
  ])('%s', (_sentence, pattern, expected) => {
    expect(compileFilters([{ Pattern: JSON.stringify(pattern) }])(record)).toBe(expected)
  })

  test('refuse a rule they do not know when the mapping is created', () => {
    expect(() => compileFilters([{ Pattern: '{"a":[{"wildcard":"x*"}]}' }])).toThrow('wildcard')
  })
})

describe('what a function reports about its batch', () => {
  test.each([
    ['null: nothing failed', 'null', { all: false, ids: new Set() }],
    ['an empty list: nothing failed', '{"batchItemFailures":[]}', { all: false, ids: new Set() }],
    ['one failed', '{"batchItemFailures":[{"itemIdentifier":"7"}]}', { all: false, ids: new Set(['7']) }],
    ['an empty identifier: all failed', '{"batchItemFailures":[{"itemIdentifier":""}]}', { all: true }],
    ['a null identifier: all failed', '{"batchItemFailures":[{"itemIdentifier":null}]}', { all: true }],
    ['a misspelt key: all failed', '{"batchItemFailures":[{"itemIdentifer":"7"}]}', { all: true }],
    ['no list: all failed', '{"batchItemFailures":"7"}', { all: true }],
  ])('%s', (_sentence, payload, expected) => {
    expect(batchFailures(payload)).toEqual(expected)
  })
})

describe('names of operations', () => {
  const request = (more: Partial<AwsRequest>): AwsRequest => ({
    service: 'x',
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    caller: 'test',
    ...more,
  })
  test.each([
    ['a JSON target', request({ headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' } }), 'PutItem'],
    [
      'a form',
      request({
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from('Action=SendRawEmail&Version=1'),
      }),
      'SendRawEmail',
    ],
    ['an object of S3', request({ service: 's3', method: 'PUT', path: '/bucket/a/b' }), 'PutObject'],
    ['a list of S3', request({ service: 's3', method: 'GET', path: '/bucket' }), 'ListObjectsV2'],
    ['an invocation', request({ service: 'lambda', path: '/2015-03-31/functions/f/invocations' }), 'Invoke'],
    ['a schedule', request({ service: 'scheduler', path: '/schedules/one' }), 'CreateSchedule'],
  ])('%s', (_sentence, given, expected) => {
    expect(operationName(given)).toBe(expected)
  })
})

describe('transaction tokens', () => {
  test('are the same within ten minutes, others after that, and never shared', () => {
    const tokens = new TransactionTokens()
    const first = tokens.local('a', 0)
    expect(tokens.local('a', 599_999)).toBe(first)
    expect(tokens.local('b', 0)).not.toBe(first)
    const second = tokens.local('a', 600_000)
    expect(second).not.toBe(first)
    expect(tokens.local('a', 1_199_999)).toBe(second)
    expect(tokens.local(undefined, 0)).toBeUndefined()
  })
})

test('sorting keys changes nothing but their order', () => {
  fc.assert(
    fc.property(
      fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
      (value) => {
        expect(sorted(value)).toEqual(value)
        expect(JSON.stringify(sorted(sorted(value)))).toBe(JSON.stringify(sorted(value)))
      },
    ),
  )
})
