import { formatInstant } from '../domain/instant.ts'
import { dueKeys } from './aws/due.ts'
import { log } from './aws/log.ts'
import { mailsAmong } from './aws/mails.ts'
import { queueMails } from './aws/queue.ts'
import { ledgerTable } from './env.ts'

/**
 * Queues every mail planned for now or before, whatever its zone: a mail that an earlier slot left behind goes with
 * this one. One Query when nothing is due.
 */
export async function handler(): Promise<{ queued: number }> {
  const orders = mailsAmong(await dueKeys(ledgerTable(), 'ledger', formatInstant(Date.now())))
  await queueMails(orders)
  if (orders.length > 0) log('info', 'mails queued', { queued: orders.length })
  return { queued: orders.length }
}
