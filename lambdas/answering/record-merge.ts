import { type Ask, type DecisionAsk, isDecisionAsk } from '../../domain/ask.ts'
import { refusedBefore } from '../../domain/ask-answer.ts'
import type { AnswerInput, AnswerRefused } from '../../domain/ask-answered.ts'
import { nameIn, withdrawAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { awaitsChoice, isRefused, type Refused, settledSentence, settlementOf } from '../../domain/decision-change.ts'
import { otherOver } from '../../domain/decision-merging.ts'
import { mayDo } from '../../domain/decision-permission.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readAsk, readAsks } from '../aws/asks.ts'
import { readDecision } from '../aws/decisions.ts'
import { mergeDecisions } from '../decisions/merge.ts'
import type { Recorded } from './recorded.ts'

const ID = /^D-[0-9a-f]{16}$/

/** What is wrong with the question that was named; there is no such refusal of the ask itself. */
const NO_OTHER: AnswerRefused = {
  code: 'unknown-option',
  refused: { because: 'other-missing' },
}

/**
 * Records that two questions are decided as one: the ask's ends as merged, `input.option` names the decision that goes on.
 * Whoever posts may merge only what they could answer for on both sides. All is judged by what is read with the write, so
 * whoever was first is named; undefined when there is no such ask.
 */
export async function recordMerge(
  plan: ResolvedPlan,
  where: { person: string; ask: string },
  input: AnswerInput,
  now: number,
): Promise<Recorded | undefined> {
  const ask = await readAsk(where.person, where.ask)
  const decision = ask && isDecisionAsk(ask) ? await readDecision(ask.decision) : undefined
  if (!ask || !isDecisionAsk(ask) || !decision) return undefined
  // Whatever else was posted is the key of nothing.
  const into = ID.test(input.option ?? '') ? input.option! : ''
  const nameOf = (id: string) => nameIn(plan, id)
  let seen: { ask: DecisionAsk; decision: Decision; refused?: AnswerRefused } = { ask, decision }
  const permit = async (from: Decision, asks: readonly Ask[], other: Decision): Promise<Refused | undefined> => {
    const own = asks.filter(isDecisionAsk).find(({ id }) => id === ask.id) ?? ask
    const refused = refusedBefore({ plan, states: [], ask: own, decision: from, input })
    seen = { ask: own, decision: from, ...(refused ? { refused } : {}) }
    if (refused) return { code: 'not-open', refused: refused.refused }
    // What they were asked too and is decided by now is theirs no more: who decided says more than that.
    if (!awaitsChoice(other) && other.asks.some(({ person }) => person === input.by)) return otherOver(other)
    const may = mayDo({ plan, decision: other, asks: await readAsks(other.asks), person: input.by }, 'merge')
    return isRefused(may) ? may : undefined
  }
  const merging = { from: decision.id, into, why: input.text ?? '', by: input.by, via: input.via }
  const merged = await mergeDecisions(plan, merging, permit, now)
  if (!merged) return { ask, decision, refused: refusedBefore({ plan, states: [], ask, decision, input }) ?? NO_OTHER }
  if (isRefused(merged)) return { ...seen, refused: seen.refused ?? merged }
  const after = merged.from.decision
  return {
    ask: withdrawAsk(seen.ask, settledSentence(after, nameOf), now, {
      ended: 'settled',
      settlement: settlementOf(after),
    }),
    decision: after,
  }
}
