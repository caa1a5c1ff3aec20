/** What another plan does to asks: what is no longer asked is taken back, what was asked of somebody who left is handed on. */
import { nameIn } from '../../ask-opening.ts'
import { type ChainRole, nextInLine, STAND_IN_ORDER } from '../../escalation-order.ts'
import type { ResolvedPlan } from '../resolved.ts'
import type { Consequence } from './consequences.ts'
import type { OpenAsk } from './under-way.ts'

/** A check-in about something (`what`) that the plan drops. */
export const takenBack = (plan: ResolvedPlan, { id, person, about, item }: OpenAsk, what: string): Consequence => {
  const sentence = `"${about}" is no longer asked of ${nameIn(plan, person)}: the plan drops ${what}`
  return { kind: 'withdrawn', ask: id, from: person, item: item!, sentence }
}

/** An ask of somebody who left, at an instant (epoch ms): who is away then is passed over. */
export const handOver = (plan: ResolvedPlan, ask: OpenAsk, at: number): Consequence => {
  const from = nameIn(plan, ask.person)
  // A copy that cannot arrive ends; the ask it was made of goes its own way.
  const to = ask.leads ? nextInLine({ plan, states: [] }, ask, STAND_IN_ORDER, at).to : undefined
  if (to) {
    const sentence = `"${ask.about}" goes from ${from}, who left, to the ${roleWords(to.role)} ${nameIn(plan, to.person)}`
    return { kind: 'handed-on', ask: ask.id, from: ask.person, to: to.person, role: to.role, sentence }
  }
  const why = ask.leads ? `nobody is left to stand in; ${courseOf(ask)}` : 'others have it already'
  return {
    kind: 'ends',
    ask: ask.id,
    from: ask.person,
    sentence: `"${ask.about}" is no longer asked of ${from}, who left: ${why}`,
  }
}

/** What goes on without an answer. */
const courseOf = ({ kind, decision }: OpenAsk): string => {
  if (decision !== undefined) return 'the decision takes its course'
  return kind === 'action' ? 'it stays undone' : 'the review closes without it'
}

const roleWords = (role: ChainRole): string => (role === 'accountable' ? 'accountable person' : role)
