import type { Link } from '../../domain/ask.ts'
import { type AnswerRefused, isAnswerRefused } from '../../domain/ask-answered.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { assign } from '../../domain/review/assigning.ts'
import type { CheckInProblem } from '../../domain/review/check-in-input.ts'
import { newAction } from '../aws/actions.ts'
import { newAsk } from '../aws/asks.ts'
import { dropChairDraft } from '../aws/chair-drafts.ts'
import { changeCycle } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { readReview } from './facts.ts'

/** What became of an assignment. */
export interface RecordedAssignment {
  refused?: AnswerRefused
  problems?: CheckInProblem[]
  /** Whose the action is. */
  person?: string
}

/**
 * Gives an action in one transaction: the action, its ask with the slot of the person's next mail, and the cycle that lists
 * it, which is thereby as it was read: nobody has concluded it. Undefined: the link does not lead there.
 */
export async function recordAssignment(
  plan: ResolvedPlan,
  link: Link,
  given: { cycle: string; epoch: number; text: string; who: string; day: string; drafts: readonly string[] },
  now: number,
): Promise<RecordedAssignment | undefined> {
  const slots = new Slots(plan)
  const recorded = await retryLost(`action of ${given.cycle}`, async () => {
    const facts = await readReview(link, given.cycle, now)
    if (!facts?.ask) return 'missing' as const
    const { cycle, ask } = facts
    const { drafts: ids, ...said } = given
    const dropped = ids.map((id) => dropChairDraft({ person: link.person, ask: ask.id, form: 'assign', id }))
    const input = { ...said, by: link.person, via: 'link' as const }
    const outcome = assign({ plan, cycle, ask, input }, now)
    if (isAnswerRefused(outcome)) return { refused: outcome }
    if ('problems' in outcome) return outcome
    if ('same' in outcome) {
      // It is recorded: what was kept of it is not to be recorded again.
      await transact(dropped)
      return { person: outcome.person }
    }
    const { slot } = slots.free({ person: outcome.ask.person, slot: outcome.ask.stepAt! })
    const failed = await transact([
      changeCycle(cycle, outcome.cycle),
      newAction(outcome.action),
      newAsk({ ...outcome.ask, stepAt: slot }),
      ...slots.clauses([{ person: outcome.ask.person, slot, urgent: false }]),
      ...dropped,
      addHistory(outcome.history, outcome.ask.id),
    ])
    slots.note(failed)
    return failed.length === 0 ? { person: outcome.action.person } : undefined
  })
  return recorded === 'missing' ? undefined : recorded
}
