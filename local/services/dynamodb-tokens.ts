import { createHash } from 'node:crypto'

/** A token of TransactWriteItems is good for ten minutes. */
const WINDOW_MS = 600_000

/**
 * The engine measures a token's ten minutes by its own wall clock, in which months of the simulation pass. So it never sees
 * the caller's token but one that changes when the virtual ten minutes are over.
 */
export class TransactionTokens {
  readonly #first = new Map<string, number>()

  /** The token to send in place of the caller's; undefined stays undefined. */
  local(token: unknown, now: number): string | undefined {
    if (typeof token !== 'string') return undefined
    const first = this.#first.get(token)
    const begun = first !== undefined && now - first < WINDOW_MS ? first : now
    if (begun === now) {
      this.#first.delete(token)
      this.#first.set(token, now)
      this.#forget(now)
    }
    return createHash('sha256').update(`${token}/${begun}`).digest('hex').slice(0, 36)
  }

  /** Maps keep the order of insertion: the oldest are first. */
  #forget(now: number): void {
    for (const [token, first] of this.#first) {
      if (now - first < WINDOW_MS) return
      this.#first.delete(token)
    }
  }
}
