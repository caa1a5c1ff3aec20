import { createHash } from 'node:crypto'
import { Problem } from '../http/problem.ts'

/** Cursors are shorter than this, whatever they lead on from. */
const LONGEST = 400

/** Digest of what was asked: a cursor goes on with the same question only. */
const digest = (question: string): string => createHash('sha256').update(question).digest('base64url').slice(0, 11)

/** Where the next page begins: after `last`, of the same `question`. Opaque to whoever gets it; no secret, so not signed. */
export const cursorAfter = (question: string, last: string): string =>
  Buffer.from(JSON.stringify([digest(question), last])).toString('base64url')

/** What a cursor goes on after; undefined without one. A Problem when it was not given for this question. */
export function afterCursor(question: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const [asked, last] = parsed(cursor)
  if (asked === digest(question) && last !== undefined) return last
  throw new Problem(
    422,
    'malformed-cursor',
    'The cursor was not given for this request: send `next` of the page before, whole, with the same path, filters and as_of; or none to begin anew.',
  )
}

function parsed(cursor: string): [string?, string?] {
  if (cursor.length > LONGEST || !/^[\w-]+$/.test(cursor)) return []
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const isPair = Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string')
    return isPair ? (value as [string, string]) : []
  } catch {
    return []
  }
}
