import * as z from 'zod'
import { OPEN_STATES } from '../../domain/decision-change.ts'
import { type OpenAsk, OpenDecision, openAskOf, type UnderWay } from '../../domain/plan/diff/under-way.ts'
import { readAsks } from '../aws/asks.ts'
import { decisionsAmong, readDecisions } from '../aws/decisions.ts'
import { duePage } from '../aws/due.ts'
import { mailsAmong } from '../aws/mails.ts'
import { ledgerTable } from '../env.ts'
import { openAsks } from './open-asks.ts'

/** Decisions and mails that one answer goes through: with the check-ins of their people some 3 MB at most of the 6 MB an answer may have. */
const PAGE = 200

/** The end of time for the index of what is due. */
const EVER = '9999'

/** Where a page begins: the last key of the one before, as this function gave it. */
const Place = z.strictObject({ pk: z.string(), sk: z.string(), dueKind: z.string(), dueAt: z.string() })

/** Check-ins apart from the other asks: the command line of before them refuses asks of a kind it does not know. */
interface Page extends UnderWay {
  checkIns: OpenAsk[]
  next?: string
}

/**
 * A page of what is under way: decisions that hold their place with their open asks, and the open check-ins of people
 * with a mail ahead. Undefined: no such place.
 */
export async function underWay(after: string | undefined, now: number): Promise<Page | undefined> {
  const from = after === undefined ? undefined : placeIn(after)
  if (after !== undefined && !from) return undefined
  const { keys, next } = await duePage({ table: ledgerTable(), kind: 'ledger', until: EVER, after: from, limit: PAGE })
  const decisions = [...(await readDecisions(decisionsAmong(keys))).values()].filter(({ state }) =>
    OPEN_STATES.includes(state),
  )
  const asks = await readAsks(decisions.flatMap((decision) => decision.asks))
  const people = await openAsks([...new Set(mailsAmong(keys).map(({ person }) => person))], now)
  return {
    decisions: decisions.map((decision) => picked(OpenDecision, decision)),
    asks: asks.filter(({ state }) => state === 'open').map(openAskOf),
    checkIns: people
      .flat()
      .filter(({ kind }) => kind === 'check-in')
      .map(openAskOf),
    ...(next && { next: Buffer.from(JSON.stringify(next)).toString('base64url') }),
  }
}

function placeIn(text: string): z.infer<typeof Place> | undefined {
  try {
    return Place.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}

/** The fields a schema names, of a record that has more. */
function picked<S extends z.ZodObject>(schema: S, value: object): z.infer<S> {
  const fields = Object.entries(value).filter(([name]) => name in schema.shape)
  return schema.parse(Object.fromEntries(fields))
}
