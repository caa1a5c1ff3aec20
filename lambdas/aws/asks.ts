import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { Ask } from '../../domain/ask.ts'
import { ledgerTable } from '../env.ts'
import { changeOf } from './change.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { readAll } from './read-all.ts'
import { expiry, record } from './record.ts'

/** Closed asks stay readable for this many days. */
export const KEEP_DAYS = 400

/** Key of an ask: beside the mails of the person who has it. */
export const askKey = (person: string, id: string) => ({ pk: `PERSON#${person}`, sk: `ASK#${id}` })

/** The ask does not exist yet. Its id comes from decision, kind and attempt, so the same ask is never put twice. */
export function newAsk(ask: Ask): Clause {
  const Item = { ...askKey(ask.person, ask.id), ...stored(ask) }
  return {
    name: `ask-new ${ask.id}`,
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/** The ask is as it was read: nobody answered, advanced or withdrew it meanwhile. */
export function changeAsk(before: Ask, after: Ask): Clause {
  const change = changeOf(stored(before), stored(after), ['revision'])
  return {
    name: 'ask-unchanged',
    write: { Update: { TableName: ledgerTable(), Key: askKey(before.person, before.id), ...change } },
  }
}

/** A closed ask expires; an open one never does. */
function stored(ask: Ask): Ask & { expiresAt?: number } {
  return ask.closedAt ? { ...ask, expiresAt: expiry(ask.closedAt, KEEP_DAYS) } : ask
}

/** One ask, strongly consistent. */
export async function readAsk(person: string, id: string): Promise<Ask | undefined> {
  const answer = await dynamo.send(
    new GetCommand({ TableName: ledgerTable(), Key: askKey(person, id), ConsistentRead: true }),
  )
  return answer.Item && parseAsk(answer.Item)
}

/** The asks of a decision, strongly consistent, in the order given; those that expired are left out. */
export async function readAsks(places: { person: string; ask: string }[]): Promise<Ask[]> {
  const items = await readAll(
    ledgerTable(),
    places.map((place) => askKey(place.person, place.ask)),
  )
  const found = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]))
  return places.flatMap(({ person, ask }) => {
    const item = found.get(`PERSON#${person} ASK#${ask}`)
    return item ? [parseAsk(item)] : []
  })
}

/** An ask as a query gives it. */
export const parseAsk = (item: Record<string, unknown>): Ask => record(Ask, item)
