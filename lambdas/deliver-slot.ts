import { formatInstant } from '../domain/instant.ts'
import { log } from './aws/log.ts'
import { mailsDue } from './aws/mails.ts'
import { queueMails } from './aws/queue.ts'

/**
 * Queues every mail planned for now or before, whatever its zone: a mail that an earlier slot left behind goes with
 * this one. One Query when nothing is due.
 */
export async function handler(): Promise<{ queued: number }> {
  const orders = await mailsDue(formatInstant(Date.now()))
  await queueMails(orders)
  if (orders.length > 0) log('info', 'mails queued', { queued: orders.length })
  return { queued: orders.length }
}
