import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { parseClock } from '../../domain/zone.ts'
import { PLAN_SCHEDULE, type Recurrence } from '../aws/schedules.ts'

const DAY_MINUTES = 1440

/** The second tick of a slot covers the lag of the index by which due mails are found. */
const SECOND_TICK_MINUTES = 5

/** Silence is looked for this long before the mail slot, so that what it opens is in the morning's mail. */
const EVALUATE_BEFORE_MINUTES = 60

/**
 * The schedules a plan needs, for every time zone in which somebody of it gets mail: mails of the slot, and an hour
 * before it the look for silence. Zones and slots decide, not people: a plan of a thousand people in one zone needs two.
 */
export function recurrencesOf(plan: ResolvedPlan, targets: { deliverSlot: string; evaluateDue: string }): Recurrence[] {
  const slot = parseClock(plan.organisation.mail.slot)
  const zones = [...new Set(plan.people.map((person) => person.timezone))].sort()
  return zones.flatMap((timezone) => {
    const input = { timezone, slot: plan.organisation.mail.slot }
    const deliver = ticks(slot).map((expression, index) => ({
      name: scheduleName(index === 0 ? 'deliver' : 'deliver-again', timezone),
      expression,
      timezone,
      target: targets.deliverSlot,
      input,
    }))
    const before = (slot - EVALUATE_BEFORE_MINUTES + DAY_MINUTES) % DAY_MINUTES
    const evaluate = {
      name: scheduleName('evaluate', timezone),
      expression: cron(before),
      timezone,
      target: targets.evaluateDue,
      input,
    }
    return [...deliver, evaluate]
  })
}

/** Both ticks of a slot: one expression, or two when the second falls into the next hour. */
function ticks(slot: number): string[] {
  const minute = slot % 60
  const again = slot + SECOND_TICK_MINUTES
  if (minute + SECOND_TICK_MINUTES < 60) return [`cron(${minute},${again % 60} ${Math.floor(slot / 60)} * * ? *)`]
  return [cron(slot), cron(again % DAY_MINUTES)]
}

const cron = (minuteOfDay: number) => `cron(${minuteOfDay % 60} ${Math.floor(minuteOfDay / 60)} * * ? *)`

/** `plan-deliver-Europe-London`: names of schedules have no slash or plus; zones that only differ in them do not exist. */
const scheduleName = (what: string, timezone: string) =>
  `${PLAN_SCHEDULE}${what}-${timezone.replaceAll('+', '-plus-').replace(/[^A-Za-z0-9_.-]/g, '-')}`.slice(0, 64)
