import { type Ask, isDecisionAsk } from '../../domain/ask.ts'
import { type Departure, leavePlan } from '../../domain/ask-departure.ts'
import { settledEnd } from '../../domain/ask-ladder.ts'
import { withdrawAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readCopies } from '../answering/check-in-facts.ts'
import { readReviewCopies } from '../answering/review-copies.ts'
import { changeAsk, newAsk, readAsk, readAsks } from '../aws/asks.ts'
import { addAsks, readDecision } from '../aws/decisions.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { statesAround } from '../posting/states.ts'

/**
 * Hands an open ask of somebody who left the plan to who stands in, in one transaction: the ask ends, the other person's
 * begins with their slot planned, the decision lists it, and the history says why. Answers whether there was anything
 * to do; on what is done already it changes nothing.
 */
export async function handOn(
  plan: ResolvedPlan,
  where: { person: string; ask: string },
  now: number,
): Promise<boolean> {
  const slots = new Slots(plan)
  const existing = new Set<string>()
  return retryLost(`hand-on of ask ${where.ask}`, async () => {
    const ask = await readAsk(where.person, where.ask)
    if (ask?.state !== 'open' || personOf(plan, ask.person)) return false
    const decision = isDecisionAsk(ask) ? await readDecision(ask.decision) : undefined
    const over = settledEnd(ask, decision)
    if (over !== undefined) {
      const ended = withdrawAsk(ask, over.because, now, over.closedFor)
      return (await transact([changeAsk(ask, ended)])).length === 0 || undefined
    }
    const [states, copies] = await Promise.all([statesAround(plan, [ask]), ask.leads ? copiesOf(ask, decision) : []])
    const left = leavePlan({ plan, states }, ask, now, copies)
    const failed = await transact([changeAsk(ask, left.ask), ...others(left, slots, existing)])
    slots.note(failed)
    // Its id follows from ask and person: when it is there already, it was written on another way.
    for (const name of failed) if (name.startsWith('ask-new ')) existing.add(name.split(' ')[1]!)
    return failed.length === 0 ? true : undefined
  })
}

/** Everybody's copy of the question. */
async function copiesOf(ask: Ask, decision: Decision | undefined): Promise<readonly Ask[]> {
  if (isDecisionAsk(ask)) return decision ? readAsks(decision.asks) : []
  return ask.kind === 'check-in' ? readCopies(ask) : readReviewCopies(ask)
}

function others({ ask, handOn, lead, history }: Departure, slots: Slots, existing: ReadonlySet<string>): Clause[] {
  const line = addHistory(history, handOn?.id ?? ask.id)
  if (lead) return [line, changeAsk(lead.before, lead.after)]
  if (!handOn || handOn.kind === 'note' || existing.has(handOn.id)) return [line]
  const place = { person: handOn.to, ask: handOn.id }
  return [
    line,
    newAsk(handOn.ask),
    ...(isDecisionAsk(ask) ? [addAsks(ask.decision, [place])] : []),
    ...slots.clauses([{ person: handOn.to, slot: handOn.planSlot, urgent: handOn.urgent }]),
  ]
}
