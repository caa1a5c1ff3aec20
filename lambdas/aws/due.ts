import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { dynamo } from './dynamo.ts'

/** Primary key of an item. */
export interface Key {
  pk: string
  sk: string
}

/** A key of the index `due`, with the instant under which it stands there (ISO). */
export type DueKey = Key & { dueAt: string }

/**
 * Partitions of the sparse index `due`: folds of the Measurements table; mails and decisions of the Ledger together, so
 * that the audit, which looks at both every hour, needs one Query. Few of either are ever past their instant.
 */
export type DueKind = 'fold' | 'ledger'

/**
 * Keys of the items of one kind whose instant is at or before `until` (ISO), oldest first. One Query when they fit a page.
 * The index lags the table by moments, so a caller re-reads what it acts on.
 */
export async function dueKeys(table: string, kind: DueKind, until: string): Promise<DueKey[]> {
  const found: DueKey[] = []
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
