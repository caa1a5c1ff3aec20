import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import { Ask } from '../../domain/ask.ts'
import { ledgerTable } from '../env.ts'
import { changeOf } from './change.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { expiry, record } from './record.ts'

/** Closed asks stay readable for this many days. */
export const KEEP_DAYS = 400

/** Key of an ask: beside the mails of the person who has it. */
export const askKey = (person: string, id: string) => ({ pk: `PERSON#${person}`, sk: `ASK#${id}` })

/** The ask does not exist yet. Its id comes from decision, kind and attempt, so the same ask is never put twice. */
export function newAsk(ask: Ask): Clause {
  const Item = { ...askKey(ask.person, ask.id), ...stored(ask) }
  return {
    name: 'ask-new',
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/** The ask is as it was read: nobody answered, advanced or withdrew it meanwhile. */
export function changeAsk(before: Ask, after: Ask): Clause {
  const change = changeOf(stored(before), stored(after), ['revision'])
  return { name: 'ask-unchanged', write: { Update: { TableName: ledgerTable(), Key: askKey(before.person, before.id), ...change } } }
}

/** A closed ask expires; an open one never does. */
function stored(ask: Ask): Ask & { expiresAt?: number } {
  return ask.closedAt ? { ...ask, expiresAt: expiry(ask.closedAt, KEEP_DAYS) } : ask
}

/** One ask, strongly consistent. */
export async function readAsk(person: string, id: string): Promise<Ask | undefined> {
  const answer = await dynamo.send(new GetCommand({ TableName: ledgerTable(), Key: askKey(person, id), ConsistentRead: true }))
  return answer.Item && parseAsk(answer.Item)
}

/** The asks of a decision, strongly consistent, in the order given; those that expired are left out. */
export async function readAsks(places: { person: string; ask: string }[]): Promise<Ask[]> {
  const found = new Map<string, Ask>()
  let Keys: Record<string, unknown>[] = places.map((place) => askKey(place.person, place.ask))
  while (Keys.length > 0) {
    const RequestItems = { [ledgerTable()]: { Keys: Keys.slice(0, 100), ConsistentRead: true } }
    const answer = await dynamo.send(new BatchGetCommand({ RequestItems }))
    for (const item of answer.Responses?.[ledgerTable()] ?? []) found.set(`${item.pk} ${item.sk}`, parseAsk(item))
    Keys = [...(answer.UnprocessedKeys?.[ledgerTable()]?.Keys ?? []), ...Keys.slice(100)]
  }
  return places.flatMap(({ person, ask }) => found.get(`PERSON#${person} ASK#${ask}`) ?? [])
}

/** An ask as a query gives it. */
export const parseAsk = (item: Record<string, unknown>): Ask => record(Ask, item)
