import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { Cycle, CycleItem, ReviewState } from '../../domain/review/cycle.ts'
import { ledgerTable } from '../env.ts'
import { changeOf } from './change.ts'
import type { DueKey, DueKind } from './due.ts'
import { type Clause, dynamo, transact } from './dynamo.ts'
import { queryAll } from './query-all.ts'
import { readAll } from './read-all.ts'
import { record } from './record.ts'

const KIND: DueKind = 'ledger'
const PREFIX = 'CYCLE#'
const ITEM = 'ITEM#'
const stateKey = (review: string) => ({ pk: `REVIEW#${review}`, sk: 'STATE' })
const cycleKey = (id: string) => ({ pk: `${PREFIX}${id}`, sk: 'META' })
const itemKey = (cycle: string, item: string) => ({ pk: `${PREFIX}${cycle}`, sk: `${ITEM}${item}` })

async function read(Key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
  return (await dynamo.send(new GetCommand({ TableName: ledgerTable(), Key, ConsistentRead: true }))).Item
}

/** Where a review stands from cycle to cycle; undefined before it was first looked at. */
export async function readReviewState(review: string): Promise<ReviewState | undefined> {
  const item = await read(stateKey(review))
  return item && record(ReviewState, item)
}

/** The review's state is as it was read (or there was none). */
export function writeReviewState(before: ReviewState | undefined, after: ReviewState): Clause {
  return {
    name: 'review-unmoved',
    write: {
      Put: {
        TableName: ledgerTable(),
        Item: { ...stateKey(after.review), ...after },
        ConditionExpression: before ? 'revision = :revision' : 'attribute_not_exists(pk)',
        ExpressionAttributeValues: before && { ':revision': before.revision },
      },
    },
  }
}

/**
 * The cycle does not exist yet. Until everybody is asked the audit sees it under the instant it was opened at: a machine
 * that dies before has to be replaced within hours. Then, until it is closed, under `closesAt`.
 */
export function newCycle(cycle: Cycle, openedAt: string): Clause {
  const Item = { ...cycleKey(cycle.id), ...cycle, dueKind: KIND, dueAt: openedAt }
  return {
    name: 'cycle-new',
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/**
 * The cycle is as it was read. `waiting` is only ever added to, by `asked` here and by answers, so that no change of the
 * cycle overwrites the count of an answer that came meanwhile.
 */
export function changeCycle(before: Cycle, after: Cycle, asked = 0): Clause {
  const closed = after.state === 'closed'
  const asking = after.state === 'opening'
  const index = closed ? { dueKind: undefined, dueAt: undefined } : asking ? {} : { dueAt: after.closesAt }
  const was = closed ? { dueKind: KIND, dueAt: '' } : {}
  const change = changeOf({ ...before, ...was }, { ...after, waiting: before.waiting, ...index }, ['revision'])
  const added =
    asked > 0
      ? {
          UpdateExpression: `${change.UpdateExpression} ADD waiting :asked`,
          ExpressionAttributeValues: { ...change.ExpressionAttributeValues, ':asked': asked },
        }
      : {}
  return {
    name: 'cycle-unchanged',
    write: { Update: { TableName: ledgerTable(), Key: cycleKey(before.id), ...change, ...added } },
  }
}

/** One fewer is waited for. The machine is woken when nobody is left. */
export function countAnswer(cycle: string): Clause {
  return {
    name: 'cycle-exists',
    write: {
      Update: {
        TableName: ledgerTable(),
        Key: cycleKey(cycle),
        UpdateExpression: 'ADD waiting :less',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':less': -1 },
      },
    },
  }
}

/** One cycle, strongly consistent, with the instant under which the index holds it. */
export async function readIndexedCycle(id: string): Promise<{ cycle: Cycle; dueAt?: string } | undefined> {
  const item = await read(cycleKey(id))
  return item && { cycle: parseCycle(item), dueAt: item.dueAt as string | undefined }
}

/** One cycle, strongly consistent. */
export async function readCycle(id: string): Promise<Cycle | undefined> {
  return (await readIndexedCycle(id))?.cycle
}

/** Several cycles, strongly consistent, by id. */
export async function readCycles(ids: readonly string[]): Promise<Map<string, Cycle>> {
  const items = await readAll(ledgerTable(), [...new Set(ids)].map(cycleKey))
  return new Map(items.map(parseCycle).map((cycle) => [cycle.id, cycle]))
}

/** Takes the claim of a dead execution away, with its token. False when the claim changed hands meanwhile. */
export async function dropClaim(cycle: Cycle): Promise<boolean> {
  const failed = await transact([
    {
      name: 'claim-held',
      write: {
        Update: {
          TableName: ledgerTable(),
          Key: cycleKey(cycle.id),
          UpdateExpression: 'REMOVE claimedBy, taskToken',
          ConditionExpression: 'claimedBy = :claimedBy AND revision = :revision',
          ExpressionAttributeValues: { ':claimedBy': cycle.claimedBy, ':revision': cycle.revision },
        },
      },
    },
  ])
  return failed.length === 0
}

/** A cycle as the stream or a query gives it. */
export const parseCycle = (item: Record<string, unknown>): Cycle => record(Cycle, item)

/** Everything a cycle asks about, in the order of the items' names in keys; a Query a megabyte. */
export async function readCycleItems(cycle: string): Promise<CycleItem[]> {
  const items = await queryAll({
    TableName: ledgerTable(),
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :item)',
    ExpressionAttributeValues: { ':pk': `${PREFIX}${cycle}`, ':item': ITEM },
  })
  return items.map((item) => record(CycleItem, item))
}

/** The items of several cycles, by cycle and key, strongly consistent. */
export async function readItemsOf(places: { cycle: string; item: string }[]): Promise<CycleItem[]> {
  const keys = places.map(({ cycle, item }) => itemKey(cycle, item))
  return (await readAll(ledgerTable(), keys)).map((item) => record(CycleItem, item))
}

/** The cycle does not ask about the item yet. */
export function newCycleItem(item: CycleItem): Clause {
  const Item = { ...itemKey(item.cycle, item.item), ...item }
  return {
    name: `cycle-item-new ${item.item}`,
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/** The item of the cycle is as it was read. */
export function changeCycleItem(before: CycleItem, after: CycleItem): Clause {
  const change = changeOf(before, after, ['revision'])
  return {
    name: 'cycle-item-unchanged',
    write: { Update: { TableName: ledgerTable(), Key: itemKey(before.cycle, before.item), ...change } },
  }
}

/** Ids of the cycles among what is due in the Ledger. */
export function cyclesAmong(due: DueKey[]): string[] {
  return due.flatMap(({ pk }) => (pk.startsWith(PREFIX) ? [pk.slice(PREFIX.length)] : []))
}
