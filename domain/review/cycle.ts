/** The records of a review under way: its state from cycle to cycle, the cycle, and what is asked about in it. */
import * as z from 'zod'
import { Instant, LocalDate } from '../decision.ts'
import { MOST_ACTIONS } from './action.ts'
import { CheckIn } from './check-in.ts'
import { Conclusion } from './conclusion.ts'
import { ItemFacts } from './facts.ts'
import { ItemKey } from './item.ts'

/** Lives at `REVIEW#id / STATE`. */
export const ReviewState = z.strictObject({
  review: z.string(),
  /** When the plan first had it, or had it again: nothing is due before. */
  since: Instant,
  /** Nominal date of the newest occurrence that was opened or passed over. */
  lastOpened: LocalDate.optional(),
  lastCycle: z.string().optional(),
  /** Cycles in a row, up to now, that ended without a decision or an action. */
  withoutDecisions: z.int().min(0),
  /** When a slower cadence was last proposed. */
  slowerProposedAt: Instant.optional(),
  revision: z.int().min(1),
})
export type ReviewState = z.infer<typeof ReviewState>

export const CycleState = z.enum(['opening', 'open', 'closing', 'closed'])
export type CycleState = z.infer<typeof CycleState>

/** Lives at `CYCLE#id / META`. The review's words are frozen, so that a plan change leaves the cycle whole. */
export const Cycle = z.strictObject({
  /** `weekly@2026-03-02`. */
  id: z.string(),
  review: z.string(),
  name: z.string(),
  /** Nominal date: what the schedule says, before the holiday rule. */
  date: LocalDate,
  /** The day it takes place. */
  heldOn: LocalDate,
  chair: z.string(),
  /** The plan whose items and owners are asked about. */
  planVersion: z.int(),
  /** The cycle before, of the same review. */
  previous: z.string().optional(),
  /** Occurrences this one catches up: nobody was asked for them. */
  missed: z.array(LocalDate),
  state: CycleState,
  opensAt: Instant,
  closesAt: Instant,
  /** Known once it is frozen. */
  items: z.int().min(0).optional(),
  chunks: z.int().min(0).optional(),
  /** How many of those asked have not answered: 0 or less means nobody is waited for. Below 0 while answers come before all are asked. */
  waiting: z.int().optional(),
  closedAt: Instant.optional(),
  closedBecause: z.enum(['all-answered', 'deadline']).optional(),
  /** By when its chair is asked to conclude it; absent while it is open, and in cycles of releases that did not ask. */
  concludeBy: Instant.optional(),
  /** Ids of the actions given in it. */
  actions: z.array(z.string()).max(MOST_ACTIONS).optional(),
  conclusion: Conclusion.optional(),
  revision: z.int().min(1),
  /** Execution that serves this cycle (the claim). */
  claimedBy: z.string().optional(),
  /** Task token of the wait for the close. */
  taskToken: z.string().optional(),
})
export type Cycle = z.infer<typeof Cycle>

/**
 * waiting → answered (in time); carried: a check-in of the last days was taken over and nobody was asked; silent: the close
 * came first; late: an answer came after it; unasked: nobody could be asked, or the item left the plan.
 */
export const CycleItemState = z.enum(['waiting', 'answered', 'carried', 'silent', 'late', 'unasked'])
export type CycleItemState = z.infer<typeof CycleItemState>

/** Lives at `CYCLE#cycle / ITEM#item`. */
export const CycleItem = z.strictObject({
  cycle: z.string(),
  item: ItemKey,
  /** In words, as the plan of the opening has it. */
  name: z.string(),
  /** Who answers for it; the desk where the plan names nobody. */
  owner: z.string(),
  /** True where nobody is named. */
  unowned: z.boolean(),
  ask: z.string().optional(),
  /** With whom the question lay when this cycle joined it; absent where that is the owner. */
  askedOf: z.string().optional(),
  state: CycleItemState,
  facts: ItemFacts,
  /** The check-in that counts for this cycle, in time or late. */
  checkIn: CheckIn.optional(),
  revision: z.int().min(1),
})
export type CycleItem = z.infer<typeof CycleItem>

/** `weekly@2026-03-02`: also the name of its execution. Ids of a plan contain no `@`. */
export const cycleId = (review: string, date: string): string => `${review}@${date}`

const CYCLE_ID = /^([a-z0-9][a-z0-9_-]{0,63})@(\d{4}-\d\d-\d\d)$/

/** Whether a text has the form of a cycle's id. */
export const isCycleId = (text: string): boolean => CYCLE_ID.test(text)

/** Review and nominal date of a cycle's id; throws a RangeError that quotes what it got. */
export const parseCycleId = (id: string): { review: string; date: string } => {
  const parts = CYCLE_ID.exec(id)
  if (!parts) throw new RangeError(`"${id}" is no cycle: write it like weekly@2026-03-02`)
  return { review: parts[1]!, date: parts[2]! }
}

/** Order of cycles by their nominal date, of one day by their id. */
export const byCycleDate = (a: string, b: string): number => {
  const [one, other] = [parseCycleId(a).date, parseCycleId(b).date]
  return one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1
}
