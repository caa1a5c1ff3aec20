import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { measurementsTable } from '../env.ts'
import { dynamo } from './dynamo.ts'
import { OBSERVATION_PREFIX, parseObservation, type StoredObservation, seriesKey } from './measurements.ts'

interface Wanted {
  /** First and last period, both included; without them from the first to the last. */
  from?: string | undefined
  to?: string | undefined
  /** Begin with what comes after this period. */
  after?: string | undefined
  limit: number
}

/** Up to `limit` observations of a series, oldest first, and whether there are more: one Query, eventually consistent, at most 1 MB. */
export async function readObservationPage(
  series: string,
  { from = '', to = '~', after, limit }: Wanted,
): Promise<{ items: StoredObservation[]; more: boolean }> {
  // A space sorts before any further character, so this is everything after the period itself.
  const first = after === undefined || `${after} ` < from ? from : `${after} `
  if (first > to) return { items: [], more: false }
  const { Items = [], LastEvaluatedKey } = await dynamo.send(
    new QueryCommand({
      TableName: measurementsTable(),
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':pk': seriesKey(series),
        ':from': `${OBSERVATION_PREFIX}${first}`,
        ':to': `${OBSERVATION_PREFIX}${to}`,
      },
      Limit: limit,
    }),
  )
  return { items: Items.map(parseObservation), more: LastEvaluatedKey !== undefined }
}
