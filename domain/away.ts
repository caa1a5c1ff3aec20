/** "I am away until …", said from any mail: an absence in the plan's own terms, beside those the plan has. */
import type { PersonState } from './ask.ts'
import type { AnswerRefused } from './ask-answered.ts'
import { formatDay, tryDay } from './civil.ts'
import { formatInstant } from './instant.ts'
import { workingTimeOf } from './ladder-time.ts'
import type { ResolvedPlan } from './plan/resolved.ts'
import { wallOf } from './zone.ts'

/** Longer than this somebody has left, and the plan should say so. */
export const MAX_AWAY_DAYS = 366

/** What somebody is away for, with whom and when it was said. */
export type Away = NonNullable<PersonState['away']>

/**
 * The absence from today until the day before `until`, in the person's own zone; said again, the newest counts. The desk
 * cannot be away: nobody is behind it.
 */
export const goAway = (
  { plan, person, until, via }: { plan: ResolvedPlan; person: string; until: string; via: Away['via'] },
  now: number,
): { away: Away } | AnswerRefused => {
  if (person === plan.organisation.desk) {
    return { code: 'nobody-else', refused: { because: 'desk-asked' } }
  }
  const today = wallOf(now, workingTimeOf(plan, person).zone).day
  const back = tryDay(until)
  if (back === undefined || back <= today || back > today + MAX_AWAY_DAYS) {
    const [first, last] = [formatDay(today + 1), formatDay(today + MAX_AWAY_DAYS)]
    return { code: 'bad-date', refused: { because: 'back-day', typed: until.slice(0, 20), first, last } }
  }
  return { away: { from: formatDay(today), to: formatDay(back - 1), at: formatInstant(now), via } }
}
