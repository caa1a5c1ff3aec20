/** Something a chair gives to a person by a day; it becomes an ask. */
import * as z from 'zod'
import { Instant, LocalDate } from '../decision.ts'
import { idHash } from '../hash.ts'
import { ItemKey } from './item.ts'

/** Longest text of an action, in characters. */
export const MOST_ACTION = 500

/** Lives at `CYCLE#cycle / ACTION#id`. */
export const Action = z.strictObject({
  id: z.string(),
  cycle: z.string(),
  /** The item it is about, if it is about one. */
  item: ItemKey.optional(),
  text: z.string().min(1).max(MOST_ACTION),
  person: z.string(),
  by: LocalDate,
  assignedBy: z.string(),
  assignedAt: Instant,
  ask: z.string().optional(),
  state: z.enum(['open', 'done', 'dropped']),
  settledAt: Instant.optional(),
  note: z.string().max(MOST_ACTION).optional(),
  revision: z.int().min(1),
})
export type Action = z.infer<typeof Action>

/** `N-` and 16 hex digits: the same thing given to the same person in the same cycle is one action. */
export const actionId = (cycle: string, person: string, text: string): string =>
  `N-${idHash(['action', cycle, person, text.trim()])}`
