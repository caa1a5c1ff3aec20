import * as z from 'zod'
import { HistoryEntry } from '../../domain/history.ts'
import { ledgerTable } from '../env.ts'
import type { Clause } from './dynamo.ts'
import { queryAll } from './query-all.ts'
import { record } from './record.ts'

/** Every line of history begins its sort key so; the stream tells lines by it. */
export const HISTORY_PREFIX = 'HISTORY#'

/** Partition of what a line is about. */
const partitionOf = ({ decision, item, cycle }: HistoryEntry): string => {
  if (decision !== undefined) return `DECISION#${decision}`
  return item !== undefined ? `ITEM#${item}` : `CYCLE#${cycle}`
}

/**
 * Writes a line of the history of a decision, an item or a cycle. `ref` tells apart lines of one instant and kind, and makes a repeat of the
 * same write the same item: the decision's revision, an ask, a mail.
 */
export function addHistory(entry: HistoryEntry, ref: string): Clause {
  const sk = `${HISTORY_PREFIX}${entry.at}#${entry.what}#${ref}`
  const Item = { pk: partitionOf(entry), sk, ref, ...HistoryEntry.parse(entry) }
  return { name: 'history', write: { Put: { TableName: ledgerTable(), Item } } }
}

/** A stored line, with what tells it from others of its instant. */
export const StoredHistory = HistoryEntry.extend({ ref: z.string() })

/** A line of history as the stream or a query gives it. */
export function parseHistory(item: Record<string, unknown>): z.infer<typeof StoredHistory> {
  return record(StoredHistory, item)
}

/** The history of a decision, by time; lines of one instant by their names. */
export async function historyOf(decision: string): Promise<HistoryEntry[]> {
  const items = await queryAll({
    TableName: ledgerTable(),
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :history)',
    ExpressionAttributeValues: { ':pk': partitionOf({ decision } as HistoryEntry), ':history': HISTORY_PREFIX },
  })
  return items.map((item) => {
    const { ref: _, ...line } = parseHistory(item)
    return line
  })
}
