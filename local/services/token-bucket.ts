/** A token bucket on virtual time: `rate` tokens a second up to `burst`; starts full. */
export class TokenBucket {
  readonly #rate: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(rate: number, burst: number, now: number) {
    this.#rate = rate
    this.#burst = burst
    this.#tokens = burst
    this.#at = now
  }

  /** Takes one token if there is one. */
  take(now: number): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#rate)
    this.#at = now
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}

/** A number of requests in each calendar period (UTC). `offset` is how many of the first period are gone already. */
export class Quota {
  readonly #limit: number
  readonly #period: 'DAY' | 'WEEK' | 'MONTH'
  #used: number
  #current: number | undefined

  constructor(limit: number, period: 'DAY' | 'WEEK' | 'MONTH', offset: number) {
    this.#limit = limit
    this.#period = period
    this.#used = offset
  }

  /** Counts one request if the period has one left. */
  take(now: number): boolean {
    const current = periodStart(now, this.#period)
    if (this.#current !== undefined && this.#current !== current) this.#used = 0
    this.#current = current
    if (this.#used >= this.#limit) return false
    this.#used += 1
    return true
  }
}

function periodStart(now: number, period: 'DAY' | 'WEEK' | 'MONTH'): number {
  const day = new Date(now)
  const back = period === 'MONTH' ? day.getUTCDate() - 1 : period === 'WEEK' ? day.getUTCDay() : 0
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - back)
}
