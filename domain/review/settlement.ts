/** Which promises a pack tells of: each once, in the first pack whose close was not before it was settled. */
import { formatDay } from '../civil.ts'
import { parseInstant } from '../instant.ts'
import { wallOf } from '../zone.ts'
import type { Commitment } from './commitment.ts'

/** From the close before (not included; undefined where there was none) to this one; ISO instants. */
export interface Between {
  since: string | undefined
  closedAt: string
  /** Of whoever promised: on which of their days the close falls. */
  zoneOf: (person: string) => string
}

/** What a close makes of the promises about an item. */
export interface Settlement {
  /** Settled between the closes. */
  settled: Commitment[]
  /** Open, and their day was over at the close: broken by it. `before` as it was read. */
  broken: { before: Commitment; after: Commitment }[]
}

/**
 * Packs are made seconds after the close, or hours when a machine had died. What is settled meanwhile is the next pack's,
 * and what the close breaks is dated with the close itself: else both packs would tell it.
 */
export const settlementOf = (commitments: readonly Commitment[], { since, closedAt, zoneOf }: Between): Settlement => {
  const today = (person: string) => formatDay(wallOf(parseInstant(closedAt), zoneOf(person)).day)
  const [after, upTo] = [since === undefined ? Number.NEGATIVE_INFINITY : parseInstant(since), parseInstant(closedAt)]
  // As instants: as texts `17:00:00.5Z` comes before `17:00:00Z`.
  const within = (at: number) => at > after && at <= upTo
  return {
    settled: commitments.filter((one) => one.settledAt !== undefined && within(parseInstant(one.settledAt))),
    broken: commitments
      .filter((one) => one.state === 'open' && one.by < today(one.person))
      .map((before) => ({ before, after: brokenAt(before, closedAt) })),
  }
}

const brokenAt = (one: Commitment, at: string): Commitment => ({
  ...one,
  state: 'broken',
  settledAt: at,
  settledBy: 'clock',
  revision: one.revision + 1,
})
