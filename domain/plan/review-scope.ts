/** What a review looks at, and what it does on days off. */
import * as z from 'zod'
import { Id } from './text.ts'

/** When an occurrence falls on a day that is no working day: leave it out, or take the working day before or after. */
export const HolidayRule = z.enum(['skip', 'before', 'after'])
export type HolidayRule = z.infer<typeof HolidayRule>

/** Lists of what a review looks at, added up; without a scope it looks at the whole plan. */
export const ReviewScope = z
  .strictObject({
    priorities: z.array(Id).optional(),
    functions: z.array(Id).optional(),
    initiatives: z.array(Id).optional(),
    kpis: z.array(Id).optional(),
  })
  .refine((scope) => Object.values(scope).some((ids) => ids !== undefined && ids.length > 0), {
    error: 'name at least one priority, function, initiative or KPI, or leave the scope out for the whole plan',
    abort: true,
  })
export type ReviewScope = z.infer<typeof ReviewScope>
