import type { Decision } from '../../domain/decision.ts'
import { isRefused, type Outcome } from '../../domain/decision-change.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { formatInstant } from '../../domain/instant.ts'

/** An hour in milliseconds: how long people of a preview take between a mail and what they do. */
export const HOUR = 3_600_000

/** A decision as changes come, with the lines of its history. Throws where the rules refuse one: a preview shows what can be. */
export class Story {
  decision: Decision
  history: readonly HistoryEntry[]

  constructor({ decision, history }: { decision: Decision; history: readonly HistoryEntry[] }) {
    this.decision = decision
    this.history = history
  }

  next(change: (decision: Decision) => Outcome): Story {
    const outcome = change(this.decision)
    if (isRefused(outcome)) throw new Error(`No preview can show what is refused: ${JSON.stringify(outcome.refused)}`)
    return new Story({ decision: outcome.decision, history: [...this.history, outcome.history] })
  }

  /** With what its asks did besides. */
  told(...lines: readonly HistoryEntry[]): Story {
    return new Story({ decision: this.decision, history: [...this.history, ...lines] })
  }
}

/** The moment of a view, from epoch milliseconds. */
export const at = (moment: number): { now: string } => ({ now: formatInstant(moment) })
