import { addWorkingDays } from '../../domain/calendar.ts'
import type { Decision } from '../../domain/decision.ts'
import { isRefused, type Outcome, type Refused } from '../../domain/decision-change.ts'
import { effectSeenAt } from '../../domain/decision-check-time.ts'
import { lapse } from '../../domain/decision-confirming.ts'
import {
  CARRY_OUT_WORKING_DAYS,
  fallBack,
  markOverdue,
  type StageWait,
  stageOf,
} from '../../domain/decision-deadlines.ts'
import { takeEffect } from '../../domain/decision-effect.ts'
import { formatInstant } from '../../domain/instant.ts'
import { workingTimeOf } from '../../domain/ladder-time.ts'
import { changeDecision, readDecision } from '../aws/decisions.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlaces } from '../aws/places.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { checkClauses } from './check-effect.ts'
import { retryLost } from './conflict.ts'
import { planAbout } from './find.ts'
import { settleAsks } from './settle.ts'
import { urge } from './urge.ts'

/** A step of the state machine. */
export type Act = 'open' | 'overdue' | 'fallback' | 'settle' | 'take-effect' | 'check'

/** What the machine does next. */
export type Advanced = StageWait & { decision: string; state: Decision['state'] }

/**
 * Takes one step of a decision, if it is due and still to be taken, then brings its asks in line, and says what the
 * machine waits for now. Any step at any time is safe: what was done already, or came too early, changes nothing.
 */
export async function advance(current: CurrentPlan, act: Act, id: string, now: number): Promise<Advanced> {
  if (act !== 'open' && act !== 'settle') {
    await retryLost(`${act} of decision ${id}`, async () => {
      const decision = await readDecision(id)
      if (!decision) throw new Error(`There is no decision ${id} in the Ledger.`)
      const clauses = await clausesOf(current, act, decision, now)
      // Refused: answered meanwhile, done before, or not due. The stage below says what follows.
      if (isRefused(clauses)) return 'nothing to do'
      return (await transact(clauses)).length === 0 ? 'done' : undefined
    })
  }
  const decision = await settleAsks(current.plan, id, now)
  return { decision: id, state: decision.state, ...(await urge(decision, stageOf(decision, now), now)) }
}

async function clausesOf(
  current: CurrentPlan,
  act: Exclude<Act, 'open' | 'settle'>,
  decision: Decision,
  now: number,
): Promise<Clause[] | Refused> {
  switch (act) {
    case 'overdue':
      return lapsed(decision, now) ?? written(decision, markOverdue(decision, now), now)
    case 'fallback': {
      const over = lapsed(decision, now)
      if (over) return over
      return written(decision, fallBack(decision, fallbackInput(current, decision, now), now), now)
    }
    case 'take-effect': {
      const checkAt = effectSeenAt(await planAbout(current.plan, decision), decision, now)
      return written(decision, takeEffect(decision, { checkAt, who: 'clock' }, now), now)
    }
    case 'check':
      return checkClauses(current, decision, now)
  }
}

/** Without ground, and nobody said in time that it stays: whichever stage the machine waits in, that comes first. */
function lapsed(decision: Decision, now: number): Clause[] | undefined {
  const outcome = lapse(decision, now)
  return isRefused(outcome) ? undefined : [...(written(decision, outcome, now) as Clause[]), ...leavePlaces(decision)]
}

function fallbackInput({ plan }: CurrentPlan, decision: Decision, now: number) {
  const { calendar, zone } = workingTimeOf(plan, decision.accountable)
  const carryOutBy = addWorkingDays(now, CARRY_OUT_WORKING_DAYS, calendar, zone)
  return { zone: workingTimeOf(plan, decision.decider).zone, carryOutBy }
}

/** The token is removed: whoever waited with it has moved on, so nobody needs to be woken by this change. */
function written(before: Decision, outcome: Outcome, now: number): Clause[] | Refused {
  if (isRefused(outcome)) return outcome
  const { decision, history } = outcome
  return [
    changeDecision(before, { ...decision, taskToken: undefined }, formatInstant(now)),
    addHistory(history, String(decision.revision)),
  ]
}
