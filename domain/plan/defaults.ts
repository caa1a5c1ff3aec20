/** What a plan need not say. Numbers are the product's own defaults; each can be set in the plan. */
import type { Cadence } from './measure.ts'
import { parseSpan, type Span } from './text.ts'
import type { Level, Severity } from './trigger.ts'

type ByCadence<T> = Record<Cadence, T>

/** Weekdays are days: what holds for one holds for the other, in working days where it says so. */
const each = (daily: string, weekly: string, monthly: string, quarterly: string): ByCadence<Span> => ({
  daily: parseSpan(daily),
  weekdays: parseSpan(daily),
  weekly: parseSpan(weekly),
  monthly: parseSpan(monthly),
  quarterly: parseSpan(quarterly),
})

/** After the end of a period: due at lag, stale at lag + grace, settled and locked at theirs. */
export const TIMING = {
  lag: each('1 d', '2 d', '5 wd', '10 wd'),
  grace: each('1 wd', '2 wd', '3 wd', '5 wd'),
  settle: each('3 d', '10 d', '15 wd', '30 d'),
  lock: each('35 d', '60 d', '90 d', '180 d'),
}

/** M breaches of the newest N due slots fire. */
export const CONDITION: Record<Level, ByCadence<{ m: number; n: number }>> = {
  amber: {
    daily: { m: 3, n: 5 },
    weekdays: { m: 3, n: 5 },
    weekly: { m: 2, n: 3 },
    monthly: { m: 2, n: 3 },
    quarterly: { m: 1, n: 1 },
  },
  red: {
    daily: { m: 3, n: 5 },
    weekdays: { m: 3, n: 5 },
    weekly: { m: 2, n: 3 },
    monthly: { m: 1, n: 1 },
    quarterly: { m: 1, n: 1 },
  },
}

/** The same for kinds whose verdict looks at more than one slot anyway. */
export const STEADY_CONDITION: ByCadence<{ m: number; n: number }> = {
  daily: { m: 2, n: 2 },
  weekdays: { m: 2, n: 2 },
  weekly: { m: 2, n: 2 },
  monthly: { m: 1, n: 1 },
  quarterly: { m: 1, n: 1 },
}

/** Recovered slots in a row that clear. */
export const CLEARING: ByCadence<number> = { daily: 3, weekdays: 3, weekly: 2, monthly: 1, quarterly: 1 }

/** S1 runs by the wall clock; S4 waits for the weekly digest, so it may take as long as S3 or longer. */
export const RESPOND: Record<Severity, ByCadence<Span>> = {
  S1: each('1 h', '1 h', '4 h', '4 h'),
  S2: each('4 h', '1 wd', '2 wd', '3 wd'),
  S3: each('1 wd', '2 wd', '3 wd', '5 wd'),
  S4: each('5 wd', '5 wd', '5 wd', '10 wd'),
}

export const DECIDE: Record<Severity, ByCadence<Span>> = {
  S1: each('8 h', '8 h', '1 d', '1 d'),
  S2: each('2 wd', '3 wd', '5 wd', '10 wd'),
  S3: each('5 wd', '5 wd', '10 wd', '15 wd'),
  S4: each('10 wd', '10 wd', '15 wd', '20 wd'),
}

/** Slots after a decision took effect until the KPI is looked at again. */
export const EFFECT_CHECK: ByCadence<number> = { daily: 14, weekdays: 10, weekly: 6, monthly: 2, quarterly: 1 }

/** Red is worth a day's attention, amber the next mail. */
export const SEVERITY: Record<Level, Severity> = { amber: 'S3', red: 'S2' }

/** A flap is this many episodes of one trigger within the longer of the two spans. */
export const FLAP = { episodes: 3, slots: 8, days: 30 }

/** Time of day of the daily mail, local to each person. */
export const MAIL_SLOT = '08:00'

/** From the opening of a review's cycle to its close. */
export const CLOSES_AFTER = '2 wd'

/** A programme's horizon and gates in days from go-live, and its mails a week to one person. */
export const PROGRAMME = { horizon: 90, gates: [30, 60], mailBudget: 2 }

/** Monday to Friday. */
export const WORKING_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
