import type { ActionAsk, ConcludeAsk } from '../../domain/ask.ts'
import { type AnswerInput, type AnswerRefused, isAnswerRefused } from '../../domain/ask-answered.ts'
import { notMine, snooze } from '../../domain/ask-defer.ts'
import { delegate } from '../../domain/ask-delegate.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { answerAction } from '../../domain/review/action-answer.ts'
import { parseCycleId } from '../../domain/review/cycle.ts'
import { isReviewAsk, refusedReviewAsk } from '../../domain/review-ask-copies.ts'
import { changeAction, readActions } from '../aws/actions.ts'
import { changeAsk, newAsk, readAsk } from '../aws/asks.ts'
import { dropDraft } from '../aws/drafts.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { statesAround } from '../posting/states.ts'
import { readReviewCopies } from './review-copies.ts'

/** Answers that look at who can be reached. */
const HANDS_ON: readonly AnswerInput['action'][] = ['delegate', 'not-mine']

type Outcome = { clauses: Clause[] } | { refused: AnswerRefused } | 'missing'

/**
 * Records the answer to what a review left, in one transaction, or says why not: an action with its ask and every copy of
 * it, or an ask to conclude put off or handed on. All is read here, whoever writes first wins. Undefined: no such ask.
 */
export async function recordReviewAsk(
  plan: ResolvedPlan,
  where: { person: string; ask: string },
  input: AnswerInput,
  now: number,
): Promise<{ refused?: AnswerRefused } | undefined> {
  const slots = new Slots(plan)
  const recorded = await retryLost(`answer to ask ${where.ask}`, async () => {
    const ask = await readAsk(where.person, where.ask)
    if (!ask || !isReviewAsk(ask)) return 'missing' as const
    const answering = { plan, input, slots }
    const outcome = ask.kind === 'action' ? await ofAction(answering, ask, now) : await ofConclude(answering, ask, now)
    if (outcome === 'missing' || 'refused' in outcome) return outcome
    const failed = await transact(outcome.clauses)
    slots.note(failed)
    return failed.length === 0 ? {} : undefined
  })
  return recorded === 'missing' ? undefined : recorded
}

interface Answering {
  plan: ResolvedPlan
  input: AnswerInput
  slots: Slots
}

async function ofAction({ plan, input, slots }: Answering, ask: ActionAsk, now: number): Promise<Outcome> {
  const { review } = parseCycleId(ask.cycle)
  const [copies, [action], states] = await Promise.all([
    readReviewCopies(ask),
    readActions([{ review, id: ask.action }]),
    HANDS_ON.includes(input.action) ? statesAround(plan, [ask], { to: input.to }) : [],
  ])
  if (!action) return 'missing'
  const effect = answerAction({ plan, states, ask, copies, action, input }, now)
  if (isAnswerRefused(effect)) return { refused: effect }
  const { asks, handOn, nextSlots, history } = effect
  return {
    clauses: [
      ...asks.map(({ before, after }) => changeAsk(before, after)),
      dropDraft(ask.person, ask.id),
      ...(effect.action === action ? [] : [changeAction(action, effect.action)]),
      ...(handOn && handOn.kind !== 'note' ? [newAsk(handOn.ask)] : []),
      ...slots.clauses(nextSlots),
      ...history.map((line, i) => addHistory(line, `${ask.id}#${i}`)),
    ],
  }
}

/** Concluding itself is done behind the pack; here it can only be put off or handed on. */
async function ofConclude({ plan, input, slots }: Answering, ask: ConcludeAsk, now: number): Promise<Outcome> {
  const refused = refusedReviewAsk({ ask, input }, ['snooze', ...HANDS_ON])
  if (refused) return { refused }
  const [copies, states] = await Promise.all([
    readReviewCopies(ask),
    HANDS_ON.includes(input.action) ? statesAround(plan, [ask], { to: input.to }) : [],
  ])
  const facts = { plan, states, ask, copies, input }
  const put = { snooze, delegate, 'not-mine': notMine }[input.action as 'snooze']
  const outcome = put(facts, now)
  if (isAnswerRefused(outcome)) return { refused: outcome }
  const { handOn, besides = [], nextSlots, history } = outcome
  return {
    clauses: [
      changeAsk(ask, outcome.ask),
      ...(outcome.ask.state === 'open' ? [] : [dropDraft(ask.person, ask.id)]),
      ...besides.map(({ before, after }) => changeAsk(before, after)),
      ...(handOn && handOn.kind !== 'note' ? [newAsk(handOn.ask)] : []),
      ...slots.clauses(nextSlots),
      ...history.map((line, i) => addHistory(line, `${ask.id}#${i}`)),
    ],
  }
}
