import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import { dynamo } from './dynamo.ts'

/** Keys that one BatchGetItem takes. */
const BATCH = 100

/** Rounds in which DynamoDB may hand keys back unread before this gives up; each waits twice as long as the one before. */
const MAX_ROUNDS = 8

/** A table was too busy to read all keys; another try of the whole may succeed. */
export class ReadUnfinished extends Error {
  override readonly name = 'ReadUnfinished'
}

/** The items under these keys, strongly consistent, in no order; keys without an item are left out. No call for no keys. */
export async function readAll(table: string, keys: { pk: string; sk: string }[]): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = []
  let left: Record<string, unknown>[] = keys
  for (let round = 0; left.length > 0; ) {
    const RequestItems = { [table]: { Keys: left.slice(0, BATCH), ConsistentRead: true } }
    const answer = await dynamo.send(new BatchGetCommand({ RequestItems }))
    items.push(...(answer.Responses?.[table] ?? []))
    const unread = answer.UnprocessedKeys?.[table]?.Keys ?? []
    left = [...left.slice(BATCH), ...unread]
    if (unread.length === 0) continue
    round += 1
    if (round > MAX_ROUNDS)
      throw new ReadUnfinished(`${unread.length} of ${keys.length} items of ${table} could not be read.`)
    await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** round))
  }
  return items
}
