import { type DecisionAsk, isDecisionAsk } from '../../domain/ask.ts'
import { answerAsk } from '../../domain/ask-answer.ts'
import { type AnswerEffect, type AnswerInput, isAnswerRefused } from '../../domain/ask-answered.ts'
import type { Decision } from '../../domain/decision.ts'
import { formatInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { changeAsk, newAsk, readAsk, readAsks } from '../aws/asks.ts'
import { addAsks, changeDecision, readDecision } from '../aws/decisions.ts'
import { dropDraft } from '../aws/drafts.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { leavePlaces } from '../aws/places.ts'
import { retryLost } from '../decisions/conflict.ts'
import { planAbout } from '../decisions/find.ts'
import { withdrawals } from '../decisions/withdraw-asks.ts'
import { Slots } from '../posting/slots.ts'
import { statesAround } from '../posting/states.ts'
import { recordMerge } from './record-merge.ts'
import type { Recorded } from './recorded.ts'

/**
 * Records an answer in one transaction, or says why not. Ask and decision are read here, not taken from the page, and
 * whoever writes first wins: the loser reads again and is shown the first answer. Undefined when there is no such ask.
 */
export async function recordAnswer(
  plan: ResolvedPlan,
  where: { person: string; ask: string },
  input: AnswerInput,
  now: number,
): Promise<Recorded | undefined> {
  if (input.action === 'merge') return recordMerge(plan, where, input, now)
  const slots = new Slots(plan)
  const recorded = await retryLost(`answer to ask ${where.ask}`, async () => {
    const ask = await readAsk(where.person, where.ask)
    if (!ask || !isDecisionAsk(ask)) return 'missing' as const
    const decision = await readDecision(ask.decision)
    if (!decision) return 'missing' as const
    // Only an answer that hands the ask on looks at who can be reached and who has it.
    const passes = input.action === 'not-mine' || input.action === 'delegate'
    const states = passes ? await statesAround(plan, [ask], { to: input.to }) : []
    const copies = passes ? await readAsks(decision.asks) : []
    const about = input.action === 'done' ? await planAbout(plan, decision) : plan
    const effect = answerAsk({ plan, about, states, ask, decision, copies, input }, now)
    if (isAnswerRefused(effect)) return { ask, decision, refused: effect }
    const said = input.stated === undefined ? effect : statedBy(effect, input.stated)
    const also = await othersOf(effect, ask, now)
    const failed = await transact([...clausesOf(said, { ask, decision, slots }, now, also.settled), ...also.clauses])
    if (failed.length === 0) return { ask: effect.ask, decision: effect.decision }
    slots.note(failed)
    return undefined
  })
  return recorded === 'missing' ? undefined : recorded
}

function clausesOf(
  effect: AnswerEffect,
  was: { ask: DecisionAsk; decision: Decision; slots: Slots },
  now: number,
  settled: boolean,
): Clause[] {
  const { handOn, besides = [] } = effect
  const decided = effect.decision.revision !== was.decision.revision
  return [
    changeAsk(was.ask, effect.ask),
    ...besides.map(({ before, after }) => changeAsk(before, after)),
    ...(decided ? [changeDecision(was.decision, effect.decision, formatInstant(now), settled)] : []),
    ...(effect.decision.state === 'dismissed' || effect.decision.state === 'withdrawn'
      ? leavePlaces(effect.decision)
      : []),
    ...(handOn && handOn.kind !== 'note'
      ? [newAsk(handOn.ask), addAsks(was.decision.id, [{ person: handOn.to, ask: handOn.ask.id }])]
      : []),
    ...(effect.ask.state === 'open' ? [] : [dropDraft(was.ask.person, was.ask.id)]),
    ...was.slots.clauses(effect.nextSlots),
    ...effect.history.map((line) => addHistory(line, was.ask.id)),
  ]
}

/** The lines say who ran the command. */
const statedBy = (effect: AnswerEffect, stated: string): AnswerEffect => ({
  ...effect,
  history: effect.history.map((line) => ({ ...line, stated })),
})

/**
 * The last answer of all comes when no machine serves the decision any more, so the other copies of its question end with
 * it; before that the machine withdraws them.
 */
async function othersOf(
  { decision }: AnswerEffect,
  ask: DecisionAsk,
  now: number,
): Promise<{ settled: boolean; clauses: Clause[] }> {
  if (decision.rethink === undefined) return { settled: false, clauses: [] }
  const others = (await readAsks(decision.asks)).filter(({ id, state }) => id !== ask.id && state === 'open')
  return { settled: true, clauses: withdrawals(decision, others, now) }
}
