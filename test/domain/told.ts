import { nameIn } from '../../domain/ask-opening.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { RefusedBecause } from '../../domain/refused-because.ts'
import { plainRefusal } from '../../lambdas/texts/plain-refusal.ts'

/** A refusal with the sentence the command line prints for it (ids where no plan is given); whatever else comes, as it came. */
export const told = (outcome: unknown, plan?: ResolvedPlan): unknown => {
  const { refused, ...rest } = (outcome ?? {}) as { refused?: RefusedBecause }
  return refused ? { ...rest, sentence: sentenceOf(refused, plan) } : outcome
}

/** That sentence alone. */
export const sentenceOf = (refused: RefusedBecause, plan?: ResolvedPlan): string =>
  plainRefusal(refused, (person) => (plan ? nameIn(plan, person) : person))
