import type { Decision } from '../../domain/decision.ts'
import { decide, dismiss } from '../../domain/decision-answering.ts'
import { isRefused, type Outcome, type Refused } from '../../domain/decision-change.ts'
import { effectSeenAt } from '../../domain/decision-check-time.ts'
import { confirmGround, takeBack } from '../../domain/decision-confirming.ts'
import { rethink, takeEffect } from '../../domain/decision-effect.ts'
import { mayDo } from '../../domain/decision-permission.ts'
import { formatInstant } from '../../domain/instant.ts'
import { workingTimeOf } from '../../domain/ladder-time.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readAsks } from '../aws/asks.ts'
import { changeDecision, readDecision } from '../aws/decisions.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlaces } from '../aws/places.ts'
import { retryLost } from '../decisions/conflict.ts'
import { planAbout } from '../decisions/find.ts'
import { withdrawals } from '../decisions/withdraw-asks.ts'
import type { Acting } from './command.ts'

/** What somebody may do who was not asked but answers for it; `as` is their id. */
export type Choosing = Extract<Acting, { act: 'decide' | 'dismiss' | 'confirm' | 'withdraw' | 'done' | 'rethink' }> & {
  as: string
}

/**
 * Records it upon the decision itself. Its machine wakes by the change and withdraws the asks, exactly as after an answer;
 * after the last change of all no machine runs any more, so they end with it.
 */
export async function recordChoice(
  { plan, decision: { id } }: { plan: ResolvedPlan; decision: Decision },
  command: Choosing,
  now: number,
): Promise<Decision | Refused> {
  return retryLost(`${command.act} of decision ${id}`, async () => {
    const decision = await readDecision(id)
    if (!decision) throw new Error(`There is no decision ${id} in the Ledger.`)
    const asks = await readAsks(decision.asks)
    const permit = mayDo({ plan, decision, asks, person: command.as }, command.act)
    const outcome = isRefused(permit) ? permit : await outcomeOf(plan, decision, command, now)
    if (isRefused(outcome)) return outcome
    const last = outcome.decision.state === 'closed'
    const open = last ? asks.filter(({ state }) => state === 'open') : []
    const clauses: Clause[] = [
      changeDecision(decision, outcome.decision, formatInstant(now), last),
      ...(outcome.decision.state === 'dismissed' || outcome.decision.state === 'withdrawn'
        ? leavePlaces(outcome.decision)
        : []),
      addHistory({ ...outcome.history, stated: command.stated }, String(outcome.decision.revision)),
      ...withdrawals(outcome.decision, open, now),
    ]
    return (await transact(clauses)).length === 0 ? outcome.decision : undefined
  })
}

async function outcomeOf(plan: ResolvedPlan, decision: Decision, command: Choosing, now: number): Promise<Outcome> {
  const { as: by } = command
  const via = 'command' as const
  switch (command.act) {
    case 'decide': {
      const { zone } = workingTimeOf(plan, by)
      const { option, text: rationale, effectFrom } = command
      return decide(decision, { by, via, option, rationale, effectFrom, zone }, now)
    }
    case 'dismiss':
      return dismiss(decision, { by, via, reason: command.option, note: command.text }, now)
    case 'confirm':
      return confirmGround(decision, { by, via, note: command.text }, now)
    case 'withdraw':
      return takeBack(decision, { by, via, note: command.text }, now)
    case 'rethink':
      return rethink(decision, { by, via, choice: command.option, note: command.text }, now)
    case 'done': {
      const checkAt = effectSeenAt(await planAbout(plan, decision), decision, now)
      return takeEffect(decision, { checkAt, who: by, via }, now)
    }
  }
}
