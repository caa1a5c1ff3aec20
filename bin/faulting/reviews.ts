import { formatDay } from '../../domain/civil.ts'
import type { ResolvedPlan, ResolvedReview } from '../../domain/plan/resolved.ts'

/** Days after the beginning at which the one milestone of a cut is due. */
const MILESTONE_DAYS = 10

/**
 * Two reviews of everything that overlap: twice a week, closed the next day, and once a week, closed after two. So a question
 * waits for one cycle or is joined by others, is answered in time or late, or taken over from what was just said. The desk,
 * which answers, is in the chair of one of them.
 */
export function cutReviews({ organisation, priorities }: ResolvedPlan): ResolvedReview[] {
  const review = (id: string, name: string, chair: string, days: string, wd: number): ResolvedReview => ({
    id,
    name,
    schedule: `0 7 * * ${days}`,
    timezone: organisation.timezone,
    calendar: organisation.calendar,
    holidays: 'after',
    chair,
    closesAfter: { count: wd, unit: 'wd' },
  })
  return [
    review('huddle', 'Huddle', organisation.desk, 'mon,thu', 1),
    review('weekly', 'Weekly review', priorities[0]!.accountable, 'tue', 2),
  ]
}

/** The first initiative with one milestone that is due while the cut runs, owned by `owner`. */
export function cutInitiatives({ initiatives }: ResolvedPlan, owner: string, firstDay: number) {
  const [initiative] = initiatives
  const milestone = initiative?.milestones?.[0]
  if (!initiative || !milestone) return []
  return [{ ...initiative, milestones: [{ ...milestone, owner, due: formatDay(firstDay + MILESTONE_DAYS) }] }]
}
