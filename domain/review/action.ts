/** Something a chair gives to a person by a day; it becomes an ask, and the packs to come say whether it was done. */
import * as z from 'zod'
import { parseDay } from '../civil.ts'
import { Instant, LocalDate } from '../decision.ts'
import { idHash } from '../hash.ts'
import { formatInstant } from '../instant.ts'
import { instantOf } from '../zone.ts'

/** Longest text of an action, in characters. */
export const MOST_ACTION = 500

/** More actions than this from one review nobody follows up. */
export const MOST_ACTIONS = 20

/** Lives at `REVIEW#review / ACTION#id`: the packs of a review look at all of its actions, whichever cycle gave them. */
export const Action = z.strictObject({
  id: z.string(),
  review: z.string(),
  /** The cycle that gave it. */
  cycle: z.string(),
  text: z.string().min(1).max(MOST_ACTION),
  /** Whose it is; somebody else's once it was handed on as not theirs. */
  person: z.string(),
  /** Until the end of this day; moves when its person gives a later one. */
  by: LocalDate,
  /** How often its day was moved. */
  moves: z.int().min(0),
  assignedBy: z.string(),
  assignedAt: Instant,
  /** `dropped`: nobody is left to ask. */
  state: z.enum(['open', 'done', 'dropped']),
  settledAt: Instant.optional(),
  settledBy: z.string().optional(),
  /** The words of the newest answer. */
  note: z.string().max(MOST_ACTION).optional(),
  /** Grows by one with every change: the optimistic lock. */
  revision: z.int().min(1),
})
export type Action = z.infer<typeof Action>

/** `T-` and 16 hex digits: the same thing given to the same person in the same cycle is one action. */
export const actionId = (cycle: string, person: string, text: string): string =>
  `T-${idHash(['action', cycle, person, text.trim()])}`

/** The last minute of a promised day where its person lives. */
export const endOfDay = (by: string, zone: string): string =>
  formatInstant(instantOf(parseDay(by) + 1, 0, zone) - 60_000)
