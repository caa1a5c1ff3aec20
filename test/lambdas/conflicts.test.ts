import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dynamo, transact } from '../../lambdas/aws/dynamo.ts'
import { withTables } from '../aws/tables.ts'

withTables()

/** How many of the next writes are refused, and with which exception; and what was tried. */
const refusal = { left: 0, name: '', tried: 0 }
beforeEach(() => Object.assign(refusal, { left: 0, tried: 0 }))

beforeAll(() => {
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      refusal.tried += 1
      if (refusal.left === 0) return next(args)
      refusal.left -= 1
      const answer = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${refusal.name}`, message: 'no' })
      const headers = { 'content-type': 'application/x-amz-json-1.0' }
      return { response: { statusCode: 400, headers, body: new Blob([answer]).stream() } as never }
    },
    // The last before the wire: what it answers is read as DynamoDB's.
    { step: 'deserialize', priority: 'low' },
  )
})

const write = (pk: string) =>
  dynamo.send(
    new UpdateCommand({
      TableName: 'ledger',
      Key: { pk, sk: 'META' },
      UpdateExpression: 'SET marked = :yes',
      ConditionExpression: 'attribute_not_exists(pk)',
      ExpressionAttributeValues: { ':yes': true },
    }),
  )

describe('a single write that meets a transaction', () => {
  test.each([1, 5])('%i times is written with the next try', async (left) => {
    Object.assign(refusal, { left, name: 'TransactionConflictException' })
    await write(`met ${left}`)
    expect(refusal.tried).toBe(left + 1)
  })

  test('again and again is given up after six tries, and says why', async () => {
    Object.assign(refusal, { left: 6, name: 'TransactionConflictException' })
    await expect(write('held')).rejects.toMatchObject({ name: 'TransactionConflictException' })
    expect(refusal.tried).toBe(6)
  })

  test('as one clause alone, too', async () => {
    Object.assign(refusal, { left: 1, name: 'TransactionConflictException' })
    const write = { Put: { TableName: 'ledger', Item: { pk: 'clause', sk: 'META' } } }
    expect(await transact([{ name: 'new', write }])).toEqual([])
    expect(refusal.tried).toBe(2)
  })

  test('a condition that does not hold is an answer and not tried again', async () => {
    await write('there')
    refusal.tried = 0
    await expect(write('there')).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    expect(refusal.tried).toBe(1)
  })
})
