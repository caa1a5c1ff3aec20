import { awaitsChoice } from '../../domain/decision-change.ts'
import { needsConfirming } from '../../domain/decision-confirming.ts'
import type { Happening } from '../aws/bus.ts'
import { parseCycle } from '../aws/cycles.ts'
import { parseDecision } from '../aws/decisions.ts'
import { HISTORY_PREFIX, parseHistory } from '../aws/history.ts'
import type { Served } from '../aws/machines.ts'
import { parseMail } from '../aws/mails.ts'
import type { MailOrder } from '../aws/queue.ts'
import type { ItemChange } from '../aws/stream.ts'

/** What has to happen because an item of the Ledger changed. */
export type Consequence =
  | { do: 'start'; decision: string }
  | { do: 'start-cycle'; cycle: string }
  | { do: 'wake'; served: Served; token: string }
  | { do: 'publish'; happening: Happening }
  | { do: 'send'; order: MailOrder }
  | { do: 'nothing' }

type Image = Record<string, unknown> | undefined

const NOTHING: Consequence = { do: 'nothing' }

/**
 * The one consequence of a change. Pure, so that every kind of record is a row in a test. Records that the event
 * source's filter should have kept away have none.
 */
export function consequenceOf({ kind, pk, sk, before, after }: ItemChange): Consequence {
  if (!after) return NOTHING
  if (kind === 'INSERT' && sk.startsWith(HISTORY_PREFIX)) return { do: 'publish', happening: happening(pk, sk, after) }
  if (kind === 'INSERT' && sk.startsWith('MAIL#')) {
    const mail = parseMail(after)
    return mail.urgent && mail.state === 'planned'
      ? { do: 'send', order: { person: mail.person, slot: mail.slot } }
      : NOTHING
  }
  if (pk.startsWith('CYCLE#') && sk === 'META') return ofCycle(kind, before, after)
  if (!pk.startsWith('DECISION#') || sk !== 'META') return NOTHING
  if (kind === 'INSERT') return { do: 'start', decision: parseDecision(after).id }
  return before ? wakeOf(before, after) : NOTHING
}

/** A new cycle starts its machine; the last answer that is waited for wakes it. */
function ofCycle(kind: ItemChange['kind'], before: Image, after: Record<string, unknown>): Consequence {
  const is = parseCycle(after)
  if (kind === 'INSERT') return { do: 'start-cycle', cycle: is.id }
  const was = before && parseCycle(before)
  const last = was?.state === 'open' && (was.waiting ?? 0) > 0 && (is.waiting ?? 0) <= 0
  return last && is.taskToken ? { do: 'wake', served: { cycle: is.id }, token: is.taskToken } : NOTHING
}

/**
 * A stage waits either for a choice or for word that a fallback was carried out. Being taken up (`acknowledged`) does
 * not end the wait, so it wakes nobody; unless corrected figures then take its ground away, which has to be asked about.
 */
function wakeOf(before: Record<string, unknown>, after: Record<string, unknown>): Consequence {
  const [was, is] = [parseDecision(before), parseDecision(after)]
  const chosen = awaitsChoice(was) && !awaitsChoice(is)
  const carriedOut = was.state === 'decided' && is.state !== 'decided'
  const groundless = !needsConfirming(was) && needsConfirming(is)
  if (!(chosen || carriedOut || groundless) || !is.taskToken) return NOTHING
  return { do: 'wake', served: { decision: is.id }, token: is.taskToken }
}

/** A line of history as an event; `id` is the same at every repeat. */
function happening(pk: string, sk: string, item: Record<string, unknown>): Happening {
  const { ref: _, ...line } = parseHistory(item)
  return { what: line.what, at: line.at, detail: { id: `${pk}/${sk}`, ...line } }
}
