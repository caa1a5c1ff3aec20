/**
 * What a plan asks of each person: items owned, and asks and mails a week, computed from its cadences over the 13 weeks
 * from a day on. What the plan itself sets, not a forecast: decisions are left out, because how often a trigger fires is not in
 * the plan. Programmes and the due days of milestones are counted, though no function asks or tells anybody of them.
 */
import { isWorkingDay } from '../calendar.ts'
import { formatDay, parseDay } from '../civil.ts'
import { ItemKind } from '../review/item.ts'
import { timely } from '../review/timely.ts'
import { cronTimes } from './cron.ts'
import { checkedIn, type Item, itemsOf, writtenMilestones } from './items.ts'
import { calendarOf, personOf } from './lookup.ts'
import { sequenceOf, sidesOf } from './programme-sequence.ts'
import type { ResolvedPlan } from './resolved.ts'

/** A quarter: every monthly review comes at least twice in it, and nobody plans mails further ahead. */
export const LOAD_WEEKS = 13
const DAYS = LOAD_WEEKS * 7

/** A check-in this recent answers the next review too (domain rule: what was answered within 3 days is not asked again). */
const ANSWERED_DAYS = 3

/** A person's load. Weekly figures are means over the 13 weeks. */
export interface Load {
  person: string
  items: Record<ItemKind, number>
  /** Sum of `items`. */
  owned: number
  asksPerWeek: number
  /** Never above the working days of a week: one mail a slot holds all that waits. */
  mailsPerWeek: number
}

/** Days from the first on, in [0, 91), of everything that reaches one person. */
interface Agenda {
  asks: number
  days: Set<number>
}

/**
 * Load of every person of a plan from a day on (`2026-03-05`).
 *
 * - asks a week = (check-ins + conclusions + programme asks + milestone confirmations in the 13 weeks) ÷ 13
 *   - check-ins: for each owned item the distinct days on which a review looks at it, leaving out those at most 3 days after
 *     one already asked: the earlier answer serves again. Days of the cron; holidays move none.
 *     A milestone only when a cycle would ask (domain/review/timely.ts), nobody taken to be done before it is due or after.
 *   - conclusions: one to the chair an occurrence, on the day of the check-ins
 *   - programme asks: those of the standard sequence and of its gates; nobody is taken to do it already
 *   - milestone confirmations: one on the due day
 * - mails a week = distinct slots with something waiting ÷ 13. What comes on a day off waits for the next working day of the
 *   person's calendar. Everybody is taken to answer the first mail and to be there: no reminders, no standing in.
 *
 * Throws a RangeError when `from` is no date.
 */
export const loadsOf = (plan: ResolvedPlan, from: string): Map<string, Load> => {
  const first = parseDay(from)
  const items = itemsOf(plan)
  const agendas = new Map(plan.people.map((one): [string, Agenda] => [one.id, { asks: 0, days: new Set() }]))
  const reach = (person: string, day: number, asks: boolean) => {
    const agenda = agendas.get(person)
    if (!agenda || day < 0 || day >= DAYS) return
    if (asks) agenda.asks += 1
    agenda.days.add(day)
  }
  addReviews(plan, items, first, reach)
  addProgrammes(plan, first, reach)
  for (const { owner, due } of items) if (due !== undefined) reach(owner, parseDay(due) - first, true)
  return loads(plan, items, agendas, slotsOf(plan, first))
}

type Reach = (person: string, day: number, asks: boolean) => void

