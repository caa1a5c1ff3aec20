import { parseInstant } from '../../domain/instant.ts'
import { calendarOf } from '../../domain/plan/lookup.ts'
import type { ResolvedReview } from '../../domain/plan/resolved.ts'
import { closesAt, type Occurrence, occurrencesDue } from '../../domain/review/occurrences.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { ledgerOf } from './ledger.ts'

/** A review is looked at once a day; an occurrence that was missed is caught up by the next look. */
const MISSED_MS = 26 * 3_600_000

/**
 * Every occurrence of every review, once: it has a cycle, or one that came later says that it missed it. A cycle has its
 * whole time, counted from the moment it was really opened.
 */
export const eachOccurrenceOnce: Invariant = (facts) => {
  const { plan } = facts.plans.at(-1)!
  return (plan.reviews ?? []).flatMap((review) => [...counted(facts, review), ...wholeTime(facts, review)])
}

function counted(facts: RunFacts, review: ResolvedReview): string[] {
  const { cycles, reviewStates } = ledgerOf(facts)
  const own = cycles.filter((one) => one.review === review.id)
  const state = reviewStates.find((one) => one.review === review.id)
  const since = parseInstant(state?.since ?? facts.plans[0]!.appliedAt)
  const known = own.flatMap(({ date, missed }) => [date, ...missed])
  const until = (now: number) => occurrencesOf(facts, review, since, now).map(({ date }) => date)
  const all = new Set(until(facts.now))
  const newest = own.map(({ date }) => date).sort()
  return [
    ...known.filter((date, i) => known.indexOf(date) !== i).map((date) => `${review.id} of ${date} was held twice`),
    ...until(facts.now - MISSED_MS)
      .filter((date) => !known.includes(date))
      .map((date) => `${review.id} of ${date} was never held, and no later cycle says so`),
    ...known
      .filter((date) => !all.has(date))
      .map((date) => `${review.id} was held for ${date}, which is no date of it`),
    ...(state?.lastOpened === newest.at(-1)
      ? []
      : [`${review.id}: the newest cycle is of ${newest.at(-1)}, its state says ${state?.lastOpened}`]),
  ]
}

function wholeTime(facts: RunFacts, review: ResolvedReview): string[] {
  const { cycles, history } = ledgerOf(facts)
  const calendar = calendarOf(facts.plans.at(-1)!.plan, review.calendar)!
  return cycles
    .filter((one) => one.review === review.id)
    .flatMap((cycle) => {
      const opened = history.find((line) => line.cycle === cycle.id && line.what === 'Review opened')
      if (!opened) return [`nothing says when ${cycle.id} was opened`]
      const from = Math.max(parseInstant(cycle.opensAt), parseInstant(opened.at))
      const wanted = closesAt(review, calendar, from)
      return parseInstant(cycle.closesAt) === wanted
        ? []
        : [`${cycle.id} was opened ${opened.at} and closes ${cycle.closesAt}, not ${new Date(wanted).toISOString()}`]
    })
}

function occurrencesOf(facts: RunFacts, review: ResolvedReview, since: number, now: number): Occurrence[] {
  const calendar = calendarOf(facts.plans.at(-1)!.plan, review.calendar)!
  const { due, missed } = occurrencesDue(review, calendar, undefined, since, now)
  return due ? [...missed, due] : []
}
