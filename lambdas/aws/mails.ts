import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Mail } from '../../domain/ask.ts'
import { ledgerTable } from '../env.ts'
import { KEEP_DAYS } from './asks.ts'
import { changeOf } from './change.ts'
import { type DueKind, dueKeys } from './due.ts'
import { type Clause, conditionFailed, dynamo } from './dynamo.ts'
import type { MailOrder } from './queue.ts'
import { expiry, record } from './record.ts'

/** How long a run may take from its claim to `sent` before another may take over: ten times what a send needs. */
export const LEASE_MS = 5 * 60_000

const KIND: DueKind = 'mail'
const mailKey = ({ person, slot }: MailOrder) => ({ pk: `PERSON#${person}`, sk: `MAIL#${slot}` })

/** The instant a slot begins: an urgent or asked-for mail has `instant#reference`. */
export const slotInstant = (slot: string): string => slot.split('#', 1)[0]!

/** The person's mail of this slot is planned and nobody has begun to send it, so whatever is written with it will be in it. */
export function planMailOf(order: MailOrder, urgent = false): Clause {
  return {
    name: 'slot-open',
    write: {
      Update: {
        TableName: ledgerTable(),
        Key: mailKey(order),
        UpdateExpression: 'SET #state = :planned, person = :person, slot = :slot, urgent = :urgent, dueKind = :kind, dueAt = :at',
        ConditionExpression: 'attribute_not_exists(#state) OR #state = :planned',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':planned': 'planned',
          ':person': order.person,
          ':slot': order.slot,
          ':urgent': urgent,
          ':kind': KIND,
          ':at': slotInstant(order.slot),
        },
      },
    },
  }
}

/** Plans a mail by itself. False when that slot was claimed already. */
export async function planMailNow(order: MailOrder, urgent = false): Promise<boolean> {
  try {
    await dynamo.send(new UpdateCommand(planMailOf(order, urgent).write.Update!))
    return true
  } catch (error) {
    if (conditionFailed(error)) return false
    throw error
  }
}

/** Mails planned for `until` (ISO) or before that are neither sent nor skipped. */
export async function mailsDue(until: string): Promise<MailOrder[]> {
  const keys = await dueKeys(ledgerTable(), KIND, until)
  return keys.map(({ pk, sk }) => ({ person: pk.slice('PERSON#'.length), slot: sk.slice('MAIL#'.length) }))
}

/** One mail, strongly consistent. */
export async function readMail(order: MailOrder): Promise<Mail | undefined> {
  const answer = await dynamo.send(new GetCommand({ TableName: ledgerTable(), Key: mailKey(order), ConsistentRead: true }))
  return answer.Item && parseMail(answer.Item)
}

/** A mail as a query gives it. */
export const parseMail = (item: Record<string, unknown>): Mail => record(Mail, item)

/** The mail is still under this claim. */
export function freezeMail(claimed: Mail, frozen: Mail): Clause {
  const change = changeOf(claimed, frozen, ['state', 'claims'])
  return { name: 'mail-claimed', write: { Update: { TableName: ledgerTable(), Key: mailKey(claimed), ...change } } }
}

/**
 * Ends a mail as `sent` or `skipped`: it leaves the index and will expire. Done twice it changes nothing.
 * False when another run had ended it.
 */
export async function endMail(before: Mail, after: Mail, now: string): Promise<boolean> {
  const gone = { dueKind: KIND, dueAt: slotInstant(before.slot) }
  const ended = { ...after, leaseUntil: undefined, expiresAt: expiry(now, KEEP_DAYS) }
  const change = changeOf({ ...before, ...gone }, ended, ['state'])
  try {
    await dynamo.send(new UpdateCommand({ TableName: ledgerTable(), Key: mailKey(before), ...change }))
    return true
  } catch (error) {
    if (conditionFailed(error)) return false
    throw error
  }
}
