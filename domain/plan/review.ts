/** Reviews: where people look at what was agreed, and end with decisions. */
import * as z from 'zod'
import { isCron } from './cron.ts'
import { HolidayRule, ReviewScope } from './review-scope.ts'
import { Id, Line, Prose, SpanText, ZoneText } from './text.ts'

/** A review: when it comes, who is in the chair, who checks in on what, and how long they have. */
export const ReviewSpec = z.strictObject({
  id: Id,
  name: Line,
  purpose: Prose.optional(),
  /** Five-field cron, local time: minute, hour, day of month, month, day of week. */
  schedule: z
    .string()
    .refine(
      isCron,
      'write five cron fields: minute hour day-of-month month day-of-week, like "0 9 * * mon" for Mondays at 09:00',
    ),
  /** @default the organisation's time zone */
  timezone: ZoneText.optional(),
  /** Says which days are working days. @default the organisation's calendar */
  calendar: Id.optional(),
  /** @default after */
  holidays: HolidayRule.optional(),
  /** Gets the pack and ends the review with decisions, or with "no action, because". */
  chair: Id,
  /** Who checks in. @default everybody who owns something in the scope */
  participants: z.array(Id).min(1, 'name at least one participant, or leave participants out').optional(),
  scope: ReviewScope.optional(),
  /** From the opening to the close, whether or not all have answered. @default 2 wd */
  closesAfter: SpanText.optional(),
})
export type ReviewSpec = z.infer<typeof ReviewSpec>
