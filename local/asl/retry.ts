import { errorMatches, type StateFailure } from './failure.ts'

/** One entry of a state's Retry field. Times in whole seconds. */
export interface Retrier {
  ErrorEquals: string[]
  /** Wait before the first retry. @default 1 */
  IntervalSeconds?: number
  /** Retries, not counting the first attempt; 0 never retries. @default 3 */
  MaxAttempts?: number
  /** What the wait is multiplied by at each further retry. @default 2 */
  BackoffRate?: number
  /** Ceiling of one wait. @default none */
  MaxDelaySeconds?: number
  /** FULL draws the wait uniformly between 0 and its computed length. @default NONE */
  JitterStrategy?: 'FULL' | 'NONE'
}

/** Wait before retry number `attempt` (0 is the first retry), before jitter, in seconds. */
export function backoffSeconds(retrier: Retrier, attempt: number): number {
  const wait = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** attempt
  return Math.min(wait, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY)
}

/** Retries of one visit to a state: every retrier keeps its own count, and leaving the state forgets them. */
export class Retries {
  readonly #retriers: readonly Retrier[]
  readonly #used: number[]
  /** `$states.context.State.RetryCount`. */
  total = 0

  constructor(retriers: readonly Retrier[] | undefined) {
    this.#retriers = retriers ?? []
    this.#used = this.#retriers.map(() => 0)
  }

  /**
   * Milliseconds to wait before trying again, or undefined when the first retrier that matches is spent (later ones are
   * not asked: AWS scans in order and stops at the first match) or none matches.
   * @param random uniform in [0, 1); drawn only for JitterStrategy FULL.
   */
  next(failure: StateFailure, random: () => number): number | undefined {
    const index = this.#retriers.findIndex((retrier) => retrier.ErrorEquals.some((name) => errorMatches(name, failure)))
    const retrier = this.#retriers[index]
    if (!retrier) return undefined
    const used = this.#used[index] ?? 0
    if (used >= (retrier.MaxAttempts ?? 3)) return undefined
    this.#used[index] = used + 1
    this.total += 1
    const seconds = backoffSeconds(retrier, used)
    return Math.round(seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1))
  }
}