const addReviews = (plan: ResolvedPlan, items: readonly Item[], first: number, reach: Reach): void => {
  const looks = new Map<Item, number[][]>()
  const isTimely = timelyFrom(plan, first)
  for (const review of plan.reviews ?? []) {
    const days = occurrences(review.schedule, first)
    for (const day of days) reach(review.chair, day, true)
    for (const item of checkedIn(plan, review, items)) {
      const asked = item.kind === 'milestone' ? days.filter((day) => isTimely(item.id, day)) : days
      looks.set(item, [...(looks.get(item) ?? []), asked])
    }
  }
  for (const [item, several] of looks) {
    let answered = Number.NEGATIVE_INFINITY
    for (const day of several.flat().sort((a, b) => a - b)) {
      if (day - answered <= ANSWERED_DAYS) continue
      reach(item.owner, day, true)
      answered = day
    }
  }
}

/** Whether a cycle of a day (from the first on) asks about a milestone, as long as nobody says that it is done. */
const timelyFrom = (plan: ResolvedPlan, first: number): ((milestone: string, day: number) => boolean) => {
  const written = writtenMilestones(plan)
  const known = new Map<number, Set<string>>()
  return (milestone, day) => {
    const ids = known.get(day) ?? new Set(timely(written, formatDay(first + day)).map(({ id }) => id))
    known.set(day, ids)
    return ids.has(milestone)
  }
}

/** More than a week of a daily pattern, few years of a yearly one. */
const RUNS = 10

/** Days on which a pattern comes true; several times a day are one, so minute and hour do not count. */
const occurrences = (schedule: string, first: number): number[] => {
  const daily = `0 0 ${schedule.trim().split(/\s+/).slice(2).join(' ')}`
  const days: number[] = []
  for (let from = 0; from < DAYS; ) {
    const next = cronTimes(daily, first + from, RUNS).map(({ day }) => day - first)
    days.push(...next.filter((day) => day < DAYS))
    from = next.length < RUNS ? DAYS : next.at(-1)! + 1
  }
  return days
}

const addProgrammes = (plan: ResolvedPlan, first: number, reach: Reach): void => {
  for (const programme of plan.programmes ?? []) {
    const goLive = parseDay(programme.goLive) - first
    const steps = sequenceOf(programme).filter(({ day }) => goLive + day >= 0 && goLive + day < DAYS)
    const sides = steps.length > 0 ? sidesOf(plan, programme) : undefined
    for (const { day, to, asks } of steps) for (const person of sides![to]) reach(person, goLive + day, asks)
  }
}

/** For each calendar the working day on which a day's mail goes out; undefined after the last of the 13 weeks. */
const slotsOf = (plan: ResolvedPlan, first: number): Map<string, (number | undefined)[]> =>
  new Map(
    plan.calendars.map((calendar) => {
      const slots: (number | undefined)[] = []
      for (let day = DAYS - 1; day >= 0; day--) {
        slots[day] = isWorkingDay(calendar, first + day) ? day : slots[day + 1]
      }
      return [calendar.id, slots]
    }),
  )

const loads = (
  plan: ResolvedPlan,
  items: readonly Item[],
  agendas: ReadonlyMap<string, Agenda>,
  slots: ReadonlyMap<string, (number | undefined)[]>,
): Map<string, Load> => {
  const owned = new Map<string, Record<ItemKind, number>>()
  for (const { owner, kind } of items) {
    const counts = owned.get(owner) ?? noItems()
    counts[kind] += 1
    owned.set(owner, counts)
  }
  return new Map(
    [...agendas].map(([person, { asks, days }]) => {
      const counts = owned.get(person) ?? noItems()
      const mine = slots.get(calendarOf(plan, personOf(plan, person)!.calendar)!.id)!
      const sent = new Set([...days].map((day) => mine[day]).filter((day) => day !== undefined))
      const load = {
        person,
        items: counts,
        owned: ItemKind.options.reduce((sum, kind) => sum + counts[kind], 0),
        asksPerWeek: asks / LOAD_WEEKS,
        mailsPerWeek: sent.size / LOAD_WEEKS,
      }
      return [person, load]
    }),
  )
}

const noItems = (): Record<ItemKind, number> => ({ priority: 0, initiative: 0, milestone: 0, kpi: 0, workflow: 0 })
