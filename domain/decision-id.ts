/** Deterministic ids: the same facts give the same id, so that doing something again opens nothing twice. */
import { idHash } from './hash.ts'

/** What makes a decision the one it is. */
export interface DecisionFacts {
  trigger: string
  series: string
  episode: string
  attempt: number
  /** Counts how often the episode was asked about again after its question had been taken back; absent the first time. */
  again?: number | undefined
}

/** `D-` and 16 hex digits; also the name of the decision's execution, so no `:` or `/`. */
export const decisionId = ({ trigger, series, episode, attempt, again }: DecisionFacts): string =>
  `D-${idHash(['decision', trigger, series, episode, String(attempt), ...(again ? [String(again)] : [])])}`
