/** The ask of an action: how it begins. What its answers do is domain/review/action-answer.ts. */

import type { ActionAsk } from './ask.ts'
import { remindAt } from './ask-action-ladder.ts'
import { beginning } from './ask-beginning.ts'
import { chainOf } from './escalation-order.ts'
import { idHash } from './hash.ts'
import { formatInstant } from './instant.ts'
import { slotAfter, workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { type Action, endOfDay } from './review/action.ts'

/** Id of the first ask of an action. */
export const actionAskId = (action: string): string => `A-${idHash(['action', action])}`

/** Delivered at the person's next slot; who gave it is the one it goes to after manager and deputy. */
export const openActionAsk = (plan: ResolvedPlan, action: Action, now: number): ActionAsk => {
  const time = workingTimeOf(plan, action.person)
  const dueBy = endOfDay(action.by, time.zone)
  return {
    id: actionAskId(action.id),
    ...beginning(action.person, now),
    kind: 'action',
    cycle: action.cycle,
    action: action.id,
    title: action.text,
    respondBy: dueBy,
    dueBy,
    urgent: false,
    role: 'owner',
    accountable: action.assignedBy,
    chain: chainOf(plan),
    stepAt: formatInstant(slotAfter(time, now)),
  }
}

/** The ask with another day promised: reminded on its morning, whatever its ladder had come to. */
export const promisedAgain = (plan: ResolvedPlan, ask: ActionAsk, by: string, now: number): ActionAsk => {
  const time = workingTimeOf(plan, ask.person)
  const dueBy = endOfDay(by, time.zone)
  return {
    ...ask,
    respondBy: dueBy,
    dueBy,
    step: 'remind',
    stepAt: formatInstant(remindAt(time, dueBy, now)),
    // Tells the line about its silence from the one before it, should there be another.
    snoozes: ask.snoozes + 1,
    revision: ask.revision + 1,
  }
}
