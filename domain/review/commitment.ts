/** A promise: the next step of a check-in, asked about at the next one. */
import * as z from 'zod'
import { Instant, LocalDate } from '../decision.ts'
import { idHash } from '../hash.ts'
import { CHECK_IN_LIMITS } from './check-in.ts'
import { ItemKey } from './item.ts'

/** open → kept | broken | dropped. Broken: said not to be kept, or past its day and nobody said anything. */
export const CommitmentState = z.enum(['open', 'kept', 'broken', 'dropped'])
export type CommitmentState = z.infer<typeof CommitmentState>

/** Lives at `ITEM#item / COMMITMENT#id`. */
export const Commitment = z.strictObject({
  id: z.string(),
  item: ItemKey,
  /** Who promised. */
  person: z.string(),
  text: z.string().min(1).max(CHECK_IN_LIMITS.nextStep),
  /** Until the end of this day; moves when somebody says "still open". */
  by: LocalDate,
  /** Instant of the check-in that made it. */
  madeAt: Instant,
  /** How often its day was moved. */
  moves: z.int().min(0),
  state: CommitmentState,
  settledAt: Instant.optional(),
  /** Person id, or `clock`. */
  settledBy: z.string().optional(),
  note: z.string().max(CHECK_IN_LIMITS.changed).optional(),
  /** Grows by one with every change: the optimistic lock. */
  revision: z.int().min(1),
})
export type Commitment = z.infer<typeof Commitment>

/** `C-` and 16 hex digits: the same check-in makes the same promise, however often it is written. */
export const commitmentId = (item: string, madeAt: string): string => `C-${idHash(['commitment', item, madeAt])}`
