import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Silence } from '../../domain/inhibition.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { ledgerTable } from '../env.ts'
import { dynamo } from './dynamo.ts'
import { record } from './record.ts'

/** A silence made by command. */
export const StoredSilence = z.strictObject({
  id: z.string(),
  kpi: z.string(),
  trigger: z.string().optional(),
  dimensions: z.record(z.string(), z.string()).optional(),
  from: z.string(),
  until: z.string(),
  because: z.string(),
  /** As stated by the command. */
  madeBy: z.string(),
})
export type StoredSilence = z.infer<typeof StoredSilence>

/** Silences sort by their end, so those that are over are not read. */
export const silenceKey = (kpi: string, until: string, id: string) => ({ pk: `SILENCE#${kpi}`, sk: `${until}#${id}` })

/** Silences of a KPI that are not over. One read, of nothing as a rule. */
export async function storedSilences(kpi: string, now: number): Promise<StoredSilence[]> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: ledgerTable(),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk > :now',
      ExpressionAttributeValues: { ':pk': `SILENCE#${kpi}`, ':now': formatInstant(now) },
    }),
  )
  return Items.map((item) => record(StoredSilence, item))
}

/** The same as rules know them. */
export const silencesOf = async (kpi: string, now: number): Promise<Silence[]> =>
  (await storedSilences(kpi, now)).map(({ trigger, dimensions, from, until, because }) => {
    return { trigger, dimensions, from: parseInstant(from), until: parseInstant(until), because }
  })
