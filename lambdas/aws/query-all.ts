import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { dynamo } from './dynamo.ts'

/** Everything a Query finds, in the order of the keys; one call a megabyte that it reads, filtered or not. */
export async function queryAll(query: QueryCommandInput): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = []
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']
  do {
    const page = await dynamo.send(new QueryCommand({ ...query, ExclusiveStartKey }))
    items.push(...(page.Items ?? []))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return items
}
