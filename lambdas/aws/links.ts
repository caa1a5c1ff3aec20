import { createHash, randomBytes } from 'node:crypto'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { Link } from '../../domain/ask.ts'
import { ledgerTable } from '../env.ts'
import { type Clause, dynamo } from './dynamo.ts'
import { parseKnown } from './known.ts'
import { expiry } from './record.ts'

/** 128 random bits, 22 characters of base64url. Only its hash is ever stored, so a reader of the table cannot answer. */
export const mintToken = (): string => randomBytes(16).toString('base64url')

/** What is stored in place of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

const linkKey = (hash: string) => ({ pk: `LINK#${hash}`, sk: 'LINK' })

/** Expired links are kept this long, so that their page can offer a fresh one instead of "unknown". */
const KEEP_EXPIRED_DAYS = 60

/** The link of one attempt to send a mail. Its own end is kept as `validUntil`, since `expiresAt` is the table's time to live. */
export function newLink(link: Link): Clause {
  const { expiresAt: validUntil, ...rest } = link
  const Item = { ...linkKey(link.hash), ...rest, validUntil, expiresAt: expiry(validUntil, KEEP_EXPIRED_DAYS) }
  return { name: 'link-new', write: { Put: { TableName: ledgerTable(), Item } } }
}

/** Writes the link of a repeated attempt alone; the first one's was part of its transaction. */
export async function putLink(link: Link): Promise<void> {
  await dynamo.send(new PutCommand(newLink(link).write.Put!))
}

/** The link behind a token, strongly consistent: it may be clicked the moment it arrives. */
export async function readLink(token: string): Promise<Link | undefined> {
  const Key = linkKey(hashToken(token))
  const { Item } = await dynamo.send(new GetCommand({ TableName: ledgerTable(), Key, ConsistentRead: true }))
  if (!Item) return undefined
  const { validUntil, expiresAt: _timeToLive, pk: _pk, sk: _sk, ...rest } = Item
  const parsed = parseKnown(Link, { ...rest, expiresAt: validUntil })
  if (!parsed.success) throw parsed.error
  return parsed.data
}
