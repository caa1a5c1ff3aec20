/** A frozen mail whose sending broke off, looked at again before the next attempt. */
import type { Ask, Mail, MailEntry, Note, PersonState } from './ask.ts'
import { decisionIn, settledBecause } from './ask-ladder.ts'
import type { Decision } from './decision.ts'
import { untrueNote } from './mail-notes.ts'

/** What of the frozen list is still to be sent, and a sentence for each thing that is not. */
export interface StillToSend {
  entries: MailEntry[]
  notes: string[]
  dropped: string[]
}

/**
 * Drops what has been answered, withdrawn or handed on since the list was frozen: nobody is asked what is settled.
 * Whatever still waits for this person under the frozen epoch stays, so no question is lost by it.
 */
export const stillToSend = (
  mail: Mail,
  facts: {
    asks: readonly Ask[]
    notes: readonly Note[]
    decisions: readonly Decision[]
    silent?: readonly Ask[]
    states?: readonly PersonState[]
  },
): StillToSend => {
  const decisions = new Map(facts.decisions.map((decision) => [decision.id, decision]))
  const result: StillToSend = { entries: [], notes: [], dropped: [] }
  for (const entry of mail.entries) {
    const over = overBecause(
      facts.asks.find((ask) => ask.id === entry.ask),
      entry,
      decisions,
    )
    if (over === undefined) result.entries.push(entry)
    else result.dropped.push(`ask ${entry.ask}: not sent again: ${over}`)
  }
  for (const id of mail.notes) {
    const note = facts.notes.find((one) => one.id === id)
    const over = note && untrueNote(note, decisions, facts.silent ?? [], facts.states ?? [])
    if (over === undefined) result.notes.push(id)
    else result.dropped.push(`note ${id}: not sent again: ${over}`)
  }
  return result
}

const overBecause = (
  ask: Ask | undefined,
  entry: MailEntry,
  decisions: ReadonlyMap<string, Decision>,
): string | undefined => {
  if (!ask) return 'it ended long ago'
  if (ask.state !== 'open') return `it is ${ask.state === 'handed-on' ? 'handed on' : ask.state} by now`
  if (ask.epoch !== entry.epoch) return 'it has changed hands since'
  return settledBecause(ask, decisionIn(decisions, ask))
}
