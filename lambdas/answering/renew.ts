import type { Link } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { planMailNow } from '../aws/mails.ts'

const HOUR = 3_600_000

/**
 * Has a fresh mail with a fresh link sent to the addressee, never to whoever holds the old link. One an hour for each
 * link: the slot's name is the hour and the link, so pressing the button again plans the same mail.
 */
export async function renewLink(link: Link, now: number): Promise<void> {
  const hour = formatInstant(now - (now % HOUR))
  await planMailNow({ person: link.person, slot: `${hour}#link-${link.hash.slice(0, 16)}` }, true)
}
