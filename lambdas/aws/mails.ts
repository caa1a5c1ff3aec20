import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Mail } from '../../domain/ask.ts'
import { slotInstant } from '../../domain/mail-occasion.ts'
import { ledgerTable } from '../env.ts'
import { KEEP_DAYS } from './asks.ts'
import { changeOf } from './change.ts'
import type { DueKey, DueKind } from './due.ts'
import { type Clause, conditionFailed, dynamo } from './dynamo.ts'
import type { MailOrder } from './queue.ts'
import { expiry, record } from './record.ts'

const KIND: DueKind = 'ledger'
const PERSON = 'PERSON#'
const MAIL = 'MAIL#'

/** Key of a mail: beside the asks of its person. */
export const mailKey = ({ person, slot }: MailOrder) => ({ pk: `${PERSON}${person}`, sk: `${MAIL}${slot}` })

/** The person's mail of this slot is planned and nobody has begun to send it, so whatever is written with it will be in it. */
export function planMailOf(order: MailOrder, urgent = false): Clause {
  return {
    name: `slot-open ${order.person} ${order.slot}`,
    write: {
      Update: {
        TableName: ledgerTable(),
        Key: mailKey(order),
        UpdateExpression:
          'SET #state = :planned, person = :person, slot = :slot, urgent = :urgent, dueKind = :kind, dueAt = :at',
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

/** Mails among what is due in the Ledger: planned, and neither sent nor skipped. */
export function mailsAmong(due: DueKey[]): MailOrder[] {
  const mails = due.filter(({ sk }) => sk.startsWith(MAIL))
  return mails.map(({ pk, sk }) => ({ person: pk.slice(PERSON.length), slot: sk.slice(MAIL.length) }))
}

/** A mail as a query gives it. */
export const parseMail = (item: Record<string, unknown>): Mail => record(Mail, item)

/** Index attributes of a mail that waits. */
const waiting = (mail: Mail) => ({ dueKind: KIND, dueAt: slotInstant(mail.slot) })

/** What an ended mail has instead: it leaves the index and expires. */
const over = (now: string) => ({ leaseUntil: undefined, expiresAt: expiry(now, KEEP_DAYS) })

/** The mail is still under this claim. It is frozen to be sent, or skipped and thereby over. */
export function concludeClaim(claimed: Mail, after: Mail, now: string): Clause {
  const stays = after.state === 'frozen' ? waiting(claimed) : over(now)
  const change = changeOf({ ...claimed, ...waiting(claimed) }, { ...after, ...stays }, ['state', 'claims'])
  return { name: 'mail-claimed', write: { Update: { TableName: ledgerTable(), Key: mailKey(claimed), ...change } } }
}

/** Ends a frozen mail as `sent` or `skipped`. False when another run had ended it. */
export async function endMail(frozen: Mail, after: Mail, now: string): Promise<boolean> {
  const change = changeOf({ ...frozen, ...waiting(frozen) }, { ...after, ...over(now) }, ['state'])
  try {
    await dynamo.send(new UpdateCommand({ TableName: ledgerTable(), Key: mailKey(frozen), ...change }))
    return true
  } catch (error) {
    if (conditionFailed(error)) return false
    throw error
  }
}
