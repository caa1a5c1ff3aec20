import type { Link } from '../../domain/ask.ts'
import { formatInstant } from '../../domain/instant.ts'
import { packSlot } from '../../domain/mail-occasion.ts'
import { planMailNow } from '../aws/mails.ts'

const HOUR = 3_600_000

/** Has the pack mailed again with a fresh link, to the addressee of the old one; one an hour, however often it is pressed. */
export async function renewPack(link: Link, cycle: string, now: number): Promise<void> {
  await planMailNow({ person: link.person, slot: packSlot(formatInstant(now - (now % HOUR)), cycle) }, true)
}
