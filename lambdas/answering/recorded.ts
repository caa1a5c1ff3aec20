import type { DecisionAsk } from '../../domain/ask.ts'
import type { AnswerRefused } from '../../domain/ask-answered.ts'
import type { Decision } from '../../domain/decision.ts'

/** What became of an answer, with ask and decision as they now are. */
export type Recorded = { ask: DecisionAsk; decision: Decision; refused?: AnswerRefused }
