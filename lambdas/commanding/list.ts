import * as z from 'zod'
import type { Decision } from '../../domain/decision.ts'
import { OPEN_STATES } from '../../domain/decision-change.ts'
import { readAsks } from '../aws/asks.ts'
import { decisionsAmong, readDecisions } from '../aws/decisions.ts'
import { duePage } from '../aws/due.ts'
import { ledgerTable } from '../env.ts'
import { type Refusal, refusal } from './command.ts'

/** Decisions and mails one answer goes through: at some 4 kB each far below the 6 MB an answer may have. */
const PAGE = 200

/** The end of time for the index of what is due. */
const EVER = '9999'

const Place = z.strictObject({ pk: z.string(), sk: z.string(), dueKind: z.string(), dueAt: z.string() })

/** A decision with whoever has an open ask about it. */
export interface Listed {
  decision: Decision
  asked: string[]
}

/** A page of the decisions under way by their next deadline, or of those that ended since an instant by their end; `next` is where the following page begins. */
export async function listDecisions({
  after,
  endedSince,
}: {
  after?: string | undefined
  endedSince?: string | undefined
}): Promise<Refusal | { ok: true; decisions: Listed[]; next?: string }> {
  const from = after === undefined ? undefined : placeIn(after)
  if (after !== undefined && !from) return refusal('malformed-request', ['after: no page ends there.'])
  const kind = endedSince === undefined ? ('ledger' as const) : ('ended' as const)
  const wanted = { table: ledgerTable(), kind, since: endedSince, until: EVER, after: from, limit: PAGE }
  const { keys, next } = await duePage(wanted)
  const found = await readDecisions(decisionsAmong(keys))
  const decisions = decisionsAmong(keys).flatMap((id) => found.get(id) ?? [])
  const open = decisions.filter(({ state }) => kind === 'ended' || OPEN_STATES.includes(state))
  const asks = await readAsks(open.flatMap((decision) => decision.asks))
  const asked = Map.groupBy(
    asks.filter((ask) => ask.state === 'open' && ask.kind !== 'check-in'),
    (ask) => ('decision' in ask ? ask.decision : ''),
  )
  return {
    ok: true,
    decisions: open.map((decision) => ({
      decision: shown(decision),
      asked: (asked.get(decision.id) ?? []).map(({ person }) => person),
    })),
    ...(next && { next: Buffer.from(JSON.stringify(next)).toString('base64url') }),
  }
}

/** What of a decision leaves the deployment: all but what its machine keeps there. */
export const shown = ({ claimedBy: _claim, taskToken: _token, ...decision }: Decision): Decision => decision

function placeIn(text: string): z.infer<typeof Place> | undefined {
  try {
    return Place.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
