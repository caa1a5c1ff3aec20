import { type AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Mail } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { ledgerTable } from '../env.ts'
import { conditionFailed, dynamo } from './dynamo.ts'
import { mailKey, parseMail } from './mails.ts'
import type { MailOrder } from './queue.ts'

/** How long a run may take from its claim to `sent` before another may take over: far more than a send needs. */
export const LEASE_MS = 5 * 60_000

/** What became of the attempt to have a mail alone: it is ours, somebody else has it now, or there is nothing to do. */
export type Claim = { state: 'ours'; mail: Mail } | { state: 'busy'; until?: string } | { state: 'over' }

/**
 * Takes a mail to send it: one that is planned, in one call; or one left behind by a run whose five-minute lease has
 * ended (a frozen one stays frozen and is sent as it is). Of two runs one wins.
 */
export async function claimMail(order: MailOrder, now: number): Promise<Claim> {
  const first = await take(order, now, 'claimed', '#state = :was', { ':was': 'planned', ':claims': 1 })
  if (first.won) return { state: 'ours', mail: first.won }
  const mail = first.found
  if (!mail || mail.state === 'sent' || mail.state === 'skipped') return { state: 'over' }
  if (mail.leaseUntil && mail.leaseUntil > formatInstant(now)) return { state: 'busy', until: mail.leaseUntil }
  const state = mail.state === 'frozen' ? 'frozen' : 'claimed'
  const values = { ':was': mail.state, ':claims': mail.claims + 1, ':read': mail.claims }
  const second = await take(order, now, state, '#state = :was AND claims = :read', values)
  return second.won ? { state: 'ours', mail: second.won } : { state: 'busy', until: second.found?.leaseUntil }
}

async function take(
  order: MailOrder,
  now: number,
  state: Mail['state'],
  ConditionExpression: string,
  values: Record<string, unknown>,
): Promise<{ won?: Mail; found?: Mail }> {
  const update: UpdateCommandInput = {
    TableName: ledgerTable(),
    Key: mailKey(order),
    UpdateExpression: 'SET #state = :state, leaseUntil = :lease, claims = :claims',
    ConditionExpression,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ...values, ':state': state, ':lease': formatInstant(now + LEASE_MS) },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }
  try {
    const { Attributes } = await dynamo.send(new UpdateCommand(update))
    return { won: parseMail(Attributes!) }
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    // The document client leaves the item inside an error as it came over the wire.
    return { found: error.Item && parseMail(unmarshall(error.Item as Record<string, AttributeValue>)) }
  }
}

/** Gives a claim back after an error that was caught, so that the next try need not wait for the lease. */
export async function releaseMail(mail: Mail, now: number): Promise<void> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: ledgerTable(),
        Key: mailKey(mail),
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
