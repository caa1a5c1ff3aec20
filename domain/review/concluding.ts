/** How a chair ends a review. The first conclusion stands; until there is one, the ask to conclude goes on. */
import type { ConcludeAsk } from '../ask.ts'
import { type AnswerRefused, keptAnswer } from '../ask-answered.ts'
import { ended } from '../ask-opening.ts'
import type { HistoryEntry } from '../history.ts'
import { formatInstant } from '../instant.ts'
import type { ResolvedPlan } from '../plan/resolved.ts'
import { refusedReviewAsk } from '../review-ask-copies.ts'
import { cleaned } from './check-in-input.ts'
import { type Conclusion, MOST_BECAUSE } from './conclusion.ts'
import type { Cycle } from './cycle.ts'

/** A conclusion as it came in; `by` is the addressee of the link. */
export interface ConcludeInput {
  by: string
  via: 'link' | 'command'
  epoch: number
  noActionBecause?: string
}

/** Everything the rule looks at. */
export interface Concluding {
  plan: ResolvedPlan
  cycle: Cycle
  ask: ConcludeAsk
  /** Decisions it led to, while it was open or since. */
  decided: readonly string[]
  input: ConcludeInput
}

/** What changed. */
export interface Concluded {
  cycle: Cycle
  ask: ConcludeAsk
  history: HistoryEntry
}

/** Ends the review with what was decided and assigned in it, or else with the reason why nothing is to be done. */
export const conclude = (facts: Concluding, now: number): Concluded | AnswerRefused => {
  const { cycle, ask, decided, input } = facts
  const refused = notConcludable(facts)
  if (refused) return refused
  const actions = cycle.actions ?? []
  const nothing = decided.length + actions.length === 0
  const because = cleaned(input.noActionBecause)
  const problem = becauseProblem(because, nothing, facts)
  if (problem) return problem
  const at = formatInstant(now)
  const conclusion: Conclusion = {
    by: input.by,
    at,
    via: input.via,
    decisions: [...decided],
    actions,
    ...(nothing ? { noActionBecause: because } : {}),
  }
  const answer = keptAnswer({ ...input, action: 'conclude', ...(nothing ? { text: because } : {}) }, now)
  const why = nothing
    ? `no action, because ${because}`
    : `with ${counted(decided.length, 'decision')} and ${counted(actions.length, 'action')}`
  return {
    cycle: { ...cycle, conclusion, revision: cycle.revision + 1 },
    ask: ended(ask, { state: 'answered', answer }, now),
    history: { cycle: cycle.id, at, what: 'Review concluded', who: input.by, why, via: input.via },
  }
}

/** Why a review can be neither concluded nor given actions now; undefined when it can. */
export const notConcludable = ({
  cycle,
  ask,
  input,
}: Omit<Concluding, 'decided' | 'plan'>): AnswerRefused | undefined => {
  const { conclusion } = cycle
  if (conclusion) {
    const { by, at } = conclusion
    return { code: 'already-answered', refused: { because: 'concluded', by, at } }
  }
  if (cycle.state !== 'closed') return { code: 'not-open', refused: { because: 'pack-not-made' } }
  return refusedReviewAsk({ ask, input: { ...input, action: 'conclude' } }, ['conclude'])
}

const becauseProblem = (because: string, nothing: boolean, { cycle }: Concluding): AnswerRefused | undefined => {
  if (!nothing && because !== '') {
    const what = cycle.actions?.length ? 'action' : 'decision'
    return { code: 'wrong-action', refused: { because: 'meanwhile', what } }
  }
  if (!nothing) return undefined
  if (because === '') return { code: 'text-missing', refused: { because: 'why-nothing' } }
  if (because.length <= MOST_BECAUSE) return undefined
  return { code: 'text-too-long', refused: { because: 'too-long', length: because.length, most: MOST_BECAUSE } }
}

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`
