import { addWorkingDaysTo, workingDayUpTo } from '../../domain/calendar.ts'
import { formatDay, parseDay } from '../../domain/civil.ts'
import type { Decision } from '../../domain/decision.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { calendarOf, kpiOf, seriesByKey } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan, ResolvedReview } from '../../domain/plan/resolved.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import type { KpiReading } from '../../domain/review/facts.ts'
import type { ReviewItem } from '../../domain/review/items.ts'
import type { Milestone } from '../../domain/review/milestones.ts'
import { takeSnapshot } from '../../domain/review/snapshot.ts'
import { wallOf } from '../../domain/zone.ts'
import { readingOf } from './made-points.ts'
import type { Part } from './review-cast.ts'
import type { Cycles } from './review-cycles.ts'
import { lastOf, promiseOf, saidOf, settledAs } from './review-words.ts'
import { HOUR } from './story.ts'

/** What a review asks about, and who plays what. */
export interface Asking {
  plan: ResolvedPlan
  review: ResolvedReview
  cycles: Cycles
  items: readonly ReviewItem[]
  cast: ReadonlyMap<string, Part>
  milestones: readonly Milestone[]
  /** Items whose owner had promised something: its day is over, or ahead. */
  promised: { over: readonly string[]; ahead: readonly string[] }
  decisions: readonly Decision[]
}

/** The items as they were when asked about, last time, and after the close; and the promises that were settled. */
export interface Asked {
  frozen: CycleItem[]
  was: CycleItem[]
  closed: CycleItem[]
  settled: Commitment[]
}

/** Freezes facts by the rules that run, and has owners answer as their parts say. */
export function askedItems(asking: Asking): Asked {
  const { plan, cycles, items, cast, milestones, decisions } = asking
  const { open, before } = cycles
  const last = (one: ReviewItem) => before[0] && lastOf(plan, one, cast.get(one.item)!, before[0])
  const lasts = new Map(items.map((one) => [one.item, last(one)]))
  const promises = new Map(items.map((one) => [one.item, promisesOf(asking, one, lasts.get(one.item))]))
  const known = {
    reading: (key: string) => readingIn(asking, key),
    last: (item: string) => lasts.get(item),
    commitments: (item: string) => promises.get(item) ?? [],
    decisions: (key: string) => decisions.filter(({ series }) => series === key),
    milestones,
  }
  const { items: facts } = takeSnapshot(open.id, items, known, open.opensAt)
  const frozen = facts.map((one): CycleItem => ({ cycle: open.id, ...one, state: 'waiting', revision: 1 }))
  const closed = items.map((one, i) => answered(asking, one, frozen[i]!))
  const was = before[0] ? items.flatMap((one) => itemBefore(one, cast.get(one.item)!, lasts, before[0]!)) : []
  return { frozen, closed, was, settled: closed.flatMap((one) => settledIn(asking, one)) }
}

const NOTHING = { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 }

function itemBefore(
  { item, name, owner, unowned }: ReviewItem,
  { was }: Part,
  lasts: ReadonlyMap<string, CycleItem['checkIn']>,
  before: Cycle,
): CycleItem[] {
  if (was === 'new') return []
  const checkIn = lasts.get(item)
  const state = was === 'silent' || was === 'late' ? was : 'answered'
  const said = checkIn && { checkIn }
  return [{ cycle: before.id, item, name, owner, unowned, state, facts: NOTHING, ...said, revision: 1 }]
}

function answered({ plan, cycles, cast }: Asking, one: ReviewItem, frozen: CycleItem): CycleItem {
  const checkIn = saidOf(plan, one, cast.get(one.item)!, { cycle: cycles.open, kpi: frozen.facts.kpi })
  return checkIn ? { ...frozen, state: 'answered', checkIn } : { ...frozen, state: 'silent' }
}

function readingIn({ plan, cycles, cast }: Asking, key: string): KpiReading | undefined {
  const series = seriesByKey(plan, key)
  const kpi = series && kpiOf(plan, series.kpi)
  const part = cast.get(`kpi:${key}`)
  if (!series || !kpi || !part) return undefined
  const reading = readingOf({ kpi, series }, part.figure, parseInstant(cycles.open.opensAt))
  const { status } = reading
  if (!part.silenced || (status !== 'at-risk' && status !== 'off-track')) return reading
  const until = formatInstant(parseInstant(cycles.open.closesAt) + 7 * 24 * HOUR)
  const because = 'made up, why nobody need be asked until then'
  return { ...reading, unasked: { why: 'silenced', because, until, status } }
}

/** By a day of the days before the review, or of those after its close. */
function promisesOf(asking: Asking, one: ReviewItem, last: CycleItem['checkIn']): Commitment[] {
  const { plan, review, cycles, promised } = asking
  const { open } = cycles
  if (promised.over.includes(one.item)) {
    const day = workingDayUpTo(calendarOf(plan, review.calendar)!, parseDay(open.heldOn) - 1)
    return promiseOf(one, last, formatDay(day))
  }
  if (!promised.ahead.includes(one.item)) return []
  const closing = wallOf(parseInstant(open.closesAt), review.timezone).day
  return promiseOf(one, last, formatDay(addWorkingDaysTo(calendarOf(plan, review.calendar)!, closing, 2)))
}

/** Whoever answers says what became of a promise: not kept where its day was over, kept before its day. */
const settledIn = ({ promised }: Asking, { item, facts, checkIn }: CycleItem): Commitment[] =>
  checkIn === undefined
    ? []
    : facts.commitments.map((one) => settledAs(one, promised.over.includes(item) ? 'broken' : 'kept', checkIn.at))
