/** How often a mail that could not be sent is queued again by the audit. */
import { parseInstant } from './instant.ts'
import { slotInstant } from './mail-occasion.ts'

const HOUR = 3_600_000

/** A mail this far past its slot was lost on the way to the queue or behind it. */
export const MAIL_OVERDUE_HOURS = 2

/** For its first day a mail is tried every hour: a throttle or an outage passes. What lasts longer waits for a person. */
const HOURLY_HOURS = 24

/**
 * Whether the audit of this hour queues a mail again: every hour of the first day, then once a day, so that a mail
 * which cannot go out costs a handful of tries a day and not a hundred. Counted in whole hours of the clock, because the
 * audit's minute wanders by seconds.
 */
export const isTriedAgain = (slot: string, now: number): boolean => {
  const hours = Math.floor(now / HOUR) - Math.floor(parseInstant(slotInstant(slot)) / HOUR)
  return hours < MAIL_OVERDUE_HOURS + HOURLY_HOURS || hours % 24 === MAIL_OVERDUE_HOURS
}
