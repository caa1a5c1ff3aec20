import * as z from 'zod'
import { type Ask, isDecisionAsk } from '../../domain/ask.ts'
import { OPEN_STATES } from '../../domain/decision-change.ts'
import { OpenAsk, OpenDecision, type UnderWay } from '../../domain/plan/diff/under-way.ts'
import { readAsks } from '../aws/asks.ts'
import { decisionsAmong, readDecisions } from '../aws/decisions.ts'
import { duePage } from '../aws/due.ts'
import { ledgerTable } from '../env.ts'

/** Decisions and mails that one answer goes through: some 2 MB at most of the 6 MB an answer may have. */
const PAGE = 500

/** The end of time for the index of what is due. */
const EVER = '9999'

/** Where a page begins: the last key of the one before, as this function gave it. */
const Place = z.strictObject({ pk: z.string(), sk: z.string(), dueKind: z.string(), dueAt: z.string() })

/** A page of what is under way: decisions that hold their place, and their open asks. Undefined: no such place. */
export async function underWay(after: string | undefined): Promise<(UnderWay & { next?: string }) | undefined> {
  const from = after === undefined ? undefined : placeIn(after)
  if (after !== undefined && !from) return undefined
  const { keys, next } = await duePage({ table: ledgerTable(), kind: 'ledger', until: EVER, after: from, limit: PAGE })
  const decisions = [...(await readDecisions(decisionsAmong(keys))).values()].filter(({ state }) =>
    OPEN_STATES.includes(state),
  )
  const asks = await readAsks(decisions.flatMap((decision) => decision.asks))
  return {
    decisions: decisions.map((decision) => picked(OpenDecision, decision)),
    asks: asks.filter(({ state }) => state === 'open').flatMap(openAsk),
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

const openAsk = (ask: Ask): OpenAsk[] => (isDecisionAsk(ask) ? [picked(OpenAsk, { ...ask, about: ask.title })] : [])

/** The fields a schema names, of a record that has more. */
function picked<S extends z.ZodObject>(schema: S, value: object): z.infer<S> {
  const fields = Object.entries(value).filter(([name]) => name in schema.shape)
  return schema.parse(Object.fromEntries(fields))
}
