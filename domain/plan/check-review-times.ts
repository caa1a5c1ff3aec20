/** Rules about how often reviews come and how long they stay open. */
import { addWorkingDaysTo, isWorkingDay, type WorkingCalendar } from '../calendar.ts'
import type { Wall } from '../zone.ts'
import { cronTimes } from './cron.ts'
import { CLOSES_AFTER } from './defaults.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import type { ReviewSpec } from './review.ts'
import { parseSpan, type Span } from './text.ts'
import { calendarsOf } from './working-days.ts'

/** Monday 1 January 2024: patterns are looked at from a day that begins a week, a month, a quarter and a leap year. */
const FROM = 19_723

/** Enough for a year of weekly reviews, or for every distance between two of a daily or monthly pattern. */
const LOOKED_AT = 53

const DAY = 1440

/** Reviews more than once a day, and reviews that close after the next one opens. */
export const checkReviewTimes = (plan: Plan): PlanProblem[] => {
  const calendar = calendarsOf(plan)
  return (plan.reviews ?? []).flatMap((review, i) => {
    const [first, second] = cronTimes(review.schedule, FROM, 2)
    if (first && second && first.day === second.day) {
      const message = `"${review.schedule}" comes several times a day; one time a day is the most a review can take`
      return [problem('review-too-often', ['reviews', i, 'schedule'], message)]
    }
    const worked = calendar(review.calendar)
    return worked ? overlapping(review, { ...worked, holidays: [] }, i) : []
  })
}

/** Holidays are left out: an overlap once a year is no reason to change a review. */
const overlapping = (review: ReviewSpec, calendar: WorkingCalendar, i: number): PlanProblem[] => {
  const closesAfter = review.closesAfter ?? CLOSES_AFTER
  const opens = openings(review, calendar)
  const overlaps = opens.some((open, j) => {
    const next = opens[j + 1]
    return next !== undefined && minutes(closing(open, parseSpan(closesAfter), calendar)) > minutes(next)
  })
  if (!overlaps) return []
  const at = ['reviews', i, review.closesAfter === undefined ? 'schedule' : 'closesAfter']
  const message = `review "${review.id}" stays open for ${closesAfter}, until after the next one opens; close it earlier or review less often`
  return [problem('reviews-overlap', at, message)]
}

/** Times at which a review opens, its holiday rule kept; two that fall on one time are one. */
const openings = (review: ReviewSpec, calendar: WorkingCalendar): Wall[] => {
  const moved = cronTimes(review.schedule, FROM, LOOKED_AT).flatMap(({ day, minute }) => {
    if (isWorkingDay(calendar, day)) return [{ day, minute }]
    if (review.holidays === 'skip') return []
    return [
      { day: review.holidays === 'before' ? workedBefore(day, calendar) : addWorkingDaysTo(calendar, day, 0), minute },
    ]
  })
  return moved
    .sort((a, b) => minutes(a) - minutes(b))
    .filter((open, j) => j === 0 || minutes(open) > minutes(moved[j - 1]!))
}

/** A calendar has at least one working day a week. */
const workedBefore = (day: number, calendar: WorkingCalendar): number => {
  let before = day - 1
  while (!isWorkingDay(calendar, before)) before--
  return before
}

const closing = ({ day, minute }: Wall, { count, unit }: Span, calendar: WorkingCalendar): Wall => {
  if (unit === 'h') return { day, minute: minute + count * 60 }
  return { day: unit === 'd' ? day + count : addWorkingDaysTo(calendar, day, count), minute }
}

const minutes = ({ day, minute }: Wall): number => day * DAY + minute
