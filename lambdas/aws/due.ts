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
 * that the audit, which looks at both every hour, needs one Query. Few of either are ever past their instant. Decisions that
 * have ended lie under the instant of their end, for whoever measures or lists them.
 */
export type DueKind = 'fold' | 'ledger' | 'ended'

/**
 * Keys of the items of one kind whose instant is at or before `until` (ISO), oldest first. One Query when they fit a page.
 * The index lags the table by moments, so a caller re-reads what it acts on.
 */
export async function dueKeys(table: string, kind: DueKind, until: string, since?: string): Promise<DueKey[]> {
  const found: DueKey[] = []
  let after: Record<string, unknown> | undefined
  do {
    const page = await duePage({ table, kind, until, since, after })
    found.push(...page.keys)
    after = page.next
  } while (after)
  return found
}

/** One page of what is due: at most `limit` keys, and where the next page begins. @default limit what fits 1 MB */
export async function duePage(wanted: {
  table: string
  kind: DueKind
  until: string
  /** Not before this instant. @default from the beginning */
  since?: string | undefined
  after?: Record<string, unknown> | undefined
  limit?: number
}): Promise<{ keys: DueKey[]; next?: Record<string, unknown> | undefined }> {
  const page = await dynamo.send(
    new QueryCommand({
      TableName: wanted.table,
      IndexName: 'due',
      KeyConditionExpression: `dueKind = :kind AND ${wanted.since ? 'dueAt BETWEEN :since AND :until' : 'dueAt <= :until'}`,
      ExpressionAttributeValues: {
        ':kind': wanted.kind,
        ':until': wanted.until,
        ...(wanted.since && { ':since': wanted.since }),
      },
      ExclusiveStartKey: wanted.after,
      Limit: wanted.limit,
    }),
  )
  const keys = (page.Items ?? []).map((item) => ({ pk: item.pk, sk: item.sk, dueAt: item.dueAt }) as DueKey)
  return { keys, next: page.LastEvaluatedKey }
}
