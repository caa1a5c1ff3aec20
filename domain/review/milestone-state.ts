/** What answers have said about a milestone, laid over what the plan says. */
import * as z from 'zod'
import { Instant, LocalDate } from '../decision.ts'
import { CHECK_IN_LIMITS } from './check-in.ts'

/** Moves kept; older ones are in the history. */
export const KEPT_MOVES = 10

const said = { by: z.string(), at: Instant }

/** One of the two milestones a milestone was split into: `pilot~1`, `pilot~2`. */
export const MilestonePart = z.strictObject({ id: z.string(), name: z.string().min(1).max(200), due: LocalDate })
export type MilestonePart = z.infer<typeof MilestonePart>

/** Lives at `ITEM#milestone:id / STATE`; a part has a state of its own once somebody says something about it. */
export const MilestoneState = z.strictObject({
  milestone: z.string(),
  done: z.strictObject({ on: LocalDate, ...said }).optional(),
  /** The day that holds instead of the plan's, as long as the plan's is still `planned`: a plan that is edited wins. */
  due: z.strictObject({ date: LocalDate, planned: LocalDate }).optional(),
  /** Newest last. */
  moves: z
    .array(
      z.strictObject({
        from: LocalDate,
        to: LocalDate,
        reason: z.string().min(1).max(CHECK_IN_LIMITS.reason),
        ...said,
      }),
    )
    .max(KEPT_MOVES),
  /** How often it was re-dated, all moves counted. */
  moved: z.int().min(0),
  split: z.strictObject({ into: z.array(MilestonePart).length(2), ...said }).optional(),
  revision: z.int().min(1),
})
export type MilestoneState = z.infer<typeof MilestoneState>
