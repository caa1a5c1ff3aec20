import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { ObservationItem } from '../../domain/observation.ts'
import { measurementsTable } from '../env.ts'
import { alike } from './change.ts'
import { conditionFailed, dynamo } from './dynamo.ts'
import { readAll } from './read-all.ts'
import { record } from './record.ts'

/** Observations of a series begin their sort key so; the stream's filter and the fold tell them by it. */
export const OBSERVATION_PREFIX = 'OBS#'

/** Partition of a series: its observations and the checkpoints of its fold. */
export const seriesKey = (series: string): string => `SERIES#${series}`

/** Series and period of one slot. */
export interface SlotName {
  series: string
  period: string
}

const slotKey = ({ series, period }: SlotName) => ({ pk: seriesKey(series), sk: `${OBSERVATION_PREFIX}${period}` })

/** What is stored of a slot; `version` counts its writes and is the optimistic lock. */
const StoredObservation = ObservationItem.extend({ version: z.int().min(1) })
export type StoredObservation = z.infer<typeof StoredObservation>

/** The slot of an item as a query or the stream gives it. */
export const parseObservation = (item: Record<string, unknown>): StoredObservation => record(StoredObservation, item)

/** What is stored of these slots, by `series period`; slots nobody posted yet are left out. A hundred slots a call. */
export async function readSlots(slots: SlotName[]): Promise<Map<string, StoredObservation>> {
  const items = await readAll(measurementsTable(), slots.map(slotKey))
  return new Map(items.map(parseObservation).map((item) => [slotName(item), item]))
}

/** Text under which `readSlots` keeps a slot. */
export const slotName = ({ series, period }: SlotName): string => `${series} ${period}`

/**
 * Writes a slot if it is still as it was read. False when somebody else wrote it meanwhile. An answer lost on the way
 * makes the SDK try again and find its own write: that is told apart by what is stored then.
 */
export async function writeSlot(before: StoredObservation | undefined, item: ObservationItem): Promise<boolean> {
  const version = (before?.version ?? 0) + 1
  try {
    await dynamo.send(
      new PutCommand({
        TableName: measurementsTable(),
        Item: { ...slotKey(item), ...item, version },
        ConditionExpression: before ? 'version = :version' : 'attribute_not_exists(pk)',
        ExpressionAttributeValues: before && { ':version': before.version },
      }),
    )
    return true
  } catch (error) {
    if (!conditionFailed(error)) throw error
    const stored = (await readSlots([item])).get(slotName(item))
    return stored !== undefined && alike(stored, { ...item, version })
  }
}
