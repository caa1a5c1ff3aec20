import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import type { Commitment } from '../../domain/review/commitment.ts'
import { dynamo, transact } from '../../lambdas/aws/dynamo.ts'
import { commitmentsSince, openCommitments, writeCommitment } from '../../lambdas/aws/items.ts'
import { withTables } from '../aws/tables.ts'

withTables()

const promise = (id: string): Commitment => ({
  id,
  item: 'kpi:flow',
  person: 'omar',
  text: 'Train the late shift',
  by: '2026-03-13',
  madeAt: '2026-03-09T08:00:00Z',
  moves: 0,
  state: 'open',
  revision: 1,
})

test('a promise that lies behind a megabyte of settled ones is still found', async () => {
  for (const id of ['C-1', 'C-2', 'C-3', 'C-4']) {
    const settled = { ...promise(id), state: 'kept', settledAt: '2026-03-10T08:00:00Z', padding: 'x'.repeat(380_000) }
    const Item = { pk: 'ITEM#kpi:flow', sk: `COMMITMENT#${id}`, ...settled }
    await dynamo.send(new PutCommand({ TableName: 'ledger', Item }))
  }
  await transact([writeCommitment(undefined, promise('C-9'))])
  expect((await openCommitments('kpi:flow')).map(({ id }) => id)).toEqual(['C-9'])
  expect((await commitmentsSince('kpi:flow', '2026-04-01T00:00:00Z')).map(({ id }) => id)).toEqual(['C-9'])
})
