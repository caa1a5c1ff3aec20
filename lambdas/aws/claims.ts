import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Mail } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { ledgerTable } from '../env.ts'
import { conditionFailed, dynamo } from './dynamo.ts'
import { LEASE_MS, parseMail, readMail } from './mails.ts'
import type { MailOrder } from './queue.ts'

/** What became of the attempt to send a mail alone: it is ours, somebody else has it now, or there is nothing to do. */
export type Claim = { state: 'ours'; mail: Mail } | { state: 'busy'; until: string } | { state: 'over' }

/**
 * Takes a mail to send it: planned, or left behind by a run whose five-minute lease has ended (a frozen one stays
 * frozen and is sent as it is). Of two runs one wins, because the count of claims is part of the condition.
 */
export async function claimMail(order: MailOrder, now: number): Promise<Claim> {
  const mail = await readMail(order)
  if (!mail || mail.state === 'sent' || mail.state === 'skipped') return { state: 'over' }
  if (mail.state !== 'planned' && mail.leaseUntil && mail.leaseUntil > formatInstant(now)) {
    return { state: 'busy', until: mail.leaseUntil }
  }
  const claimed = await take(mail, now)
  return claimed ? { state: 'ours', mail: claimed } : { state: 'busy', until: formatInstant(now + LEASE_MS) }
}

async function take(mail: Mail, now: number): Promise<Mail | undefined> {
  try {
    const { Attributes } = await dynamo.send(
      new UpdateCommand({
        TableName: ledgerTable(),
        Key: { pk: `PERSON#${mail.person}`, sk: `MAIL#${mail.slot}` },
        UpdateExpression: 'SET #state = :next, leaseUntil = :lease, claims = :claims',
        ConditionExpression: '#state = :state AND (attribute_not_exists(claims) OR claims = :read)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':state': mail.state,
          ':next': mail.state === 'frozen' ? 'frozen' : 'claimed',
          ':lease': formatInstant(now + LEASE_MS),
          ':claims': mail.claims + 1,
          ':read': mail.claims,
        },
        ReturnValues: 'ALL_NEW',
      }),
    )
    return parseMail(Attributes!)
  } catch (error) {
    if (conditionFailed(error)) return undefined
    throw error
  }
}

/** Gives a claim back after an error that was caught, so that the next try need not wait for the lease. */
export async function releaseMail(mail: Mail, now: number): Promise<void> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: ledgerTable(),
        Key: { pk: `PERSON#${mail.person}`, sk: `MAIL#${mail.slot}` },
        UpdateExpression: 'SET leaseUntil = :now',
        ConditionExpression: 'claims = :claims AND #state IN (:claimed, :frozen)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':now': formatInstant(now),
          ':claims': mail.claims,
          ':claimed': 'claimed',
          ':frozen': 'frozen',
        },
      }),
    )
  } catch (error) {
    if (!conditionFailed(error)) throw error
  }
}
