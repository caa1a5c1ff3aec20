import { hash64 } from '../../domain/hash.ts'
import { cronTimes } from '../../domain/plan/cron.ts'
import type { ResolvedPlan, ResolvedReview } from '../../domain/plan/resolved.ts'
import { parseClock } from '../../domain/zone.ts'
import { PLAN_SCHEDULE, type Recurrence } from '../aws/schedules.ts'

const DAY_MINUTES = 1440

/** The second tick of a slot covers the lag of the index by which due mails are found. */
const SECOND_TICK_MINUTES = 5

/** Silence is looked for this long before the mail slot, so that what it opens is in the morning's mail. */
const EVALUATE_BEFORE_MINUTES = 60

/** ARNs of the functions that have a time. */
interface Targets {
  deliverSlot: string
  evaluateDue: string
  openCycle: string
}

/**
 * The schedules a plan needs, for every time zone in which somebody of it gets mail: mails of the slot, and an hour
 * before it the look for silence; and one for every review. Zones and slots decide, not people: a plan of a thousand people in
 * one zone needs two.
 */
export function recurrencesOf(plan: ResolvedPlan, targets: Targets): Recurrence[] {
  const slot = parseClock(plan.organisation.mail.slot)
  const zones = [...new Set(plan.people.map((person) => person.timezone))].sort()
  const reviews = (plan.reviews ?? []).map((review) => reviewRecurrence(review, targets.openCycle))
  const slots = zones.flatMap((timezone) => {
    const input = { timezone, slot: plan.organisation.mail.slot }
    const deliver = ticks(slot).map((expression, index) =>
      named(index === 0 ? `deliver-${timezone}` : `deliver-again-${timezone}`, {
        expression,
        timezone,
        target: targets.deliverSlot,
        input,
      }),
    )
    const before = (slot - EVALUATE_BEFORE_MINUTES + DAY_MINUTES) % DAY_MINUTES
    const evaluate = { expression: cron(before), timezone, target: targets.evaluateDue, input }
    return [...deliver, named(`evaluate-${timezone}`, evaluate)]
  })
  return [...slots, ...reviews]
}

/** Every day at the review's time: the function asks what is due, so a missed day is caught up by the next. */
const reviewRecurrence = ({ id, schedule, timezone }: ResolvedReview, target: string): Recurrence =>
  named(`review-${id}`, {
    expression: cron(cronTimes(schedule, 0, 1)[0]?.minute ?? 0),
    timezone,
    target,
    input: { review: id },
  })

/**
 * The name says what it is for and ends in the hash of all it does: a list of names shows whether any schedule is missing,
 * left over or of an earlier plan. Names have 64 characters, and no slash or plus.
 */
const named = (what: string, recurrence: Omit<Recurrence, 'name'>): Recurrence => {
  const words = `${PLAN_SCHEDULE}${what}`.replaceAll('+', '-plus-').replace(/[^A-Za-z0-9_.-]/g, '-')
  return { name: `${words.slice(0, 47)}-${hash64(JSON.stringify(recurrence))}`, ...recurrence }
}

/** Both ticks of a slot: one expression, or two when the second falls into the next hour. */
function ticks(slot: number): string[] {
  const minute = slot % 60
  const again = slot + SECOND_TICK_MINUTES
  if (minute + SECOND_TICK_MINUTES < 60) return [`cron(${minute},${again % 60} ${Math.floor(slot / 60)} * * ? *)`]
  return [cron(slot), cron(again % DAY_MINUTES)]
}

const cron = (minuteOfDay: number) => `cron(${minuteOfDay % 60} ${Math.floor(minuteOfDay / 60)} * * ? *)`
