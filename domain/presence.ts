/** Whether somebody is there: what the plan says of their absences, and what they said themselves from a mail. */
import { isAway, nextSlot } from './calendar.ts'
import { formatDay } from './civil.ts'
import type { Surroundings } from './escalation-order.ts'
import { workingTimeOf } from './ladder-time.ts'
import { personOf } from './plan/lookup.ts'
import type { Absence } from './plan/organisation.ts'
import { wallOf } from './zone.ts'

/** Days somebody is away, as the plan has them and as they said. The two add up: whichever says more counts. */
export const absencesOf = ({ plan, states }: Surroundings, person: string): Absence[] => {
  const away = states.find((known) => known.person === person)?.away
  return [...(personOf(plan, person)?.absences ?? []), ...(away ? [{ from: away.from, to: away.to }] : [])]
}

/** Whoever is away for longer is waited for by nobody. */
const LONGEST_ABSENCE_DAYS = 1000

/**
 * The first slot after an instant on a day the person is there; what they are only told waits for it. Of an absence that does not
 * end within 1,000 days it is the first slot, there or not.
 */
export const slotPresent = (around: Surroundings, person: string, at: number): number => {
  const time = workingTimeOf(around.plan, person)
  const latest = formatDay(wallOf(at, time.zone).day + LONGEST_ABSENCE_DAYS)
  const absences = absencesOf(around, person).filter(({ to }) => to <= latest)
  return nextSlot(time.calendar, time.zone, time.slot, at, absences)
}

/** The first day (an epoch day) on which somebody who is away is there again, by the calendar of days. */
export const backOn = (around: Surroundings, person: string, at: number): number => {
  const absences = absencesOf(around, person)
  let { day } = wallOf(at, workingTimeOf(around.plan, person).zone)
  while (isAway(absences, day)) day++
  return day
}

/** Whether somebody is away on the day of an instant, in their own zone. */
export const isAwayAt = (around: Surroundings, person: string, at: number): boolean => {
  const known = personOf(around.plan, person)
  return known !== undefined && isAway(absencesOf(around, person), wallOf(at, known.timezone).day)
}
