import { Action } from '../../domain/review/action.ts'
import { ledgerTable } from '../env.ts'
import { changeOf } from './change.ts'
import type { Clause } from './dynamo.ts'
import { queryAll } from './query-all.ts'
import { readAll } from './read-all.ts'
import { expiry, record } from './record.ts'

/** What became of an action is in packs; the record of a settled one stays for so many days. */
const KEEP_DAYS = 400
const PREFIX = 'ACTION#'

const actionKey = (review: string, id: string) => ({ pk: `REVIEW#${review}`, sk: `${PREFIX}${id}` })

/** The action does not exist yet. */
export function newAction(action: Action): Clause {
  const Item = { ...actionKey(action.review, action.id), ...action }
  return {
    name: `action-new ${action.id}`,
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/** The action is as it was read. Settled, it will expire. */
export function changeAction(before: Action, after: Action): Clause {
  const ends = after.settledAt === undefined ? {} : { expiresAt: expiry(after.settledAt, KEEP_DAYS) }
  const change = changeOf(before, { ...after, ...ends }, ['revision'])
  return {
    name: 'action-unchanged',
    write: { Update: { TableName: ledgerTable(), Key: actionKey(before.review, before.id), ...change } },
  }
}

/** Some actions by id, strongly consistent, oldest first; those that expired are left out. */
export async function readActions(places: readonly { review: string; id: string }[]): Promise<Action[]> {
  const keys = new Map(places.map(({ review, id }) => [`${review} ${id}`, actionKey(review, id)]))
  return (await readAll(ledgerTable(), [...keys.values()])).map((item) => record(Action, item)).sort(byAge)
}

/** All actions of a review that are open, or were settled after `since` (ISO; empty for ever), strongly consistent, oldest first. */
export async function actionsSince(review: string, since: string): Promise<Action[]> {
  const found = await queryAll({
    TableName: ledgerTable(),
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
    FilterExpression: '#state = :open OR settledAt > :since',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':pk': `REVIEW#${review}`, ':kind': PREFIX, ':open': 'open', ':since': since || '0' },
  })
  return found.map((item) => record(Action, item)).sort(byAge)
}

const byAge = (a: Action, b: Action): number =>
  a.assignedAt === b.assignedAt ? (a.id < b.id ? -1 : 1) : a.assignedAt < b.assignedAt ? -1 : 1
