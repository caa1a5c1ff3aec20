import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { errorFacts, log } from './aws/log.ts'
import { sendMail } from './posting/send.ts'

const Order = z.strictObject({ person: z.string(), slot: z.string() })

/** Sends the mails of a batch, one after the other; those that failed come back after the queue's visibility timeout. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const record of event.Records) {
    if (!(await sent(record))) batchItemFailures.push({ itemIdentifier: record.messageId })
  }
  return { batchItemFailures }
}

async function sent(record: SQSRecord): Promise<boolean> {
  try {
    const order = Order.parse(JSON.parse(record.body))
    const done = await sendMail(order, Date.now())
    log('info', 'mail handled', { ...order, done })
    return true
  } catch (error) {
    log('error', 'mail failed', { message: record.messageId, ...errorFacts(error) })
    return false
  }
}
