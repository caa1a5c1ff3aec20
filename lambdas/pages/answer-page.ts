import type { Answer, Ask } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'
import type { Surroundings } from '../texts/reader.ts'

/** One ask the link may show, open or closed, with the decision it is about. */
export interface PageAsk {
  ask: Ask
  decision: Decision
}

/** Why a POST changed nothing. What was typed goes back into its form. */
export interface Refusal {
  /** Id of the ask the POST named. */
  ask: string
  action: string
  /** What is wrong and what to do, as the rules say it. */
  sentence: string
  /** Form field the sentence is about, if it is about one. */
  field?: 'option' | 'text' | 'effectFrom' | 'until'
  /** The posted fields, as they came. */
  typed: Readonly<Record<string, string>>
}

/** The page behind a link: what waits for one person, and what became of the rest. */
export interface AnswerPageInput extends Surroundings {
  asks: PageAsk[]
  /** Instant after which the link only offers a fresh one. */
  linkExpiresAt: string
  /** Ask and action that was just recorded. */
  saved?: { ask: string; action: Answer['action'] }
  refused?: Refusal
}
