import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Ask, type Mail, Note, PersonState } from '../../domain/ask.ts'
import { ledgerTable } from '../env.ts'
import { KEEP_DAYS, parseAsk } from './asks.ts'
import { changeOf } from './change.ts'
import { type Clause, conditionFailed, dynamo } from './dynamo.ts'
import { parseMail } from './mails.ts'
import { readAll } from './read-all.ts'
import { expiry, record } from './record.ts'

/** Everything the Ledger knows that waits for a person or was lately sent to them. */
export interface PersonPartition {
  asks: Ask[]
  mails: Mail[]
  notes: Note[]
  state?: PersonState
}

/**
 * A person's partition in one consistent Query: all that is open, and what was closed after `since` (ISO). What ended
 * before is left in the table until it expires and does not cross the wire.
 */
export async function personPartition(person: string, since: string): Promise<PersonPartition> {
  const partition: PersonPartition = { asks: [], mails: [], notes: [] }
  let after: string | undefined
  do {
    const page: Page = await partitionPage(person, since, after)
    for (const item of page.items) sort(item, partition)
    after = page.next
  } while (after !== undefined)
  return partition
}

/** What one Query gives of a person's partition, at most 1 MB; `after` and `next` are the sort keys it goes on behind. */
export async function personPage(
  person: string,
  since: string,
  after?: string,
): Promise<PersonPartition & { next?: string }> {
  const { items, next } = await partitionPage(person, since, after)
  const partition: PersonPartition = { asks: [], mails: [], notes: [] }
  for (const item of items) sort(item, partition)
  return { ...partition, ...(next !== undefined && { next }) }
}

interface Page {
  items: Record<string, unknown>[]
  next?: string
}

async function partitionPage(person: string, since: string, after: string | undefined): Promise<Page> {
  const pk = `PERSON#${person}`
  const page = await dynamo.send(
    new QueryCommand({
      TableName: ledgerTable(),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'attribute_not_exists(expiresAt) OR expiresAt >= :since',
      ExpressionAttributeValues: { ':pk': pk, ':since': expiry(since, KEEP_DAYS) },
      ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
    }),
  )
  return { items: page.Items ?? [], ...(page.LastEvaluatedKey && { next: String(page.LastEvaluatedKey.sk) }) }
}

function sort(item: Record<string, unknown>, into: PersonPartition): void {
  const [kind] = String(item.sk).split('#', 1)
  if (kind === 'ASK') into.asks.push(parseAsk(item))
  else if (kind === 'MAIL') into.mails.push(parseMail(item))
  else if (kind === 'NOTE') into.notes.push(record(Note, item))
  else if (kind === 'STATE') into.state = record(PersonState, item)
}

const noteKey = (person: string, id: string) => ({ pk: `PERSON#${person}`, sk: `NOTE#${id}` })

/** The note does not exist yet: a ladder tells each thing once. */
export function newNote(note: Note): Clause {
  const Item = { ...noteKey(note.person, note.id), ...note }
  return {
    name: `note-new ${note.id}`,
    write: { Put: { TableName: ledgerTable(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
  }
}

/** One note, strongly consistent. */
export async function readNote(person: string, id: string): Promise<Note | undefined> {
  const [item] = await readAll(ledgerTable(), [noteKey(person, id)])
  return item && record(Note, item)
}

/** The note still waits. Mailed or dropped, it will expire. */
export function endNote(before: Note, after: Note, now: string): Clause {
  const change = changeOf(before, { ...after, expiresAt: expiry(now, KEEP_DAYS) }, ['mail', 'dropped'])
  return {
    name: 'note-waits',
    write: { Update: { TableName: ledgerTable(), Key: noteKey(before.person, before.id), ...change } },
  }
}

/** What is known beyond the plan of these people; who is not in the answer is reachable. */
export async function readStates(people: string[]): Promise<PersonState[]> {
  const keys = [...new Set(people)].map((person) => ({ pk: `PERSON#${person}`, sk: 'STATE' }))
  return (await readAll(ledgerTable(), keys)).map((item) => record(PersonState, item))
}

/**
 * Keeps what somebody said about themselves, and nothing else of their state; `undefined` takes it back. `once`: on condition
 * that they had not said it already.
 */
export function sayOfPerson<K extends 'away' | 'remindersOff'>(
  person: string,
  what: K,
  value: PersonState[K],
  once?: 'once',
): Clause {
  const set = value === undefined ? `SET person = :person REMOVE ${what}` : `SET person = :person, ${what} = :value`
  return {
    name: `said ${what}`,
    write: {
      Update: {
        TableName: ledgerTable(),
        Key: { pk: `PERSON#${person}`, sk: 'STATE' },
        UpdateExpression: set,
        ...(once && { ConditionExpression: `attribute_not_exists(${what})` }),
        ExpressionAttributeValues: { ':person': person, ...(value === undefined ? {} : { ':value': value }) },
      },
    },
  }
}

/** Remembers that mail does not reach a person at an address; the first reason for that address is kept. */
export async function markUnreachable(
  person: string,
  mark: { since: string; because: string; address: string },
): Promise<void> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: ledgerTable(),
        Key: { pk: `PERSON#${person}`, sk: 'STATE' },
        UpdateExpression: 'SET person = :person, unreachable = :mark',
        ConditionExpression: 'attribute_not_exists(unreachable.address) OR unreachable.address <> :address',
        ExpressionAttributeValues: { ':person': person, ':mark': mark, ':address': mark.address },
      }),
    )
  } catch (error) {
    if (!conditionFailed(error)) throw error
  }
}
