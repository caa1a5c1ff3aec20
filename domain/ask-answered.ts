/** The words of an answer: what comes in, what the rules look at, what they give back. */
import { type Answer, type Ask, type DecisionAsk, type PersonState, subjectOf } from './ask.ts'
import type { Escalation } from './ask-escalation.ts'
import type { Decision } from './decision.ts'
import type { RefusalCode } from './decision-change.ts'
import type { HistoryEntry } from './history.ts'
import { formatInstant } from './instant.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import type { RefusedBecause } from './refused-because.ts'

/** An answer as it came in; `by` is the addressee of the link, `epoch` the one the page showed. */
export interface AnswerInput {
  action: Answer['action']
  epoch: number
  /** Option id, dismissal reason, or `process` / `target`. */
  option?: string
  text?: string
  /** Who gets it, as it was typed: an id, a name or an address. */
  to?: string
  /** Day the choice holds from. @default today */
  effectFrom?: string
  /** Snooze: the day it comes back. */
  until?: string
  by: string
  via: 'link' | 'command'
  /** Who ran the command, as AWS states it. */
  stated?: string
}

/** Everything the rules look at. */
export interface Answered {
  plan: ResolvedPlan
  /** The plan that has the decision's KPI, where the one of now has dropped it. @default plan */
  about?: ResolvedPlan
  states: readonly PersonState[]
  ask: DecisionAsk
  decision: Decision
  /** As in `Deferring`. */
  copies?: readonly Ask[]
  input: AnswerInput
}

/** What an answer that puts an ask off looks at, whatever the ask is about. */
export interface Deferring<A extends Ask = Ask> {
  plan: ResolvedPlan
  states: readonly PersonState[]
  ask: A
  /** All copies of the question that are known, for an answer that names somebody. */
  copies?: readonly Ask[]
  input: AnswerInput
}

/** What changed of the ask alone. */
export interface Deferred<A extends Ask = Ask> {
  ask: A
  history: HistoryEntry[]
  /** The same question for somebody else. */
  handOn?: Escalation
  /** Other asks that have to know of it. */
  besides?: { before: Ask; after: Ask }[]
  /** Mails to plan so that the next step happens. */
  nextSlots: { person: string; slot: string; urgent: boolean }[]
}

/** What changed. `decision` is the one given, same revision, when only the ask changed. */
export interface AnswerEffect extends Deferred<DecisionAsk> {
  decision: Decision
}

/** An answer that changed nothing: `refused` says what is so instead. */
export interface AnswerRefused {
  code:
    | RefusalCode
    | 'already-answered'
    | 'not-yours'
    | 'old-epoch'
    | 'withdrawn'
    | 'wrong-action'
    | 'too-often'
    | 'nobody-else'
    | 'person-missing'
    | 'unknown-person'
    | 'ambiguous-person'
    | 'circle'
    | 'not-there'
  refused: RefusedBecause
}

/** Tells the two apart. */
export const isAnswerRefused = (outcome: object): outcome is AnswerRefused => 'code' in outcome

/** The answer as it is kept. */
export const keptAnswer = (input: AnswerInput, now: number): Answer => ({
  action: input.action,
  ...(input.option === undefined ? {} : { option: input.option }),
  ...(input.text === undefined ? {} : { text: input.text }),
  at: formatInstant(now),
  by: input.by,
  via: input.via,
})

/** A line about the ask alone, in the history of what it is about. */
export const askLine = (
  { ask, input }: Pick<Deferring, 'ask' | 'input'>,
  what: string,
  { why, fact }: Pick<HistoryEntry, 'why' | 'fact'>,
  now: number,
): HistoryEntry => ({
  ...subjectOf(ask),
  at: formatInstant(now),
  what,
  who: input.by,
  why,
  ...(fact && { fact }),
  via: input.via,
})
