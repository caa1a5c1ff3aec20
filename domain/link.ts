/** Links in mails: whom they serve, what they show, when they end. Whoever holds one answers as its addressee. */
import type { Ask, Link, Mail } from './ask.ts'
import { formatInstant, parseInstant } from './instant.ts'

const DAY = 86_400_000

/** Days a link works: longer than the longest ladder, shorter than people keep mails they should not find again. */
export const LINK_DAYS = 45

/** 128 random bits in base64url without padding; the last character carries two bits, so only four letters can end it. */
export const TOKEN_PATTERN = /^[A-Za-z0-9_-]{21}[AQgw]$/

/** Whether a path segment can be a token at all; what cannot is never looked up. */
export const isToken = (text: string): boolean => TOKEN_PATTERN.test(text)

/** The link of one mail; `hash` is the token's SHA-256 in hex, the token itself is kept nowhere. */
export const newLink = (hash: string, mail: Pick<Mail, 'person' | 'slot'>, now: number): Link => ({
  hash,
  person: mail.person,
  slot: mail.slot,
  createdAt: formatInstant(now),
  expiresAt: formatInstant(now + LINK_DAYS * DAY),
  revoked: false,
})

/** `revoked` is final, `expired` may be renewed by a fresh mail to the addressee. */
export type LinkStatus = 'good' | 'expired' | 'revoked'

/** Whether a link still works at `now` (epoch ms). */
export const linkStatus = (link: Link, now: number): LinkStatus => {
  if (link.revoked) return 'revoked'
  return now < parseInstant(link.expiresAt) ? 'good' : 'expired'
}

/** Which of a person's asks a link shows: those of its mail, open or not, and what has become theirs since and been mailed or is open. */
export const asksOfLink = (link: Link, mail: Mail | undefined, asks: readonly Ask[]): Ask[] => {
  const carried = new Set(mail?.entries.map((entry) => entry.ask) ?? [])
  const since = parseInstant(link.createdAt)
  return asks
    .filter((ask) => ask.person === link.person)
    .filter((ask) => carried.has(ask.id) || (ask.state === 'open' && parseInstant(ask.openedAt) >= since))
    .sort((a, b) => parseInstant(a.dueBy) - parseInstant(b.dueBy) || (a.id < b.id ? -1 : 1))
}
