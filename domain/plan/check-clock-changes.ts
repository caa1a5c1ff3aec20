/** Rules about local times that a change of clocks removes or repeats within two years. */

import { formatDay, parseDay } from '../civil.ts'
import { type ClockChange, clockChanges } from '../clock-change.ts'
import { parseClock, type Wall } from '../zone.ts'
import { cronTimes } from './cron.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'

/** Zones are told of their changes years ahead only where they never change the rule; two years is what a plan looks at. */
const YEARS = 2
const DAY = 86_400_000

/**
 * Times of reviews in their zone and the slot of mails in every person's zone. The time as written counts: a holiday rule
 * that would move that one occurrence to another day does not excuse it.
 */
export const checkClockChanges = (plan: Plan, today: string): PlanProblem[] => {
  const from = parseDay(today)
  const known = new Map<string, ClockChange[]>()
  const changesOf: ChangesOf = (zone) => {
    const changes = known.get(zone) ?? clockChanges(zone, from * DAY, (from + YEARS * 365) * DAY)
    known.set(zone, changes)
    return changes
  }
  return [...reviewTimes(plan, changesOf), ...mailSlot(plan, changesOf)]
}

type ChangesOf = (zone: string) => ClockChange[]

const reviewTimes = (plan: Plan, changesOf: ChangesOf): PlanProblem[] =>
  (plan.reviews ?? []).flatMap(({ schedule, timezone }, i) => {
    const zone = timezone ?? plan.organisation.timezone
    const met = (kind: ClockChange['kind']) =>
      changesOf(zone)
        .filter((change) => change.kind === kind)
        .flatMap((change) => occurrenceIn(schedule, change))[0]
    const [removed, repeated] = [met('removed'), met('repeated')]
    const at = ['reviews', i, 'schedule']
    return [
      ...(removed
        ? [
            problem(
              'review-time-removed',
              at,
              `${shown(removed)} does not exist in ${zone}: the clocks skip it; choose another time of day`,
            ),
          ]
        : []),
      ...(repeated
        ? [
            problem(
              'review-time-repeated',
              at,
              `${shown(repeated)} comes twice in ${zone}: the clocks go back; choose another time of day`,
            ),
          ]
        : []),
    ]
  })

/** The first time of a pattern within a change. */
const occurrenceIn = (schedule: string, { from, to }: ClockChange): Wall[] => {
  // At most a time a minute from midnight on; the pattern is asked day by day, so a sparse one answers at once.
  const times = cronTimes(schedule, from.day, 1)
  if (times.length === 0 || order(times[0]!) >= order(to)) return []
  return cronTimes(schedule, from.day, order(to) - order({ day: from.day, minute: 0 }))
    .filter((time) => order(from) <= order(time) && order(time) < order(to))
    .slice(0, 1)
}

const mailSlot = (plan: Plan, changesOf: ChangesOf): PlanProblem[] => {
  const { mail, timezone } = plan.organisation
  if (mail?.slot === undefined) return []
  const minute = parseClock(mail.slot)
  const zones = [...new Set([timezone, ...plan.people.map((person) => person.timezone ?? timezone)])]
  const met = (kind: ClockChange['kind']) =>
    zones.flatMap((zone) =>
      changesOf(zone)
        .filter((change) => change.kind === kind)
        .flatMap(({ from, to }) => [from.day, to.day].map((day) => ({ zone, from, to, time: { day, minute } })))
        .filter(({ from, to, time }) => order(from) <= order(time) && order(time) < order(to))
        .slice(0, 1),
    )
  const [removed, repeated] = [met('removed'), met('repeated')]
  const at = ['organisation', 'mail', 'slot']
  return [
    ...(removed[0]
      ? [
          problem(
            'mail-slot-removed',
            at,
            `${shown(removed[0].time)} does not exist in ${places(removed)}: the clocks skip it; choose another slot`,
          ),
        ]
      : []),
    ...(repeated[0]
      ? [
          problem(
            'mail-slot-repeated',
            at,
            `${shown(repeated[0].time)} comes twice in ${places(repeated)}: the clocks go back; choose another slot`,
          ),
        ]
      : []),
  ]
}

const places = (met: { zone: string }[]): string =>
  met.length === 1 ? met[0]!.zone : `${met[0]!.zone} and ${met.length - 1} more zones`

const order = ({ day, minute }: Wall): number => day * 1440 + minute

const shown = ({ day, minute }: Wall): string =>
  `${formatDay(day)} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
