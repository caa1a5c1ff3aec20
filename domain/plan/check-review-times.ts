/** Rules about how often reviews come and how long they stay open. */
import { addWorkingDaysTo, isWorkingDay, type WorkingCalendar } from '../calendar.ts'
import { parseClock, type Wall } from '../zone.ts'
import { cronTimes } from './cron.ts'
import { CLOSES_AFTER, MAIL_SLOT } from './defaults.ts'
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

/** Reviews more than once a day, reviews that close after the next one opens, and those that close before anybody is asked. */
export const checkReviewTimes = (plan: Plan): PlanProblem[] => {
  const calendar = calendarsOf(plan)
  return (plan.reviews ?? []).flatMap((review, i) => {
    const [first, second] = cronTimes(review.schedule, FROM, 2)
    if (first && second && first.day === second.day) {
      const message = `"${review.schedule}" comes several times a day; one time a day is the most a review can take`
      return [problem('review-too-often', ['reviews', i, 'schedule'], message)]
    }
    const worked = calendar(review.calendar)
    if (!worked) return []
    const ordinary = { ...worked, holidays: [] }
    return [...overlapping(review, ordinary, i), ...unasked(review, ordinary, plan.organisation.mail?.slot, i)]
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

/** Minutes between the mail and the close that an owner needs at least: half a working day. */
const TIME_TO_ANSWER = 240

/** Owners are asked with the first mail slot after the opening; who is mailed after the close has missed it before they knew. */
const unasked = (review: ReviewSpec, calendar: WorkingCalendar, slot: string | undefined, i: number): PlanProblem[] => {
  const closesAfter = review.closesAfter ?? CLOSES_AFTER
  const mail = slot ?? MAIL_SLOT
  const minute = parseClock(mail)
  const short = openings(review, calendar).find((open) => {
    const today = isWorkingDay(calendar, open.day) && open.minute < minute
    const mailed = { day: today ? open.day : addWorkingDaysTo(calendar, open.day, 1), minute }
    return minutes(closed(open, parseSpan(closesAfter), calendar)) < minutes(mailed) + TIME_TO_ANSWER
  })
  if (!short) return []
  const at = ['reviews', i, review.closesAfter === undefined ? 'schedule' : 'closesAfter']
  const message = `review "${review.id}" closes ${closesAfter} after it opens, too soon after the mail that asks; open it before ${mail} or close it later`
  return [problem('review-closes-unasked', at, message)]
}

/** Working days last to their closing hour. */
const closed = (open: Wall, span: Span, calendar: WorkingCalendar): Wall => {
  const end = closing(open, span, calendar)
  const isWorkingDays = span.unit === 'wd' && span.count > 0
  return isWorkingDays ? { ...end, minute: Math.max(end.minute, parseClock(calendar.hours.to)) } : end
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
