import type { DecisionAsk } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'

/** Since when the question of an ask waits for an answer, on whichever copy: a fallback or a failed check asks later than the decision did. */
export function askedSince(ask: DecisionAsk, { openedAt, choice, checks }: Decision): string {
  if (ask.kind === 'carry-out') return choice?.at ?? openedAt
  return ask.kind === 'rethink' ? (checks.at(-1)?.at ?? openedAt) : openedAt
}
