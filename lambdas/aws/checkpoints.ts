import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { Checkpoint, FoldState } from '../../domain/checkpoint.ts'
import { formatInstant } from '../../domain/instant.ts'
import { formatPeriod } from '../../domain/period.ts'
import { measurementsTable } from '../env.ts'
import { type DueKind, dueKeys } from './due.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { jsonText } from './json-text.ts'
import { OBSERVATION_PREFIX, parseObservation, type StoredObservation, seriesKey } from './measurements.ts'
import { readAll } from './read-all.ts'
import { record } from './record.ts'

const KIND: DueKind = 'fold'
const FOLD_PREFIX = 'FOLD#'

/** The newest checkpoint of a series; `version` counts its writes and is the optimistic lock. */
const StoredHead = z.strictObject({ checkpoint: jsonText(Checkpoint), version: z.int().min(1) })
export type StoredHead = z.infer<typeof StoredHead>

const headKey = (series: string) => ({ pk: seriesKey(series), sk: `${FOLD_PREFIX}HEAD` })

/** The newest checkpoint of a series, strongly consistent; undefined before its first fold. */
export async function readHead(series: string): Promise<StoredHead | undefined> {
  const answer = await dynamo.send(
    new GetCommand({ TableName: measurementsTable(), Key: headKey(series), ConsistentRead: true }),
  )
  return answer.Item && record(StoredHead, answer.Item)
}

/** The newest checkpoints of several series, strongly consistent, by series; those never folded are left out. */
export async function readHeads(series: string[]): Promise<Map<string, StoredHead>> {
  const items = await readAll(measurementsTable(), series.map(headKey))
  return new Map(items.map((item) => [String(item.pk).slice(seriesKey('').length), record(StoredHead, item)]))
}

/** The head is as it was read. It wakes evaluate-due when time alone changes something next. */
export function writeHead(series: string, before: StoredHead | undefined, checkpoint: Checkpoint): Clause {
  const due = { dueKind: KIND, dueAt: formatInstant(checkpoint.wakeAt) }
  return {
    name: 'head-unchanged',
    write: {
      Put: {
        TableName: measurementsTable(),
        Item: {
          ...headKey(series),
          ...due,
          checkpoint: JSON.stringify(checkpoint),
          version: (before?.version ?? 0) + 1,
        },
        ConditionExpression: before ? 'version = :version' : 'attribute_not_exists(pk)',
        ExpressionAttributeValues: before && { ':version': before.version },
      },
    },
  }
}

/** The head is still as it was read; nothing is written. */
export function headUnchanged(series: string, before: StoredHead | undefined): Clause {
  return {
    name: 'head-unchanged',
    write: {
      ConditionCheck: {
        TableName: measurementsTable(),
        Key: headKey(series),
        ConditionExpression: before ? 'version = :version' : 'attribute_not_exists(pk)',
        ExpressionAttributeValues: before && { ':version': before.version },
      },
    },
  }
}

/** An older state from which a correction can be folded again. The same slots give the same state, so it is just put. */
export function keepState(series: string, state: FoldState): Clause {
  const period = formatPeriod(state.cadence, state.through)
  const Item = { pk: seriesKey(series), sk: `${FOLD_PREFIX}${period}`, state: JSON.stringify(state) }
  return { name: 'state-kept', write: { Put: { TableName: measurementsTable(), Item } } }
}

/** The newest kept state that ends with a period or before it; undefined when the fold has to begin at the beginning. */
export async function readStateUpTo(series: string, period: string): Promise<FoldState | undefined> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: measurementsTable(),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      // `FOLD#` itself is no key, and the head sorts behind every period.
      ExpressionAttributeValues: {
        ':pk': seriesKey(series),
        ':first': FOLD_PREFIX,
        ':last': `${FOLD_PREFIX}${period}`,
      },
      ScanIndexForward: false,
      Limit: 1,
    }),
  )
  return Items[0] && record(z.strictObject({ state: jsonText(FoldState) }), Items[0]).state
}

/** Observations of a series after a period (all without one), oldest first, strongly consistent. */
export async function readObservations(series: string, after?: string): Promise<StoredObservation[]> {
  const found: StoredObservation[] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await dynamo.send(
      new QueryCommand({
        TableName: measurementsTable(),
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': seriesKey(series),
          // A space sorts before any further character, so this is everything after the period itself.
          ':from': `${OBSERVATION_PREFIX}${after === undefined ? '' : `${after} `}`,
          ':to': `${OBSERVATION_PREFIX}~`,
        },
        ExclusiveStartKey,
      }),
    )
    found.push(...(page.Items ?? []).map(parseObservation))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return found
}

/** Series in which time alone changes something at or before `until` (ISO). */
export async function seriesDue(until: string): Promise<string[]> {
  return (await dueKeys(measurementsTable(), KIND, until)).map(({ pk }) => pk.slice(seriesKey('').length))
}

/** The series is no longer in the plan: its head stays readable and wakes nobody. */
export function restHead(series: string, before: StoredHead): Clause {
  const Item = { ...headKey(series), checkpoint: JSON.stringify(before.checkpoint), version: before.version + 1 }
  return {
    name: 'head-unchanged',
    write: {
      Put: {
        TableName: measurementsTable(),
        Item,
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': before.version },
      },
    },
  }
}

const SEED = { pk: 'SEED', sk: 'SEED' }

/** Version of the plan under which every series was folded at least once. */
export async function seededVersion(): Promise<number> {
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: measurementsTable(), Key: SEED, ConsistentRead: true }),
  )
  return Item ? record(z.strictObject({ version: z.int() }), Item).version : 0
}

/** Remembers that every series of a version was folded under it. */
export async function recordSeed(version: number): Promise<void> {
  await dynamo.send(new PutCommand({ TableName: measurementsTable(), Item: { ...SEED, version } }))
}
