import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { measurementsTable } from '../env.ts'
import { conditionFailed, dynamo } from './dynamo.ts'
import { expiry } from './record.ts'

/** An Idempotency-Key binds its body for a week: longer than anybody retries. */
const KEEP_DAYS = 7

/**
 * Remembers which body came under a source's Idempotency-Key. `other` when the key came before with another body; the
 * same body again is welcome, that is what the key is for.
 */
export async function rememberRequest(
  source: string,
  key: string,
  sha256: string,
  now: string,
): Promise<'first' | 'again' | 'other'> {
  const Key = { pk: `REQUEST#${source}#${key}`, sk: 'REQUEST' }
  const Item = { ...Key, sha256, expiresAt: expiry(now, KEEP_DAYS) }
  const TableName = measurementsTable()
  try {
    await dynamo.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }))
    return 'first'
  } catch (error) {
    if (!conditionFailed(error)) throw error
    const stored = await dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: true }))
    return stored.Item?.sha256 === sha256 ? 'again' : 'other'
  }
}
