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
  schedule: z
    .string()
    .refine(
      isCron,
      'write five cron fields: minute hour day-of-month month day-of-week, like "0 9 * * mon" for Mondays at 09:00',
    ),
  timezone: ZoneText.optional(),
  calendar: Id.optional(),
  holidays: HolidayRule.optional(),
  chair: Id,
  participants: z.array(Id).min(1, 'name at least one participant, or leave participants out').optional(),
  scope: ReviewScope.optional(),
  closesAfter: SpanText.optional(),
})
export type ReviewSpec = z.infer<typeof ReviewSpec>
