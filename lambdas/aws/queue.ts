import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mailQueueUrl } from '../env.ts'

const sqs = new SQSClient({})

/** A mail to send: a person and the slot it was planned for. */
export interface MailOrder {
  person: string
  slot: string
}

/** Some messages did not reach the queue; the caller's whole run is tried again. */
export class QueueRefused extends Error {
  override readonly name = 'QueueRefused'
}

/** SQS takes ten messages a call. */
const BATCH = 10

/**
 * Queues each mail once. A mail queued twice is harmless (send-mail claims it), a mail not queued is found by the audit.
 * Entries refused for a passing reason are sent once more.
 */
export async function queueMails(orders: MailOrder[]): Promise<void> {
  const once = [...new Map(orders.map((order) => [`${order.person} ${order.slot}`, order])).values()]
  for (let start = 0; start < once.length; start += BATCH) {
    const left = await sendBatch(once.slice(start, start + BATCH))
    const refused = left.length > 0 ? await sendBatch(left) : []
    if (refused.length > 0)
      throw new QueueRefused(`The mail queue refused ${refused.length} of ${once.length} messages twice.`)
  }
}

async function sendBatch(orders: MailOrder[]): Promise<MailOrder[]> {
  const Entries = orders.map((order, index) => ({ Id: String(index), MessageBody: JSON.stringify(order) }))
  const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl: mailQueueUrl(), Entries }))
  return (answer.Failed ?? []).map((failure) => orders[Number(failure.Id)]!)
}
