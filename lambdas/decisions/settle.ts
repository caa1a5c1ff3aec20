import type { Ask, DecisionAskKind } from '../../domain/ask.ts'
import { mailSlotOf, openAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { awaitsChoice, changed } from '../../domain/decision-change.ts'
import { needsConfirming } from '../../domain/decision-confirming.ts'
import { stageOf } from '../../domain/decision-deadlines.ts'
import { slotInstant } from '../../domain/mail-occasion.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { unneededNote } from '../../domain/unneeded-note.ts'
import { newAsk, readAsks } from '../aws/asks.ts'
import { changeDecision, readIndexed, restDecision } from '../aws/decisions.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { Slots } from '../posting/slots.ts'
import { told } from '../posting/told.ts'
import { confirmingClauses } from './confirming.ts'
import { retryLost } from './conflict.ts'
import { withdrawals } from './withdraw-asks.ts'

/** What a decision asks of somebody right now: a choice, word of the fallback, or what to change after two failures. */
export function wantedAsk(decision: Decision): DecisionAskKind | undefined {
  if (awaitsChoice(decision)) return 'decide'
  if (decision.state === 'decided' && decision.choice?.by === 'fallback') return 'carry-out'
  const failedTwice = decision.attempt === 2 && decision.checks.at(-1)?.result === 'not-effective'
  return decision.state === 'closed' && failedTwice && !decision.rethink ? 'rethink' : undefined
}

/**
 * Makes the asks of a decision those it wants: opens the one that is missing, withdraws the others. Answers the
 * decision as it then is. Called after every step and safe at any time: on what is right already it changes nothing.
 */
export async function settleAsks(plan: ResolvedPlan, id: string, now: number): Promise<Decision> {
  const slots = new Slots(plan)
  return retryLost(`asks of decision ${id}`, async () => {
    const found = await readIndexed(id)
    if (!found) throw new Error(`There is no decision ${id} in the Ledger.`)
    const { decision, dueAt } = found
    const asks = await readAsks(decision.asks)
    const { clauses, after } = settlement({ plan, decision, asks, indexed: dueAt !== undefined, slots }, now)
    const failed = clauses.length > 0 ? await transact(clauses) : []
    if (failed.length === 0) return after
    slots.note(failed)
    return undefined
  })
}

interface Facts {
  plan: ResolvedPlan
  decision: Decision
  asks: Ask[]
  indexed: boolean
  slots: Slots
}

function settlement(facts: Facts, now: number): { clauses: Clause[]; after: Decision } {
  const { decision, asks } = facts
  const wanted = wantedAsk(decision)
  const unwanted = asks.filter((ask) => ask.state === 'open' && ask.kind !== wanted)
  const clauses = [...withdrawals(decision, unwanted, now), ...toldOfEnd(facts, unwanted, now)]
  if (wanted && !asks.some((ask) => ask.kind === wanted)) {
    const opened = opening(facts, wanted, now)
    return { clauses: [...clauses, ...opened.clauses], after: opened.decision }
  }
  if (needsConfirming(decision)) {
    const asked = confirmingClauses(facts, now)
    return { clauses: [...clauses, ...asked.clauses], after: asked.after }
  }
  const ended = stageOf(decision, now).stage === 'done'
  if (ended && facts.indexed) clauses.push(restDecision(decision))
  return { clauses, after: decision }
}

/** Whoever was mailed a question whose ground is gone is told so in a mail of theirs; who was asked for figures that came knows. */
function toldOfEnd({ plan, decision, slots }: Facts, asks: readonly Ask[], now: number): Clause[] {
  if (!decision.withdrawal) return []
  const because = decision.withdrawal.reason
  const notes = asks
    .filter(({ leads }) => !(leads && because === 'data-arrived'))
    .flatMap((ask) => unneededNote('withdrawn', ask, now, { because }) ?? [])
  return told(plan, notes, slots, now)
}

function opening({ plan, decision, slots }: Facts, kind: DecisionAskKind, now: number) {
  const first = openAsk({ plan, decision, kind }, now)
  const { slot } = slots.free({ person: first.person, slot: mailSlotOf(first)! })
  const ask = { ...first, stepAt: slotInstant(slot) }
  const place = { person: ask.person, ask: ask.id }
  const line = {
    what: 'Ask opened',
    who: 'clock',
    why: `${ask.person} is asked, with the mail of ${slotInstant(slot)}`,
    fact: { said: 'asked' as const, person: ask.person, slot: slotInstant(slot) },
  }
  const { decision: after, history } = changed(decision, { asks: [...decision.asks, place] }, line, now)
  const clauses = [
    newAsk(ask),
    ...slots.clauses([{ person: ask.person, slot, urgent: ask.urgent }]),
    changeDecision(decision, after, history.at, true),
    addHistory(history, ask.id),
  ]
  return { clauses, decision: after }
}
