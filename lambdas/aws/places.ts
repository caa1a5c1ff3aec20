import { GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Decision } from '../../domain/decision.ts'
import { placesOf } from '../../domain/decision-merging.ts'
import { ledgerTable } from '../env.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { readAll } from './read-all.ts'
import { record } from './record.ts'

/** The one place of a trigger and series that an open decision may hold. */
const Place = z.strictObject({ decision: z.string(), episode: z.string() })
export type Place = z.infer<typeof Place>

const placeKey = (trigger: string, series: string) => ({ pk: `TRIGGER#${trigger}#${series}`, sk: 'OPEN' })

/** No other decision is open for this trigger and series. */
export function takePlace({ id, trigger, series, episode }: Decision): Clause {
  const Item = { ...placeKey(trigger, series), decision: id, episode }
  return {
    name: 'place-free',
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/** The place of a trigger and series still belongs to the first decision; from now on it belongs to the other one. */
export function passPlace(
  { trigger, series }: { trigger: string; series: string },
  from: string,
  to: { id: string; episode: string },
): Clause {
  return {
    name: 'place-held',
    write: {
      Update: {
        TableName: ledgerTable(),
        Key: placeKey(trigger, series),
        UpdateExpression: 'SET decision = :to, episode = :episode',
        ConditionExpression: 'decision = :from',
        ExpressionAttributeValues: { ':from': from, ':to': to.id, ':episode': to.episode },
      },
    },
  }
}

/** All places of a decision go to the one that follows, or to the one it is merged into. */
export const passPlaces = (from: Decision, to: Decision): Clause[] =>
  placesOf(from).map((place) => passPlace(place, from.id, { id: to.id, episode: place.episode }))

/** The place is the decision's own, or nobody's: it is free afterwards. */
export function leavePlace({ trigger, series }: { trigger: string; series: string }, id: string): Clause {
  return {
    name: 'place-held',
    write: {
      Delete: {
        TableName: ledgerTable(),
        Key: placeKey(trigger, series),
        ConditionExpression: 'attribute_not_exists(pk) OR decision = :id',
        ExpressionAttributeValues: { ':id': id },
      },
    },
  }
}

/** The decision holds no place any more, neither its own nor those of what was merged into it. */
export const leavePlaces = (decision: Decision): Clause[] =>
  placesOf(decision).map((place) => leavePlace(place, decision.id))

/** Who holds the place, strongly consistent. */
export async function readPlace(trigger: string, series: string): Promise<Place | undefined> {
  const Key = placeKey(trigger, series)
  const { Item } = await dynamo.send(new GetCommand({ TableName: ledgerTable(), Key, ConsistentRead: true }))
  return Item && record(Place, Item)
}

/** Who holds each of several places, strongly consistent; free ones are left out. */
export async function readPlaces(wanted: { trigger: string; series: string }[]): Promise<Place[]> {
  const keys = wanted.map(({ trigger, series }) => placeKey(trigger, series))
  return (await readAll(ledgerTable(), keys)).map((item) => record(Place, item))
}
