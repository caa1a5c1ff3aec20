import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { dynamo } from './dynamo.ts'

/** Primary key of an item. */
export interface Key {
  pk: string
  sk: string
}

/** What the sparse index `due` holds: folds, mails and decisions that wait for an instant. */
export type DueKind = 'fold' | 'mail' | 'decision'

/**
 * Keys of the items of one kind whose instant is at or before `until` (ISO), oldest first. One Query when they fit a page.
 * The index lags the table by moments, so a caller re-reads what it acts on.
 */
export async function dueKeys(table: string, kind: DueKind, until: string): Promise<(Key & { dueAt: string })[]> {
  const found: (Key & { dueAt: string })[] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await dynamo.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'due',
        KeyConditionExpression: 'dueKind = :kind AND dueAt <= :until',
        ExpressionAttributeValues: { ':kind': kind, ':until': until },
        ExclusiveStartKey,
      }),
    )
    for (const item of page.Items ?? []) found.push({ pk: item.pk, sk: item.sk, dueAt: item.dueAt })
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return found
}
