import { isDecisionAsk } from '../../domain/ask.ts'
import { withdrawAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { isRefused, settledSentence, settlementOf } from '../../domain/decision-change.ts'
import { dropDecision, droppedBecause, droppedNote } from '../../domain/decision-dropping.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { changeAsk, readAsks } from '../aws/asks.ts'
import { changeDecision, readDecision } from '../aws/decisions.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlaces } from '../aws/places.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { told } from '../posting/told.ts'

/**
 * Takes back a decision whose KPI, series or trigger the plan has dropped, if nobody has decided: decision, place, asks
 * and a line for everybody who was mailed the question, in one transaction. Its machine wakes by the change. Answers
 * whether there was anything to do.
 */
export async function withdrawDropped(plan: ResolvedPlan, id: string, now: number): Promise<boolean> {
  const slots = new Slots(plan)
  return retryLost(`withdrawal of decision ${id}`, async () => {
    const decision = await readDecision(id)
    const reason = decision && droppedBecause(plan, decision)
    if (!decision || !reason) return false
    const outcome = dropDecision(decision, reason, now)
    if (isRefused(outcome)) return false
    const failed = await transact([
      changeDecision(decision, outcome.decision, formatInstant(now)),
      ...leavePlaces(decision),
      addHistory(outcome.history, String(outcome.decision.revision)),
      ...(await askClauses({ plan, slots }, outcome.decision, now)),
    ])
    slots.note(failed)
    return failed.length === 0 ? true : undefined
  })
}

async function askClauses(
  { plan, slots }: { plan: ResolvedPlan; slots: Slots },
  decision: Decision,
  now: number,
): Promise<Clause[]> {
  const why = settledSentence(decision)
  const closing = { ended: 'settled' as const, settlement: settlementOf(decision) }
  const open = (await readAsks(decision.asks)).filter((ask) => ask.state === 'open')
  const line = { decision: decision.id, at: formatInstant(now), what: 'Ask withdrawn', who: 'plan' }
  const notes = open.filter(isDecisionAsk).flatMap((ask) => droppedNote(ask, now) ?? [])
  return [
    ...open.flatMap((ask) => [
      changeAsk(ask, withdrawAsk(ask, why, now, closing)),
      addHistory(
        { ...line, why: `${ask.person}: ${why}`, fact: { said: 'closed-ask', person: ask.person, closing } },
        ask.id,
      ),
    ]),
    ...told(plan, notes, slots, now),
  ]
}
