/** How the chair ends a review: with decisions or actions, or with "no action, because". */
import * as z from 'zod'
import { Instant } from '../decision.ts'

/** Longest reason of the chair, in characters. */
export const MOST_BECAUSE = 1000

/** Kept on the cycle; said once, the first one stands. */
export const Conclusion = z
  .strictObject({
    /** The chair, or who stood in. */
    by: z.string(),
    at: Instant,
    via: z.enum(['link', 'command']),
    /** Ids of decisions taken in the review. */
    decisions: z.array(z.string()).max(100),
    /** Ids of actions assigned in it. */
    actions: z.array(z.string()).max(100),
    /** Why nothing is to be done. */
    noActionBecause: z.string().min(1).max(MOST_BECAUSE).optional(),
  })
  .refine(
    ({ decisions, actions, noActionBecause }) =>
      decisions.length + actions.length > 0 !== (noActionBecause !== undefined),
    'a review ends with at least one decision or action, or else with the reason why none is needed',
  )
export type Conclusion = z.infer<typeof Conclusion>

/** Whether a review ended in something to do. */
export const endedInAction = (conclusion: Conclusion | undefined): boolean =>
  conclusion !== undefined && conclusion.decisions.length + conclusion.actions.length > 0
